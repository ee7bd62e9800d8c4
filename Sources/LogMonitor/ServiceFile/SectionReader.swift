internal import LogConfig
internal import LogRuntime
internal import YAMLTree

/// Reads sections `monitoring` into a configuration and gathers all that is wrong with them.
struct SectionReader {
    /// The keys of a section.
    static let keys = ["enabled", "type", "options"]

    private let file: ServiceFile
    private var configuration: MonitorConfiguration
    private var diagnostics: [Diagnostic] = []
    /// Where the options of the file stand: their keys' marks and paths.
    private var optionKeys: [String: (mark: Mark, path: String)] = [:]
    /// Where the type is named, and where the section begins.
    private var typeMark: Mark?
    private var sectionMark: Mark?
    private var path = ""

    /// Starts to read.
    init(_ file: ServiceFile, base: MonitorConfiguration) {
        self.file = file
        configuration = base
    }

    /// Reads a section; what it says counts before what was read so far.
    mutating func read(_ section: ServiceFile.Section) {
        path = section.path
        sectionMark = (section.key ?? section.node).mark
        if section.node.isNull { return }
        guard let mapping = section.node.mapping else {
            return refuse(.invalidSection, path, "a section 'monitoring' is a mapping", at: section.node.mark)
        }
        // The type first: options of another type than before do not go on.
        if let node = mapping["type"] { readType(node) }
        for (key, value) in mapping.entries {
            switch (key.string, value.value) {
            case ("type"?, _): break
            case ("enabled"?, .bool(let isEnabled)): configuration.isEnabled = isEnabled
            case ("enabled"?, .null): break
            case ("enabled"?, _): refuse(.invalidEntry, below(path, "enabled"), "is not true or false", at: value.mark)
            case ("options"?, .null): break
            case ("options"?, _): readOptions(value, path: below(path, "options"))
            default: refuseKey(key)
            }
        }
    }

    private mutating func readType(_ node: Node) {
        switch node.value {
        case .null: break
        case .string(let type):
            if type != configuration.type {
                configuration.options = LogObject()
                optionKeys = [:]
            }
            configuration.type = type
            typeMark = node.mark
        default: refuse(.invalidEntry, below(path, "type"), "is not the name of a monitor type", at: node.mark)
        }
    }

    /// Reads the options of the type.
    mutating func readOptions(_ node: Node, path: String) {
        guard let mapping = node.mapping, case .object(let options) = node.logValue else {
            return refuse(.invalidEntry, path, "options are a mapping", at: node.mark)
        }
        for (key, _) in mapping.entries {
            guard let text = key.string else {
                refuse(.invalidEntry, path, "the name of an option is a text", at: key.mark)
                continue
            }
            if text == "enabled" || text == "type" {
                let hint = "'\(text)' belongs to 'monitoring', beside 'options'"
                refuse(.misplacedKey, below(path, text), "is not an option", hint: hint, at: key.mark)
                continue
            }
            optionKeys[text] = (mark: key.mark, path: below(path, text))
            configuration.options[text] = options[text]
        }
    }

    /// A key that sections do not have: misspelt, or an option in the wrong place.
    private mutating func refuseKey(_ key: Node) {
        let text = key.string ?? "?"
        let nearest = EditDistance.suggestion(for: text, in: SectionReader.keys)
        refuse(
            nearest == nil ? .misplacedKey : .unknownKey,
            below(path, text),
            "'monitoring' has no key '\(text)'",
            hint: nearest ?? "options go below 'options'",
            at: key.mark
        )
    }

    /// Judges what was read.
    ///
    /// - Parameter type: the type in place of the file's.
    /// - Returns: the configuration.
    /// - Throws: ``MonitorConfigurationError``, or what the type's own check throws beside ``MonitorError``.
    mutating func finish(type: String?) throws -> MonitorConfiguration {
        if let type {
            configuration.type = type
            typeMark = nil
        }
        if configuration.isEnabled { try judge() }
        guard diagnostics.isEmpty else {
            let ordered = diagnostics.enumerated().sorted { left, right in
                let first = (left.element.line ?? 0, left.element.column ?? 0, left.offset)
                return first < (right.element.line ?? 0, right.element.column ?? 0, right.offset)
            }
            throw MonitorConfigurationError(ordered.map(\.element))
        }
        return configuration
    }

    /// Looks at the type and has it look at its options.
    private mutating func judge() throws {
        let entry: MonitorTypeRegistry.Entry
        do throws(MonitorError) {
            entry = try configuration.types.entry(configuration.type)
        } catch {
            return refuse(.unknownClass, below(path, "type"), error.description, at: typeMark ?? sectionMark)
        }
        do {
            try entry.judge(MonitorArguments(name: "", options: configuration.options, configuration: configuration))
        } catch let error as MonitorError {
            for problem in error.problems {
                let place = problem.option.flatMap { optionKeys[$0] }
                let code = place == nil ? DiagnosticCode.missingArgument : .invalidArgument
                // The path names the option already.
                let text = place == nil ? problem.description : problem.text
                refuse(code, place?.path ?? path, text, at: place?.mark ?? sectionMark)
            }
        }
    }

    private mutating func refuse(
        _ code: DiagnosticCode,
        _ path: String,
        _ message: String,
        hint: String? = nil,
        at mark: Mark?
    ) {
        diagnostics.append(file.diagnostic(code, path, message, hint: hint, at: mark))
    }

    private func below(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }
}
