import Foundation
import LogMonitor
import LogRuntime
import TestSupport

/// A hub with a clock that stands still, whose monitors keep their rows, and whose warnings and failures are kept.
final class MonitorBench: Sendable {
    /// 2026-11-22T22:14:47.641727 UTC.
    static let moment = WallTime(seconds: 1_795_385_687, nanoseconds: 641_727_000)

    let hub: MonitorHub
    let clock: ManualClock
    let status = StatusChannel()
    private let warned = RecordingHandler()
    private let failed = FailureList()
    private let monitors: MonitorList

    /// Creates a bench; type `collect` keeps rows, and relative file names start at `directory`.
    init(
        type: String = "collect",
        options: LogObject = LogObject(),
        directory: String? = nil,
        isEnabled: Bool = true,
        registry: Registry = .standard,
        failingSchemas: Int = 0,
        timeZone: LogTimeZone = .utc,
        worker: Int = 0,
        serviceName: String = "",
        serviceVersion: String = "not available"
    ) {
        let clock = ManualClock(MonitorBench.moment)
        let monitors = MonitorList()
        self.clock = clock
        self.monitors = monitors
        var types = MonitorTypeRegistry.standard
        types.register("collect", reservedNames: ["bento_meta"]) { arguments in
            let monitor = CollectingMonitor(arguments, failingSchemas: failingSchemas)
            monitors.add(monitor, named: arguments.name)
            return monitor
        }
        let tree = LoggerTree(environment: LogEnvironment(clock: clock))
        let logger = tree.logger("logmonitor")
        logger.addHandler(warned)
        let failed = failed
        status.setHook { failed.add($0) }
        hub = MonitorHub(
            MonitorConfiguration(
                isEnabled: isEnabled,
                type: type,
                options: options,
                worker: worker,
                serviceName: serviceName,
                serviceVersion: serviceVersion,
                types: types,
                registry: registry,
                environment: LogEnvironment(
                    clock: clock,
                    timeZone: timeZone,
                    files: FileNaming(workingDirectory: directory)
                ),
                status: status,
                logger: logger
            )
        )
    }

    /// The warnings so far.
    var warnings: [String] { warned.lines }
    /// The failures so far.
    var failures: [LogFailure] { failed.all }
    /// The monitor of a name, once it was made.
    func monitor(_ name: String = "m") -> CollectingMonitor? { monitors.monitor(name) }
    /// The rows of the monitor `m`.
    var rows: [LogObject] { monitor()?.rows ?? [] }
}

/// Failures, from any thread.
private final class FailureList: Sendable {
    private let list = Lock<[LogFailure]>([])
    func add(_ failure: LogFailure) { list.withLock { $0.append(failure) } }
    var all: [LogFailure] { list.withLock { $0 } }
}

/// Monitors by name, from any thread.
private final class MonitorList: Sendable {
    private let list = Lock<[String: CollectingMonitor]>([:])
    func add(_ monitor: CollectingMonitor, named name: String) { list.withLock { $0[name] = monitor } }
    func monitor(_ name: String) -> CollectingMonitor? { list.withLock { $0[name] } }
}
