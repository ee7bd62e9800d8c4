internal import Synchronization

/// Where the library says that it is in trouble itself.
///
/// Logging never throws into its caller, so failures come here: a line on standard error, or a closure of the program's.
/// Everything is counted.
///
/// Trouble that lasts is told less and less often: what a handler reports again and again after 1, 2, 4 … 60 seconds, another
/// cause at once, and no handler tells more than a line a second; each line says how many were kept back. Once
/// the handler delivers again, that is told, too.
public final class StatusChannel: Sendable {
    /// Takes failures in place of standard error.
    public typealias Hook = @Sendable (LogFailure) -> Void

    /// Takes notices in place of standard error.
    public typealias NoticeHook = @Sendable (_ message: String) -> Void

    private struct State {
        var hook: Hook?
        var noticeHook: NoticeHook?
        var gate = StatusGate()
    }

    // Guards the hooks and the gate; held neither while writing nor while calling the hook.
    private let state = Lock(State())
    private let failures = Atomic<Int>(0)
    private let losses = Atomic<Int>(0)

    /// Creates a channel that writes to standard error.
    public init() {}

    /// How many failures were reported.
    public var failureCount: Int { failures.load(ordering: .relaxed) }

    /// How many records were lost by them.
    public var lossCount: Int { losses.load(ordering: .relaxed) }

    /// Takes failures in place of standard error; `nil` goes back to standard error.
    public func setHook(_ hook: Hook?) {
        state.withLock { $0.hook = hook }
    }

    /// Counts a failure and tells about it.
    public func report(_ failure: LogFailure) {
        report(failure, records: 1)
    }

    /// Counts a failure that concerns several records and tells about it once.
    package func report(_ failure: LogFailure, records: Int) {
        failures.add(1, ordering: .relaxed)
        if failure.isLoss { losses.add(records, ordering: .relaxed) }
        let hook = state.withLock { $0.hook }
        if let hook {
            hook(failure)
            return
        }
        guard let suppressed = admit(failure) else { return }
        var text = "\(failure.subject ?? "handler '\(failure.handler)'"): \(failure.message)"
        if suppressed > 0 { text += " (and \(suppressed) more)" }
        StatusChannel.write(text)
    }

    /// Takes notices in place of standard error; `nil` goes back to standard error.
    public func setNoticeHook(_ hook: NoticeHook?) {
        state.withLock { $0.noticeHook = hook }
    }

    /// Tells of something that is no failure, such as a configuration that was loaded anew.
    public func notify(_ message: String) {
        if let hook = state.withLock({ $0.noticeHook }) { hook(message) } else { StatusChannel.write(message) }
    }

    private static func write(_ text: String) {
        var line = "logging: \(text)\n"
        line.withUTF8 { bytes in
            // Nothing is left to tell when standard error fails, too; it must not end the program either.
            _ = SystemCalls.write(UnsafeRawBufferPointer(bytes), to: 2, sparesSignal: true)
        }
    }

    /// Tells that a handler which has lost records delivers again.
    ///
    /// A program that takes failures itself is told through its hook for notices, if it has one.
    func tellRecovery(of handler: String) {
        let (untold, isHooked) = state.withLock { state in
            (state.gate.forget(handler), state.hook != nil && state.noticeHook == nil)
        }
        if isHooked { return }
        let more = untold > 0 ? " (after \(untold) more failures)" : ""
        notify("handler '\(handler)': delivers again\(more)")
    }

    /// Whether a failure may be told now.
    ///
    /// - Returns: how many of the handler's were kept back since the last one; `nil` to keep this one back.
    private func admit(_ failure: LogFailure) -> Int? {
        let second = MonotonicTime.now / 1_000_000_000
        return state.withLock { $0.gate.admit(failure.message, of: failure.handler, at: second) }
    }
}
