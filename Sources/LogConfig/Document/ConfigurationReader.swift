internal import LogRuntime
internal import YAMLTree

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A document on its way to a plan: what was read, what is wrong with it so far.
struct ConfigurationReader {
    /// A plan, or the reasons why there is none.
    struct Outcome: Sendable {
        /// The plan; with faults, as far as it came.
        var plan: Plan
        /// Faults in the order in which CPython would come by them.
        var faults: [Planner.OrderedFault]
        /// Everything to tell, in the order of the file.
        var diagnostics: [Diagnostic]
        /// Turns later faults into diagnostics.
        var reporter: DiagnosticReporter

        /// Warns of who else may write the file; where warnings are errors, that is one.
        mutating func add(_ exposure: FileExposure?, strict: Bool?) {
            guard let exposure else { return }
            let isStrict = strict ?? plan.settings.isStrict
            let diagnostic = exposure.diagnostic(file: reporter.file, isStrict: isStrict)
            diagnostics.insert(diagnostic, at: 0)
            guard isStrict else { return }
            let code = DiagnosticCode.writableByAll
            let fault = Fault("ValueError", diagnostic.message, code: code, path: "", mark: nil)
            faults.append(Planner.OrderedFault(order: .max, fault: fault))
        }
    }

    /// How much a document may ask for, in proportion to its greatest size.
    private static func limits(_ options: ConfigurationOptions) -> YAMLLimits {
        var limits = YAMLLimits.default
        let share = max(1, Double(options.sizeLimit) / Double(limits.maximumInputSize))
        limits.maximumInputSize = options.sizeLimit
        limits.maximumNodeCount = Int(Double(limits.maximumNodeCount) * share)
        limits.maximumExpandedSize = Int(Double(limits.maximumExpandedSize) * share)
        return limits
    }

    /// Reads a file's bytes.
    static func bytes(
        ofFile path: String,
        limit: Int = YAMLLimits.default.maximumInputSize
    ) throws(LoggingConfigurationError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            // One byte beyond the limit is enough to be refused for its size.
            if bytes.count > limit { return bytes }
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
            } else if errno != EINTR {
                throw unreadable(path, errno)
            }
        }
    }

    private static func unreadable(_ path: String, _ errorNumber: Int32) -> LoggingConfigurationError {
        let error = SinkError("read", path, errorNumber: errorNumber)
        let isINI = FileFlavor(named: path) == .ini
        let isMissing = isINI && errorNumber == ENOENT
        let message = isMissing ? "\(path) doesn't exist" : error.pythonMessage
        return LoggingConfigurationError(
            stage: isINI ? .fileConfig : .yaml,
            chain: [LoggingConfigurationError.Link(type: error.pythonType, message: message)],
            diagnostics: [
                Diagnostic(
                    severity: .error,
                    code: DiagnosticCode.unreadableFile.rawValue,
                    path: "",
                    message: "cannot read the file: \(error.problem)",
                    file: path,
                    line: nil,
                    column: nil,
                    hint: nil
                )
            ]
        )
    }

    /// Plans the text of a file, which may be YAML, JSON or INI.
    static func outcome(
        of bytes: [UInt8],
        file: String,
        options: ConfigurationOptions
    ) throws(LoggingConfigurationError) -> Outcome {
        switch FileFlavor(of: bytes, file: file) {
        case .ini: return outcome(ofINI: bytes, file: file, options: options)
        case .json: return try outcome(ofJSON: bytes, file: file, options: options)
        case .yaml: return try outcome(ofYAML: bytes, file: file, options: options)
        }
    }

    /// Plans a document of JSON.
    static func outcome(
        ofJSON bytes: [UInt8],
        file: String,
        options: ConfigurationOptions
    ) throws(LoggingConfigurationError) -> Outcome {
        let takesMark = options.compatibility != .python313
        return try outcome(file: file, options: options) { () throws(YAMLError) in
            try YAMLReader.read(json: bytes, file: file, takesByteOrderMark: takesMark)
        }
    }

    /// Plans a document of YAML.
    static func outcome(
        ofYAML bytes: [UInt8],
        file: String,
        options: ConfigurationOptions
    ) throws(LoggingConfigurationError) -> Outcome {
        try outcome(file: file, options: options) { () throws(YAMLError) in
            try YAMLReader.read(bytes, file: file, limits: limits(options))
        }
    }

    /// Plans what a reader makes of a file.
    private static func outcome(
        file: String,
        options: ConfigurationOptions,
        read: () throws(YAMLError) -> YAMLDocument
    ) throws(LoggingConfigurationError) -> Outcome {
        let document: YAMLDocument
        do throws(YAMLError) {
            document = try read()
        } catch {
            let isMarked = error.kind != .reader && error.kind != .json
            throw LoggingConfigurationError(
                stage: error.kind == .json ? .json : .yaml,
                chain: [
                    LoggingConfigurationError.Link(
                        type: error.kind == .reader ? "yaml.reader.ReaderError" : error.pythonType,
                        message: isMarked ? error.problem : error.pythonMessage
                    )
                ],
                diagnostics: [
                    Diagnostic(
                        severity: .error,
                        code: (error.kind == .json ? DiagnosticCode.invalidJSON : .invalidYAML).rawValue,
                        path: "",
                        message: error.problem,
                        file: file,
                        line: error.mark?.line,
                        column: error.mark?.column,
                        hint: error.hint,
                        excerptLine: error.sourceLine.flatMap { ExcerptLine($0) }
                    )
                ]
            )
        }
        let reporter = DiagnosticReporter(file: file, document: document)
        let duplicates = document.warnings.map { warning in
            Planner.Doubt(
                severity: .warning,
                code: .duplicateKey,
                path: "",
                mark: warning.mark,
                problem: warning.problem,
                hint: nil
            )
        }
        return outcome(of: document.root, duplicates: duplicates, reporter: reporter, options: options)
    }

    /// Plans a document that is a tree of nodes already.
    static func outcome(
        of root: Node,
        duplicates: [Planner.Doubt],
        reporter: DiagnosticReporter,
        options: ConfigurationOptions
    ) -> Outcome {
        // What a document that contains itself refers to is there as long as somebody holds it.
        defer { withExtendedLifetime(root) {} }
        let root = options.overlay.map { OverlayPass(value: $0).replaced(root) } ?? root
        var faults: [Planner.OrderedFault] = []
        var doubts = duplicates
        var settings = ConfigurationSettings()
        let section = root.mapping?["logconfig"]
        let usual = levelNames(.standard, further: options.levelNames)
        settings.read(from: section, faults: &faults, doubts: &doubts, levels: usual)
        let compatibility = options.compatibility ?? settings.compatibility ?? .standard
        let isPython = compatibility == .python313
        if isPython, options.compatibility != nil { faults = [] }
        let follows = !isPython && settings.followsEnvironment
        var pass = DocumentTextPass(
            placeholders: options.placeholders,
            environment: follows ? options.environmentVariables : nil
        )
        let replaced = pass.replaced(root)
        faults += pass.faults.map { Planner.OrderedFault(order: 0, fault: $0) }
        let plan: Plan
        do throws(Fault) {
            let value = Value(content: .node(replaced), mark: replaced.mark)
            let mapping = try Planner.dictionary(value, at: "", noun: "document", code: .invalidDocument)
            var planner = Planner(
                document: mapping,
                names: NameTable(registry: options.registry, standIns: options.standIns),
                levels: levelNames(compatibility, further: options.levelNames),
                outsideNodes: pass.outsideNodes,
                settings: settings,
                compatibility: compatibility
            )
            planner.run()
            planner.review()
            plan = planner.plan
            // What follows from a variable that is not set is no second fault.
            let unset = Set(pass.faults.map(\.path))
            faults += planner.faults.filter { !unset.contains($0.fault.path) }
            doubts += planner.doubts
        } catch {
            plan = Plan(compatibility: compatibility)
            faults.append(Planner.OrderedFault(order: 0, fault: error))
        }
        return finished(
            plan,
            faults: faults,
            doubts: doubts,
            strict: options.strict ?? settings.isStrict,
            reporter: reporter
        )
    }

    /// An outcome with its diagnostics; with `strict` a doubt is the fault of a document that has none.
    static func finished(
        _ plan: Plan,
        faults: [Planner.OrderedFault],
        doubts: [Planner.Doubt],
        strict: Bool,
        reporter: DiagnosticReporter
    ) -> Outcome {
        var outcome = Outcome(plan: plan, faults: faults, diagnostics: [], reporter: reporter)
        outcome.diagnostics = reporter.diagnostics(faults: faults.map(\.fault), doubts: doubts, strict: strict)
        if strict, faults.isEmpty, let first = outcome.diagnostics.first(where: { $0.severity == .error }) {
            let fault = Fault("ValueError", first.message, code: .invalidDocument, path: first.path, mark: nil)
            outcome.faults = [Planner.OrderedFault(order: .max, fault: fault)]
        }
        return outcome
    }

    /// The usual levels and those that the program has named.
    static func levelNames(_ compatibility: Compatibility, further: LevelNames?) -> LevelNames {
        var levels = LevelNames(compatibility: compatibility)
        let usual = LevelNames(compatibility: .standard)
        for name in further?.names ?? [] where usual.level(named: name) == nil {
            if let level = further?.level(named: name) { levels.add(name, for: level) }
        }
        return levels
    }
}
