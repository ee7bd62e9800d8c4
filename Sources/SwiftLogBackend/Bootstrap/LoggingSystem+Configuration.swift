public import LogConfig
public import LogRuntime
public import Logging

extension LoggingSystem {
    /// Has everything that is logged by swift-log obey a configuration file.
    ///
    /// ```swift
    /// let logging = try LoggingSystem.bootstrap(configuration: "log_config.yaml")
    /// ```
    ///
    /// A file that is wrong, or names a destination that cannot be opened, throws before anything has changed: the error lists
    /// all problems with file, line and column. Afterwards the file is followed as its key `logconfig.reload` says.
    ///
    /// As all ways to bootstrap, it can be called once in a process.
    ///
    /// - Parameters:
    ///   - path: a configuration in YAML or JSON, or an INI file.
    ///   - options: how it is read; its registry knows the classes.
    ///   - tree: the loggers to configure.
    ///   - metadataProvider: what adds metadata to each record; by default trace and span, where there is a tracer.
    ///   - attributes: the attributes of metadata values that filters can ask for.
    /// - Returns: the service that writes what waits when the program ends; it need not be kept.
    /// - Throws: `LoggingConfigurationError`; swift-log is then not bootstrapped.
    @discardableResult
    public static func bootstrap(
        configuration path: String,
        options: ConfigurationOptions = ConfigurationOptions(),
        tree: LoggerTree = .shared,
        metadataProvider: Logging.Logger.MetadataProvider? = .trace,
        attributes: [MetadataAttribute] = []
    ) throws(LoggingConfigurationError) -> LoggingService {
        let watcher = try LoggingConfiguration.watch(path, tree: tree, options: options)
        bootstrap(tree, metadataProvider, attributes)
        return LoggingService(tree: tree, watcher: watcher)
    }

    /// Has everything that is logged by swift-log obey a configuration that was read before.
    ///
    /// - Parameters:
    ///   - configuration: the configuration.
    ///   - tree: the loggers to configure.
    ///   - metadataProvider: what adds metadata to each record; by default trace and span, where there is a tracer.
    ///   - attributes: the attributes of metadata values that filters can ask for.
    /// - Returns: the service that writes what waits when the program ends; it need not be kept.
    /// - Throws: `LoggingConfigurationError` when a destination cannot be opened; swift-log is then not bootstrapped.
    @discardableResult
    public static func bootstrap(
        configuration: LoggingConfiguration,
        tree: LoggerTree = .shared,
        metadataProvider: Logging.Logger.MetadataProvider? = .trace,
        attributes: [MetadataAttribute] = []
    ) throws(LoggingConfigurationError) -> LoggingService {
        try configuration.apply(to: tree)
        bootstrap(tree, metadataProvider, attributes)
        return LoggingService(tree: tree)
    }

    private static func bootstrap(
        _ tree: LoggerTree,
        _ metadataProvider: Logging.Logger.MetadataProvider?,
        _ attributes: [MetadataAttribute]
    ) {
        // For good, as swift-log can be bootstrapped once.
        let defaults = Unmanaged.passRetained(Additions(provider: metadataProvider, attributes: attributes))
        bootstrap(
            // A logger with a provider of its own has it set by swift-log, once the handler is made.
            { label, _ in ConfiguredLogHandler(label: label, tree: tree, defaults: defaults) },
            metadataProvider: metadataProvider
        )
    }
}
