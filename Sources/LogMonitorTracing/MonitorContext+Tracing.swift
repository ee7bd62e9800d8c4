internal import Instrumentation
public import LogMonitor
internal import SwiftLogBackend

extension MonitorContext {
    /// The request and the trace of the span in which the present task runs.
    ///
    /// The request is the context's `monitorRequestID`; the trace is asked of the tracer of the
    /// process, whichever that is.
    public static var traced: MonitorContext {
        guard let context = InstrumentationContext.current else { return MonitorContext() }
        let trace = TraceIdentity.active.flatMap { UInt128($0.traceIdentifier, radix: 16) }
        return MonitorContext(requestID: context.monitorRequestID, traceID: trace)
    }
}

extension MonitorConfiguration {
    /// The same configuration, whose rows say of which request and trace they are, by swift-distributed-tracing.
    ///
    /// ```swift
    /// Monitoring.configure(try MonitoringConfiguration.load("service.yaml").followingTraces())
    /// ```
    ///
    /// What `withMonitorContext(requestID:traceID:_:)` says comes first.
    ///
    /// - Returns: the configuration with its `contextProvider` set.
    public func followingTraces() -> MonitorConfiguration {
        var configuration = self
        configuration.contextProvider = { MonitorContext.traced }
        return configuration
    }
}
