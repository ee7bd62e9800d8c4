public import LogConfig
public import LogRuntime
public import Logging
public import ServiceLifecycle

/// Keeps logging alive for as long as anybody logs, and writes what still waits at the end.
///
/// List it first: a service group ends its services in the reverse order, so that logging ends last and the other services'
/// farewells are written, too.
///
/// ```swift
/// let logging = try LoggingSystem.bootstrap(configuration: "log_config.yaml")
/// let group = ServiceGroup(services: [logging, database, server], gracefulShutdownSignals: [.sigterm], logger: logger)
/// try await group.run()
/// ```
///
/// A program without service groups calls ``shutdown()``; without either, the end of the process sees to it.
public struct LoggingService: Service {
    /// The loggers.
    public let tree: LoggerTree
    /// How long the end may wait for destinations that do not take what is left (default 5 seconds).
    ///
    /// What is not written by then is reported by the tree's status channel, and given up when the process ends.
    public var deadline: Duration
    /// What follows the configuration file, if anything does.
    private let watcher: ConfigurationWatcher?

    /// Creates the service of a tree that is configured, or will be.
    ///
    /// - Parameters:
    ///   - tree: the loggers; the configuration in force at the end is the one that is shut down.
    ///   - watcher: what follows the configuration file; it is stopped at the end.
    ///   - deadline: how long the end may take.
    public init(
        tree: LoggerTree = .shared,
        watcher: ConfigurationWatcher? = nil,
        deadline: Duration = .seconds(5)
    ) {
        self.tree = tree
        self.watcher = watcher
        self.deadline = deadline
    }

    /// Waits for the end of the service group, then hands on what queues and buffers hold, within the deadline.
    public func run() async throws {
        // Thrown when the group is cancelled instead: what waits is written then, too.
        try? await gracefulShutdown()
        await drain()
    }

    /// Hands on what queues and buffers hold and closes the destinations, however long that takes.
    ///
    /// May be called more than once. A record that comes later opens its file again.
    public func shutdown() {
        watcher?.stop()
        tree.activeConfiguration?.shutdown()
    }

    /// Shuts down on a thread of its own and waits for it until the deadline.
    private func drain() async {
        let end = FirstOutcome()
        let started = DetachedThread.start {
            shutdown()
            end.settle(true)
        }
        // No thread is to be had: better late than never.
        if !started { return shutdown() }
        let timer = Task.detached { [deadline] in
            try? await Task.sleep(for: deadline)
            end.settle(false)
        }
        let isDone = await end.value
        timer.cancel()
        guard !isDone else { return }
        var failure = LogFailure(
            handler: "LoggingService",
            message: "not all records were written within \(deadline)",
            isLoss: false
        )
        failure.subject = "logging"
        tree.status.report(failure)
    }

    /// Has a level count for a while for the loggers of a label and those below it that have no level of their own.
    ///
    /// What the file says stays as it is and counts again afterwards.
    ///
    /// - Parameters:
    ///   - label: the label; empty for the root.
    ///   - level: the level that counts.
    ///   - duration: how long.
    /// - Returns: a handle to end it sooner; it need not be kept.
    @discardableResult
    public func override(_ label: String, logLevel level: Logging.Logger.Level, for duration: Duration) -> LevelOverride
    {
        tree.override(label, level: Level(level), for: duration)
    }
}
