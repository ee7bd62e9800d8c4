public import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How a configuration is read, apart from what it says itself.
public struct ConfigurationOptions: Sendable {
    /// What the names of classes and objects mean (default ``Registry/standard``).
    public var registry: Registry
    /// Values for `{name}` in the document's texts, such as `data_filename`; with any, a doubled brace means one brace.
    public var placeholders: [String: String]
    /// Whose behaviour is wanted; `nil` leaves it to the document (`logconfig: {compat: python3.13}`).
    public var compatibility: Compatibility?
    /// Whether doubts are errors; `nil` leaves it to the document (`logconfig: {strict: true}`).
    public var strict: Bool?
    /// Reads environment variables for `env://NAME`.
    public var environmentVariables: @Sendable (_ name: String) -> String?
    /// Names of levels beyond the usual ones; `nil` for none.
    ///
    /// `LoggerTree.configure(contentsOf:options:)` takes those of the tree.
    public var levelNames: LevelNames?
    /// Options that count in every section of an INI file, unless the file says otherwise (default none).
    ///
    /// CPython: the parameter `defaults` of `logging.config.fileConfig`.
    public var fileDefaults: [String: String] = [:]
    /// Whether an INI file switches off loggers that exist and that it does not name (default true).
    ///
    /// CPython: the parameter `disable_existing_loggers` of `logging.config.fileConfig`; other files say it themselves.
    public var disablesExistingLoggers = true
    /// Values from outside that take the place of the document's own; `nil` for none.
    ///
    /// It is asked, each time that a file is read, for every scalar in the document's mappings by the names that lead to it, and
    /// for the level of each logger and handler that is there and of the root: `["loggers", "app.db", "level"]`. What it answers
    /// is read as YAML reads a scalar. INI files are not asked for.
    public var overlay: (@Sendable (_ path: [String]) -> String?)?
    /// How many bytes a document in YAML or JSON may have (default 1 MiB).
    ///
    /// It may have 100 000 nodes and 4 MiB of text with every alias expanded for each such MiB, so that a small file cannot ask
    /// for much. A document with 100 000 loggers needs 5 MiB.
    public var sizeLimit = 1 << 20
    /// What stands in for names that nobody registered.
    package var standIns: (@Sendable (_ role: Registry.Role, _ name: String) -> RegistryEntry?)?

    /// Creates options.
    ///
    /// - Parameters:
    ///   - registry: what the names of classes and objects mean.
    ///   - placeholders: values for `{name}` in the document's texts.
    ///   - compatibility: whose behaviour is wanted; `nil` leaves it to the document.
    ///   - strict: whether doubts are errors; `nil` leaves it to the document.
    public init(
        registry: Registry = .standard,
        placeholders: [String: String] = [:],
        compatibility: Compatibility? = nil,
        strict: Bool? = nil
    ) {
        self.registry = registry
        self.placeholders = placeholders
        self.compatibility = compatibility
        self.strict = strict
        environmentVariables = { name in getenv(name).map { String(cString: $0) } }
    }
}
