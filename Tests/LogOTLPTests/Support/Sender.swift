#if OTLP
@testable import LogOTLP
import LogConfig
import LogRuntime
import TestSupport
import Testing

/// A configured tree whose root logger sends to a collector.
final class Sender {
    let tree: LoggerTree
    let failures = FailureList()
    let handler: OTLPHandler

    /// Configures a tree from YAML: the arguments of the handler, each on a line of its own.
    init(_ arguments: [String], className: String = "otlp.OTLPHandler") throws {
        tree = LoggerTree(status: failures.status)
        var options = ConfigurationOptions()
        options.registry.addOTLPHandlers()
        let yaml = """
            version: 1
            handlers:
              otlp:
                class: \(className)
            \(arguments.map { "    " + $0 }.joined(separator: "\n"))
            root: {level: DEBUG, handlers: [otlp]}
            """
        let active = try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
        handler = try #require(active.handler(named: "otlp") as? OTLPHandler)
    }

    deinit { handler.close() }

    /// Logs numbered records.
    func log(_ range: ClosedRange<Int>) {
        let logger = tree.logger("app")
        for number in range { logger.info("\(number)") }
    }
}
#endif
