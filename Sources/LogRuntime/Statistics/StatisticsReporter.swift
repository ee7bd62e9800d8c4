internal import Synchronization

/// Logs a tree's ``LoggerTree/statistics`` once in a while, as one record with the figures as extra fields.
///
/// The record's own delivery is in the figures of the next one.
///
/// ```json
/// {"message": "1204 records delivered, 0 dropped", "handlers": {"file": {"records": 1204, …}}, "filtered_by_loggers": 0, …}
/// ```
public final class StatisticsReporter: Sendable, TimedTask {
    /// How the figures are logged.
    public struct Options: Sendable, Hashable {
        /// Seconds between two records.
        public var interval: Double
        /// The logger's name.
        public var logger: String
        /// The records' level.
        public var level: Level

        /// Describes how figures are logged.
        ///
        /// - Parameters:
        ///   - interval: seconds between two records.
        ///   - logger: the logger's name.
        ///   - level: the records' level.
        public init(interval: Double = 60, logger: String = "logconfig.statistics", level: Level = .info) {
            self.interval = interval
            self.logger = logger
            self.level = level
        }
    }

    /// How the figures are logged.
    public let options: Options
    private let tree: LoggerTree
    private let isRunning = Atomic<Bool>(false)

    /// Creates a reporter that waits to be started.
    ///
    /// - Parameters:
    ///   - tree: whose figures are logged, and by one of whose loggers.
    ///   - options: how.
    public init(of tree: LoggerTree, options: Options = Options()) {
        self.tree = tree
        self.options = options
    }

    /// Logs the figures after each interval from now on, until the reporter is stopped or let go.
    public func start() {
        guard !isRunning.exchange(true, ordering: .relaxed) else { return }
        BackgroundTimer.shared.add(self, after: options.interval)
    }

    /// Ends the reports.
    ///
    /// - Returns: whether there would have been more.
    @discardableResult
    public func stop() -> Bool { isRunning.exchange(false, ordering: .relaxed) }

    /// Logs the figures now.
    public func report() {
        let statistics = tree.statistics
        let records = statistics.handlers.reduce(0) { $0 + $1.records }
        let dropped = statistics.handlers.reduce(0) { $0 + $1.dropped }
        tree.logger(options.logger).log(
            options.level,
            "\(records) records delivered, \(dropped) dropped",
            extra: statistics.object
        )
    }

    func runWhenDue() {
        guard isRunning.load(ordering: .relaxed) else { return }
        report()
        BackgroundTimer.shared.add(self, after: options.interval)
    }
}
