#if Metrics
public import ServiceLifecycle

/// Publishes the figures of logging every so often, and once more at the end.
///
/// A service group ends its services in the reverse order. Listed before the `LoggingService` it ends after it, and its last
/// figures tell what became of the records that still waited.
///
/// ```swift
/// let metrics = LoggingMetricsService(LoggingMetrics())
/// let group = ServiceGroup(services: [metrics, logging, server], gracefulShutdownSignals: [.sigterm], logger: logger)
/// try await group.run()
/// ```
public struct LoggingMetricsService: Service {
    /// What is published.
    public let metrics: LoggingMetrics
    /// The time between two publications (default 10 seconds).
    public let interval: Duration

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - metrics: what is published.
    ///   - interval: the time between two publications.
    public init(_ metrics: LoggingMetrics, interval: Duration = .seconds(10)) {
        self.metrics = metrics
        self.interval = interval
    }

    /// Publishes until the service group ends or the task is cancelled.
    public func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                metrics.publish()
                try? await Task.sleep(for: interval)
            }
        }
        metrics.publish()
    }
}
#endif
