internal import LogRuntime
internal import YAMLTree

extension ConfigurationReader {
    /// Plans an INI file.
    static func outcome(ofINI bytes: [UInt8], file: String, options: ConfigurationOptions) -> Outcome {
        // Whose behaviour is wanted stands in the file, and how it is read depends on it.
        var outcome = outcome(ofINI: bytes, file: file, options: options, isPython: options.compatibility == .python313)
        if options.compatibility == nil, outcome.plan.compatibility == .python313 {
            outcome = self.outcome(ofINI: bytes, file: file, options: options, isPython: true)
        }
        return outcome
    }

    private static func outcome(
        ofINI bytes: [UInt8],
        file: String,
        options: ConfigurationOptions,
        isPython: Bool
    ) -> Outcome {
        let compatibility = options.compatibility ?? (isPython ? .python313 : .standard)
        let document: INIDocument
        do throws(INIReader.Failure) {
            let text = try text(of: bytes, file: file, isPython: isPython)
            document = try INIReader.read(text, file: file, defaults: options.fileDefaults, isPython: isPython)
        } catch {
            var plan = Plan(compatibility: compatibility)
            plan.stage = .fileConfig
            let lines = SourceLines(lines: INIReader.lines(of: String(decoding: bytes, as: UTF8.self)))
            let reporter = DiagnosticReporter(file: file, document: lines)
            return Outcome(
                plan: plan,
                faults: error.faults.map { Planner.OrderedFault(order: 0, fault: $0) },
                diagnostics: reporter.diagnostics(faults: error.faults, doubts: [], strict: false),
                reporter: reporter
            )
        }
        var faults: [Planner.OrderedFault] = []
        var doubts: [Planner.Doubt] = []
        var settings = ConfigurationSettings()
        let usual = levelNames(.standard, further: options.levelNames)
        settings.read(from: document.settings, faults: &faults, doubts: &doubts, levels: usual, takesRedaction: false)
        let wanted = options.compatibility ?? settings.compatibility ?? compatibility
        if wanted == .python313, options.compatibility != nil { faults = [] }
        var planner = Planner(
            document: YAMLMapping(),
            names: NameTable(registry: options.registry, standIns: options.standIns),
            levels: levelNames(wanted, further: options.levelNames),
            outsideNodes: [],
            settings: settings,
            compatibility: wanted
        )
        planner.run(document, disablesExisting: options.disablesExistingLoggers)
        let reporter = DiagnosticReporter(file: file, document: document.text)
        return finished(
            planner.plan,
            faults: faults + planner.faults,
            doubts: doubts + planner.doubts,
            strict: options.strict ?? settings.isStrict,
            reporter: reporter
        )
    }

    /// The text of a file.
    ///
    /// - Throws: CPython's errors for a file that is empty or not UTF-8.
    private static func text(
        of bytes: [UInt8],
        file: String,
        isPython: Bool
    ) throws(INIReader.Failure) -> String {
        func failure(_ type: String, _ message: String, _ problem: String) -> INIReader.Failure {
            let start = Mark(file: file, line: 1, column: 1)
            return INIReader.Failure(
                faults: [Fault(type, message, code: .invalidINI, path: "", mark: start, problem: problem)]
            )
        }
        guard !bytes.isEmpty else {
            throw failure("RuntimeError", "\(file) is an empty file", "the file is empty")
        }
        guard bytes.count <= YAMLLimits.default.maximumInputSize else {
            throw failure("ValueError", "\(file) is too large", "the file is too large")
        }
        // Only CPython takes a byte order mark for a part of the first line.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) && !isPython ? bytes.dropFirst(mark.count) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            throw failure("UnicodeDecodeError", "'utf-8' codec can't decode the file", "the file is not UTF-8")
        }
        return text
    }
}

extension INIDocument {
    /// The section `logconfig` as the settings of a YAML file would be written; `nil` when there is none.
    fileprivate var settings: Node? {
        guard let section = self["logconfig"] else { return nil }
        let entries = section.options.map { option -> (key: Node, value: Node) in
            let text = option.value
            let value: YAMLValue =
                switch text.lowercased() {
                case "true", "yes", "on": .bool(true)
                case "false", "no", "off": .bool(false)
                default: Double(text).map { .float($0) } ?? .string(text)
                }
            let mark = option.lines.first?.mark ?? option.mark
            return (Node(.string(option.name), mark: option.mark), Node(value, mark: mark))
        }
        return Node(.mapping(YAMLMapping(entries)), mark: section.mark)
    }
}
