public import Instrumentation

extension InstrumentationContext {
    /// The number of the request that a context belongs to, which monitors write as `request_id`.
    ///
    /// ```swift
    /// var context = InstrumentationContext.current ?? .topLevel
    /// context.monitorRequestID = request.number
    /// try await InstrumentationContext.withValue(context) { try await serve(request) }
    /// ```
    public var monitorRequestID: UInt64? {
        get { self[MonitorRequestIDKey.self] }
        set { self[MonitorRequestIDKey.self] = newValue }
    }
}

/// The key of the request's number.
private enum MonitorRequestIDKey: InstrumentationContextKey {
    typealias Value = UInt64

    static var nameOverride: String? { "monitor-request-id" }
}
