#if Metrics
import CoreMetrics
import LogConfig
import LogMetrics

// Blocks of the article of LogMetrics.

private func publishing() {
    let metrics = LoggingMetrics(tree: .shared, factory: MetricsSystem.factory)
    metrics.publish()
}
#endif
