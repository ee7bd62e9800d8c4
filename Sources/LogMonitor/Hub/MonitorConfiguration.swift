public import LogConfig
public import LogRuntime

/// How a program monitors: the `monitoring:` section of a service file, and what the program knows of itself.
public struct MonitorConfiguration: Sendable {
    /// Says which request and which trace the present task is busy with.
    public typealias ContextProvider = @Sendable () -> MonitorContext

    /// Whether anything is logged (`enabled`, default true).
    ///
    /// A block of a monitor that is off runs and costs next to nothing.
    public var isEnabled: Bool
    /// The name of the monitor type (`type`, default `default`: files).
    public var type: String
    /// The options of that type (`options`).
    ///
    /// Those of type `default`:
    /// - `log_path` (string, default `monitoring`): the directory of all monitors' files, which are
    ///   `<log_path>/<name>/data/data.<worker>.log` and `…/schema/schema.<worker>.log`.
    /// - `log_config_file` (string): a logging configuration in place of the built-in one. Rows go to its logger
    ///   `bentoml_monitor_data`, schemas to `bentoml_monitor_schema`; `{data_filename}`, `{schema_filename}`, `{worker_id}`
    ///   and `{monitor_name}` are replaced in its texts.
    /// - `backup_count` (integer, default 0 = all): how many rolled data files are kept, of a day each.
    /// - `max_age` (seconds, or a text such as `14d`; default none): rolled data files are removed so long after their last row.
    /// - `max_total_size` (bytes, or a text such as `500MB`; default none): the oldest data files are removed when all of a
    ///   monitor's take more.
    /// - `non_finite` (`text`, `null` or `python`, default `text`): what stands for a number that JSON lacks: `"NaN"`,
    ///   `null`, or Python's `NaN`.
    ///
    /// Those of every type:
    /// - `sample_rate` (number from 0 to 1, default 1): which part of all requests is logged. The request's number decides,
    ///   so that every process and every monitor takes the same requests; blocks left out are counted.
    /// - `redact` (mapping of columns to `drop`, `mask` or `hash`): columns that are left out, or whose values are replaced by
    ///   a mask or by a keyed hash, which makes them categorical.
    /// - `redact_mask` (string, default `***`): the mask.
    /// - `redact_secret` (string, required by `hash`): the key of hashes; `env://NAME` takes it from the environment.
    public var options: LogObject
    /// The number of this process among those of its service (default 0); part of file names.
    public var worker: Int
    /// The service's name, which the schema shows as `bento_name`.
    public var serviceName: String
    /// The service's version, which the schema shows as `bento_version`.
    public var serviceVersion: String
    /// The types that ``type`` can name.
    public var types: MonitorTypeRegistry
    /// What the names of classes mean in the logging configurations of monitors (`log_config_file`).
    public var registry: Registry
    /// The clock, the time zone and the file names of monitors.
    public var environment: LogEnvironment
    /// Where what is lost is reported.
    public var status: StatusChannel
    /// What is told of odd use, such as an unknown role: once per column.
    public var logger: Logger
    /// What is asked for the request and the trace of rows, where ``MonitorContext/current`` does not say; none by default.
    public var contextProvider: ContextProvider?

    /// Creates a configuration.
    ///
    /// - Parameters:
    ///   - isEnabled: whether anything is logged.
    ///   - type: the name of the monitor type.
    ///   - options: the options of that type.
    ///   - worker: the number of this process among those of its service.
    ///   - serviceName: the service's name.
    ///   - serviceVersion: the service's version.
    ///   - types: the types that `type` can name.
    ///   - registry: what the names of classes mean in the logging configurations of monitors.
    ///   - environment: the clock, the time zone and the file names of monitors.
    ///   - status: where what is lost is reported.
    ///   - logger: what is told of odd use; `nil` for the logger `logmonitor` of the program's tree.
    public init(
        isEnabled: Bool = true,
        type: String = "default",
        options: LogObject = LogObject(),
        worker: Int = 0,
        serviceName: String = "",
        serviceVersion: String = "not available",
        types: MonitorTypeRegistry = .standard,
        registry: Registry = .standard,
        environment: LogEnvironment = .system,
        status: StatusChannel = LoggerTree.shared.status,
        logger: Logger? = nil
    ) {
        self.isEnabled = isEnabled
        self.type = type
        self.options = options
        self.worker = worker
        self.serviceName = serviceName
        self.serviceVersion = serviceVersion
        self.types = types
        self.registry = registry
        self.environment = environment
        self.status = status
        self.logger = logger ?? LoggerTree.shared.logger("logmonitor")
    }

    /// The directory of the default type's files (`options.log_path`, default `monitoring`).
    public var logPath: String? {
        get { text("log_path") }
        set { options["log_path"] = newValue.map { .string($0) } }
    }

    /// The logging configuration of the default type (`options.log_config_file`); `nil` for the built-in one.
    public var logConfigFile: String? {
        get { text("log_config_file") }
        set { options["log_config_file"] = newValue.map { .string($0) } }
    }

    private func text(_ option: String) -> String? {
        if case .string(let text) = options[option] { return text }
        return nil
    }
}
