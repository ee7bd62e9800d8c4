#if Arize
@testable import LogArize
import LogMonitor
import LogRuntime
import TestSupport

/// A hub whose monitors send to Arize, and whose warnings and failures are kept.
final class ArizeBench {
    let hub: MonitorHub
    let status = StatusChannel()
    private let warned = RecordingHandler()
    private let failed = FailureList()

    /// Creates a bench.
    init(
        uri: String = "http://localhost:1/v1",
        options: LogObject = [:],
        serviceName: String = "bento",
        serviceVersion: String = "v1",
        environment: LogEnvironment = .system
    ) {
        var types = MonitorTypeRegistry.standard
        types.addArize()
        var all: LogObject = ["api_key": "dummy-api-key", "space_key": "dummy-space-key", "uri": .string(uri)]
        for field in options.fields { all[field.key] = field.value }
        let tree = LoggerTree()
        let logger = tree.logger("logmonitor")
        logger.addHandler(warned)
        hub = MonitorHub(
            MonitorConfiguration(
                type: "bentoml_plugins.arize.ArizeMonitor",
                options: all,
                serviceName: serviceName,
                serviceVersion: serviceVersion,
                types: types,
                environment: environment,
                status: status,
                logger: logger
            )
        )
        status.setHook { [failed] in failed.add($0) }
    }

    deinit { hub.close() }

    /// The warnings so far.
    var warnings: [String] { warned.lines }
    /// The failures so far.
    var failures: [LogFailure] { failed.all }
    /// The rows that are known to be lost.
    var lossCount: Int { failures.count { $0.isLoss } }

    /// Logs rows of a feature and a prediction.
    func log(_ range: ClosedRange<Int>, name: String = "m") {
        for number in range {
            withMonitorContext(requestID: UInt64(number)) {
                hub.monitor(name) { mon in
                    mon.log(5.1, name: "sepal", dataType: .numerical)
                    mon.log("setosa", name: "kind", role: .prediction, dataType: .categorical)
                }
            }
        }
    }
}

/// Failures, from any thread.
private final class FailureList: Sendable {
    private let list = Lock<[LogFailure]>([])
    func add(_ failure: LogFailure) { list.withLock { $0.append(failure) } }
    var all: [LogFailure] { list.withLock { $0 } }
}
#endif
