#if Metrics
public import CoreMetrics
public import LogRuntime

/// Hands what became of a tree's records to swift-metrics.
///
/// Each call of ``publish()`` adds to the counters what has happened since the call before. The dimension `handler` is the
/// handler's name in the configuration.
///
/// | metric | kind | dimensions | moves when |
/// |---|---|---|---|
/// | `logging.records` | counter | `handler` | a record was written, sent or handed on |
/// | `logging.bytes` | counter | `handler` | bytes of lines were written |
/// | `logging.filtered` | counter | `handler` | a handler's filters stopped a record |
/// | `logging.dropped` | counter | `handler`, `reason` | a record was lost |
/// | `logging.rollovers` | counter | `handler` | a file was put aside for a new one |
/// | `logging.retries` | counter | `handler` | something was done again that had failed |
/// | `logging.errors` | counter | `handler` | there was trouble, with or without a loss |
/// | `logging.pending` | meter | `handler` | the number of records that wait in a queue changes |
/// | `logging.logger_filtered` | counter | none | the filters of a logger stopped a record |
///
/// Handlers of one name are counted as one. A handler that takes the place of another of its name, and does not go on with its
/// figures, counts on from what was published.
public final class LoggingMetrics: Sendable {
    /// What is published.
    public let tree: LoggerTree
    private let factory: any MetricsFactory
    // Guards the metrics; held while they are changed.
    private let state = Lock(PublishedFigures())

    /// Creates a publisher that has published nothing.
    ///
    /// - Parameters:
    ///   - tree: the loggers.
    ///   - factory: where the metrics go.
    public init(tree: LoggerTree = .shared, factory: any MetricsFactory = MetricsSystem.factory) {
        self.tree = tree
        self.factory = factory
    }

    /// Adds to the counters what has happened since the last call, and sets the meters.
    ///
    /// May be called from any thread. It costs a look at each handler, and is meant for every few seconds.
    public func publish() {
        state.withLock { figures in
            // Read while the lock is held, so that figures come in their order.
            figures.publish(tree.statistics, to: factory)
        }
    }
}
#endif
