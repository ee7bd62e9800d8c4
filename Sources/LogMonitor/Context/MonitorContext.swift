internal import Synchronization

/// The request that the program is busy with, for rows to say which one they belong to.
public struct MonitorContext: Sendable, Hashable {
    /// The request's identifier; `nil` gives each record a random one.
    public var requestID: UInt64?
    /// The identifier of the trace that the request belongs to; `nil` leaves it out of the rows.
    public var traceID: UInt128?

    /// Creates a context.
    ///
    /// - Parameters:
    ///   - requestID: the request's identifier.
    ///   - traceID: the trace's identifier.
    public init(requestID: UInt64? = nil, traceID: UInt128? = nil) {
        self.requestID = requestID
        self.traceID = traceID
    }

    /// The context of the present task, as `withMonitorContext` has set it.
    public static var current: MonitorContext {
        // Programs that never set one do not pay for looking.
        isUsed.load(ordering: .relaxed) ? ofTask : MonitorContext()
    }

    /// The context of the present task, when there is one anywhere.
    @TaskLocal fileprivate static var ofTask = MonitorContext()

    /// Whether a context was ever set.
    ///
    /// Who runs in one sees it: a task, and what it starts.
    private static let isUsed = Atomic(false)

    /// Makes ready for a closure that runs in a context.
    fileprivate static func prepare() { isUsed.store(true, ordering: .relaxed) }
}

/// Says which request the rows logged by a closure belong to.
///
/// - Parameters:
///   - requestID: the request's identifier.
///   - traceID: the identifier of the trace, when one is active.
///   - body: the work; tasks that it starts inherit the context.
/// - Returns: what the closure returns.
/// - Throws: what the closure throws.
@discardableResult
public func withMonitorContext<Result>(
    requestID: UInt64?,
    traceID: UInt128? = nil,
    _ body: () throws -> Result
) rethrows -> Result {
    MonitorContext.prepare()
    return try MonitorContext.$ofTask.withValue(
        MonitorContext(requestID: requestID, traceID: traceID),
        operation: body
    )
}

/// Says which request the rows logged by an asynchronous closure belong to.
///
/// - Parameters:
///   - requestID: the request's identifier.
///   - traceID: the identifier of the trace, when one is active.
///   - body: the work; tasks that it starts inherit the context.
/// - Returns: what the closure returns.
/// - Throws: what the closure throws.
@discardableResult
public func withMonitorContext<Result>(
    requestID: UInt64?,
    traceID: UInt128? = nil,
    _ body: () async throws -> Result
) async rethrows -> Result {
    MonitorContext.prepare()
    return try await MonitorContext.$ofTask.withValue(
        MonitorContext(requestID: requestID, traceID: traceID),
        operation: body
    )
}
