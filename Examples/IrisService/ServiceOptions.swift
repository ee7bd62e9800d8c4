import LogMonitor

/// What the command line says.
struct ServiceOptions {
    static let usage = "usage: iris-service [--log-config FILE] [--log-path DIR] [CSV]"

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
    var monitoring: MonitorConfiguration {
        var configuration = MonitorConfiguration(serviceName: "iris_classifier", serviceVersion: "1.0.0")
        configuration.logConfigFile = logConfig
        configuration.logPath = logPath
        return configuration
    }
}
