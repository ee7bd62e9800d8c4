public import LogRuntime
internal import YAMLTree

/// A configuration that was read and checked, and that has not touched anything yet.
///
/// The file is Python's `logging.config.dictConfig` in YAML or JSON, or an INI file as for `logging.config.fileConfig`. What is wrong with it comes as one error with all
/// diagnostics; applying it opens every destination first and then changes the tree in one step.
///
/// ```swift
/// let configuration = try LoggingConfiguration(contentsOf: "log_config.yaml")
/// try configuration.apply()
/// ```
public struct LoggingConfiguration: Sendable {
    /// Warnings and notes, in the order of the file.
    public let diagnostics: [Diagnostic]
    let plan: Plan
    let reporter: DiagnosticReporter

    private init(_ outcome: ConfigurationReader.Outcome) throws(LoggingConfigurationError) {
        if let first = outcome.faults.min(by: { $0.order < $1.order }) {
            throw LoggingConfigurationError(
                stage: outcome.plan.stage,
                chain: first.fault.chain,
                diagnostics: outcome.diagnostics
            )
        }
        diagnostics = outcome.diagnostics
        plan = outcome.plan
        reporter = outcome.reporter
    }

    /// Reads and checks a file.
    ///
    /// A name that ends with `.ini`, `.cfg` or `.conf`, or a text that begins with a `[section]`, makes it an INI file as
    /// for Python's `fileConfig`; one that ends with `.json`, JSON as for its `json.load`; anything else is YAML.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how it is read.
    /// - Throws: ``LoggingConfigurationError`` when the file cannot be read, is not YAML, or is not a configuration.
    public init(
        contentsOf path: String,
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) {
        let bytes = try ConfigurationReader.bytes(ofFile: path, limit: options.sizeLimit)
        try self.init(bytes: bytes, file: path, options: options, exposure: FileExposure.ofFile(at: path))
    }

    /// Reads and checks the bytes of a file, of which it is known who else may write it.
    init(
        bytes: [UInt8],
        file: String,
        options: ConfigurationOptions,
        exposure: FileExposure?
    ) throws(LoggingConfigurationError) {
        var outcome = try ConfigurationReader.outcome(of: bytes, file: file, options: options)
        outcome.add(exposure, strict: options.strict)
        try self.init(outcome)
    }

    /// Reads and checks a text.
    ///
    /// - Parameters:
    ///   - yaml: the text, YAML or JSON.
    ///   - file: what diagnostics call it.
    ///   - options: how it is read.
    /// - Throws: ``LoggingConfigurationError`` when the text is not YAML, or is not a configuration.
    public init(
        yaml: String,
        file: String = "<string>",
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) {
        try self.init(try ConfigurationReader.outcome(ofYAML: Array(yaml.utf8), file: file, options: options))
    }

    /// Reads and checks the bytes of a text.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8, or UTF-16 with a byte order mark.
    ///   - file: what diagnostics call it; its ending, or a first line `[section]`, tells INI files.
    ///   - options: how it is read.
    /// - Throws: ``LoggingConfigurationError`` when the text is not YAML, or is not a configuration.
    public init(
        bytes: [UInt8],
        file: String,
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) {
        try self.init(try ConfigurationReader.outcome(of: bytes, file: file, options: options))
    }

    /// Reads and checks the text of an INI file, as Python's `fileConfig` does.
    ///
    /// Nothing in it is evaluated: `args`, `kwargs` and `defaults` hold literals and registered names.
    ///
    /// - Parameters:
    ///   - ini: the text.
    ///   - file: what diagnostics call it.
    ///   - options: how it is read; ``ConfigurationOptions/fileDefaults`` and
    ///     ``ConfigurationOptions/disablesExistingLoggers`` are Python's parameters.
    /// - Throws: ``LoggingConfigurationError`` when the text is not an INI file, or is not a configuration.
    public init(
        ini: String,
        file: String = "<string>",
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) {
        try self.init(ConfigurationReader.outcome(ofINI: Array(ini.utf8), file: file, options: options))
    }

    /// Checks a configuration that the program has made itself, as with Python's `dictConfig`.
    ///
    /// - Parameters:
    ///   - value: the document.
    ///   - options: how it is read.
    /// - Throws: ``LoggingConfigurationError`` when it is not a configuration.
    public init(
        value: LogValue,
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) {
        let root = Node(logValue: value, mark: Mark(file: "<value>", line: 1, column: 1))
        let reporter = DiagnosticReporter(file: "<value>", document: nil)
        try self.init(ConfigurationReader.outcome(of: root, duplicates: [], reporter: reporter, options: options))
    }

    /// Brings the configuration into force.
    ///
    /// Every destination is opened first. Then the tree changes in one step, and what the previous configuration of the
    /// same tree had opened is closed. When anything fails, nothing has changed.
    ///
    /// - Parameter tree: the loggers to configure.
    /// - Returns: what is in force now.
    /// - Throws: ``LoggingConfigurationError`` when a destination cannot be opened.
    @discardableResult
    public func apply(to tree: LoggerTree = .shared) throws(LoggingConfigurationError) -> ActiveConfiguration {
        try Assembly(plan: plan, tree: tree, reporter: reporter, diagnostics: diagnostics).apply()
    }

    /// Brings the configuration into force so that the tree is as if the program had started with it.
    func applyAgain(to tree: LoggerTree) throws(LoggingConfigurationError) -> ActiveConfiguration {
        let assembly = Assembly(plan: plan, tree: tree, reporter: reporter, diagnostics: diagnostics, isReload: true)
        return try assembly.apply()
    }
}

extension LoggingConfiguration {
    /// Checks a file without opening anything that it names.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how it is read.
    /// - Returns: whether it would be accepted, and everything to tell about it.
    public static func check(
        contentsOf path: String,
        options: ConfigurationOptions = ConfigurationOptions()
    ) -> (accepted: Bool, diagnostics: [Diagnostic]) {
        do throws(LoggingConfigurationError) {
            return (true, try LoggingConfiguration(contentsOf: path, options: options).diagnostics)
        } catch {
            return (false, error.diagnostics)
        }
    }

    /// The contents of a configuration file; of one that is larger than may be, only as much as shows that.
    ///
    /// - Throws: ``LoggingConfigurationError`` when the file cannot be read.
    package static func bytes(ofFile path: String) throws(LoggingConfigurationError) -> [UInt8] {
        try ConfigurationReader.bytes(ofFile: path)
    }

    /// Checks the bytes of a text, and looks whether the files that it names could be opened on this machine.
    ///
    /// What could not be is a note: the program may well run on another machine.
    package static func check(
        bytes: [UInt8],
        file: String,
        options: ConfigurationOptions,
        files: FileNaming,
        exposure: FileExposure? = nil
    ) -> (accepted: Bool, diagnostics: [Diagnostic]) {
        do throws(LoggingConfigurationError) {
            var outcome = try ConfigurationReader.outcome(of: bytes, file: file, options: options)
            outcome.add(exposure, strict: options.strict)
            let notes = outcome.plan.handlers
                .compactMap { FileProbe.fault(of: $0, files: files, stage: outcome.plan.stage) }
                .map(outcome.reporter.note(onOpening:))
            return (outcome.faults.isEmpty, DiagnosticReporter.sorted(outcome.diagnostics + notes))
        } catch {
            return (false, error.diagnostics)
        }
    }

    /// Checks the bytes of a text without opening anything that it names.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - file: what diagnostics call it.
    ///   - options: how it is read.
    /// - Returns: whether it would be accepted, and everything to tell about it.
    public static func check(
        bytes: [UInt8],
        file: String,
        options: ConfigurationOptions = ConfigurationOptions()
    ) -> (accepted: Bool, diagnostics: [Diagnostic]) {
        do throws(LoggingConfigurationError) {
            return (true, try LoggingConfiguration(bytes: bytes, file: file, options: options).diagnostics)
        } catch {
            return (false, error.diagnostics)
        }
    }
}
