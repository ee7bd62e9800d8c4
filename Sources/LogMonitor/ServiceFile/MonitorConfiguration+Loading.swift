internal import LogConfig
internal import YAMLTree

/// How a program monitors, by the name that service files suggest.
public typealias MonitoringConfiguration = MonitorConfiguration

extension MonitorConfiguration {
    /// Reads the section `monitoring` of a service file, and judges it with the options of its type.
    ///
    /// ```yaml
    /// monitoring:
    ///   enabled: true
    ///   type: default
    ///   options:
    ///     log_path: monitoring
    /// ```
    ///
    /// ```swift
    /// Monitoring.configure(try MonitoringConfiguration.load("service.yaml"))
    /// ```
    ///
    /// The section stands at the top of the file, or below `services`, or below a service of that section, as in BentoML's
    /// own configuration; what is nearest to the service counts, key by key. Everything else in the file is left alone. A
    /// section that is off is not judged beyond its own keys: what its options name may be missing on this machine.
    ///
    /// A file that every user of the machine may write, or put another in the place of, is told of on the status channel of
    /// `base`: it says which files the process writes, and where rows are sent.
    ///
    /// - Parameters:
    ///   - path: the file, YAML or JSON.
    ///   - service: the service whose section below `services` counts, too.
    ///   - base: what the file leaves open, such as the types and the name of the service.
    /// - Returns: the configuration; nothing of it is opened.
    /// - Throws: ``MonitorConfigurationError`` with all that is wrong; for a logging configuration that `log_config_file`
    ///   names, `LoggingConfigurationError`.
    public static func load(
        _ path: String,
        service: String? = nil,
        base: MonitorConfiguration = MonitorConfiguration()
    ) throws -> MonitorConfiguration {
        let file = try ServiceFile(contentsOf: path)
        for warning in file.warnings { base.status.notify(warning.description) }
        return try file.configuration(service: service, base: base)
    }

    /// Reads the section `monitoring` of a service file's text; see ``load(_:service:base:)``.
    ///
    /// - Parameters:
    ///   - yaml: the text, YAML or JSON.
    ///   - file: what diagnostics call it.
    ///   - service: the service whose section below `services` counts, too.
    ///   - base: what the text leaves open.
    /// - Returns: the configuration; nothing of it is opened.
    /// - Throws: as ``load(_:service:base:)``.
    public static func load(
        yaml: String,
        file: String = "<string>",
        service: String? = nil,
        base: MonitorConfiguration = MonitorConfiguration()
    ) throws -> MonitorConfiguration {
        try ServiceFile(bytes: Array(yaml.utf8), file: file).configuration(service: service, base: base)
    }
}
