public import LogRuntime

/// The monitoring of this process.
///
/// ```swift
/// Monitoring.configure(MonitorConfiguration(worker: 1, serviceName: "summarizer", serviceVersion: "3"))
/// try Monitoring.prepare(["text_summarization"])
/// ```
public enum Monitoring {
    /// The monitors that `monitor(_:type:options:_:)` uses.
    public static let hub = MonitorHub()

    /// Makes monitors in another way from now on; see ``MonitorHub/configure(_:)``.
    ///
    /// - Parameter configuration: how monitors are made.
    public static func configure(_ configuration: MonitorConfiguration) {
        hub.configure(configuration)
    }

    /// Judges the configuration when the program starts; see ``MonitorHub/prepare(_:)``.
    ///
    /// - Parameter names: monitors to make at once; their files are opened.
    /// - Throws: what is wrong with the configuration, or what keeps a monitor from being made.
    public static func prepare(_ names: [String] = []) throws {
        try hub.prepare(names)
    }

    /// Ends all monitors, when the program does.
    public static func shutdown() {
        hub.close()
    }
}

/// Runs a block whose values become rows of a monitor of this process.
///
/// ```swift
/// let summary = monitor("text_summarization") { mon in
///     mon.log(text, name: "input_text", role: "original_text", dataType: "text")
///     let summary = summarize(text)
///     mon.log(summary, name: "summarized_text", role: .prediction, dataType: "text")
///     return summary
/// }
/// ```
///
/// The rows are exported when the block ends. If it ends by an error, what was logged until then is exported as it is, and
/// the error goes on. Nothing that fails in monitoring reaches the block: it is reported and counted.
///
/// - Parameters:
///   - name: the monitor's name; the first use makes it.
///   - type: the monitor type; `nil` for the configured one. Counts at the first use.
///   - options: the type's options, in place of those configured. Count at the first use.
///   - body: does the work and logs through the session.
/// - Returns: what the block returns.
/// - Throws: what the block throws.
@discardableResult
@inlinable
public func monitor<Result, Failure: Error>(
    _ name: String,
    type: String? = nil,
    options: LogObject? = nil,
    _ body: (MonitorSession) throws(Failure) -> Result
) throws(Failure) -> Result {
    try Monitoring.hub.monitor(name, type: type, options: options, body)
}

/// Runs an asynchronous block whose values become rows of a monitor of this process.
///
/// As the synchronous form; the block stays on its caller's executor.
///
/// - Parameters:
///   - name: the monitor's name; the first use makes it.
///   - type: the monitor type; `nil` for the configured one. Counts at the first use.
///   - options: the type's options, in place of those configured. Count at the first use.
///   - body: does the work and logs through the session.
/// - Returns: what the block returns.
/// - Throws: what the block throws.
@discardableResult
@inlinable
public func monitor<Result, Failure: Error>(
    _ name: String,
    type: String? = nil,
    options: LogObject? = nil,
    _ body: (MonitorSession) async throws(Failure) -> Result
) async throws(Failure) -> Result {
    try await Monitoring.hub.monitor(name, type: type, options: options, body)
}
