public import LogConfig
public import LogRuntime

/// What a monitor is made from.
public struct MonitorArguments: Sendable {
    /// The monitor's name.
    public var name: String
    /// The options given for it, without those that monitors of every type have.
    public var options: LogObject
    /// The number of this process among those of its service.
    public var worker: Int
    /// The service's name.
    public var serviceName: String
    /// The service's version.
    public var serviceVersion: String
    /// What the names of classes mean in a logging configuration.
    public var registry: Registry
    /// The clock, the time zone and the file names.
    public var environment: LogEnvironment
    /// Where what is lost is reported.
    public var status: StatusChannel
    /// What is told of odd use.
    public var logger: Logger
    /// The options that monitors of every type have, which are not among ``options``.
    let common: CommonOptions
    /// All options as they were given.
    let givenOptions: LogObject

    /// Gathers what a monitor is made from.
    init(name: String, options: LogObject, configuration: MonitorConfiguration) {
        self.name = name
        givenOptions = options
        var own = options
        common = CommonOptions(takenFrom: &own)
        self.options = own
        worker = configuration.worker
        serviceName = configuration.serviceName
        serviceVersion = configuration.serviceVersion
        registry = configuration.registry
        environment = configuration.environment
        status = configuration.status
        logger = configuration.logger
    }
}
