import LogMonitor

#if Arize
import LogArize
#endif
#if OTLP
import LogOTLP
#endif

/// What the command line says.
struct ServiceOptions {
    static let usage = "usage: iris-service [--service FILE] [--log-config FILE] [--log-path DIR] [CSV]"

    /// The service file, whose section `monitoring` says where rows go.
    var service: String?
    /// The logging configuration of the monitor; the environment variable `LOG_CONFIG` counts when the option is absent.
    var logConfig: String?
    /// The directory of the monitor's files.
    var logPath: String?
    /// The flowers to classify.
    var data = "Examples/IrisService/iris.csv"

    /// Reads the command line; `nil` when it is not as ``usage`` says.
    init?(_ arguments: some Sequence<String>, environment: [String: String]) {
        logConfig = environment["LOG_CONFIG"]
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--service":
                guard let value = rest.next() else { return nil }
                service = value
            case "--log-config":
                guard let value = rest.next() else { return nil }
                logConfig = value
            case "--log-path":
                guard let value = rest.next() else { return nil }
                logPath = value
            case _ where argument.hasPrefix("-"): return nil
            default: data = argument
            }
        }
    }

    /// How the service monitors.
    ///
    /// - Returns: the configuration.
    /// - Throws: `MonitorConfigurationError` with all that is wrong with the service file.
    func monitoring() throws -> MonitorConfiguration {
        var types = MonitorTypeRegistry.standard
        #if Arize
        types.addArize()
        #endif
        #if OTLP
        types.addOTLP()
        #endif
        var configuration = MonitorConfiguration(serviceName: "iris_classifier", serviceVersion: "1.0.0", types: types)
        if let service { configuration = try MonitoringConfiguration.load(service, base: configuration) }
        if let logConfig { configuration.logConfigFile = logConfig }
        if let logPath { configuration.logPath = logPath }
        return configuration
    }
}
