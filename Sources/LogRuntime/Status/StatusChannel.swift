internal import Synchronization

/// Where the library says that it is in trouble itself.
///
/// Logging never throws into its caller, so failures come here: a line on standard error, at most one per handler and
/// second (with the number of those kept back), or a closure of the program's. Everything is counted.
public final class StatusChannel: Sendable {
    /// Takes failures in place of standard error.
    public typealias Hook = @Sendable (LogFailure) -> Void

    private struct Rate {
        var second: Int64 = .min
        var suppressed = 0
    }

    /// Takes notices in place of standard error.
    public typealias NoticeHook = @Sendable (_ message: String) -> Void

    private struct State {
        var hook: Hook?
        var noticeHook: NoticeHook?
        var rates: [String: Rate] = [:]
    }

    // Guards the hook and the rates; held neither while writing nor while calling the hook.
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
        guard let suppressed = admit(failure.handler) else { return }
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

    /// Whether a handler may write a line this second.
    ///
    /// - Returns: how many of its lines were kept back since the last one; `nil` to keep this one back.
    private func admit(_ handler: String) -> Int? {
        let second = WallTime.now().seconds
        return state.withLock { state -> Int? in
            var rate = state.rates[handler] ?? Rate()
            defer { state.rates[handler] = rate }
            if rate.second == second {
                rate.suppressed += 1
                return nil
            }
            defer { rate.suppressed = 0 }
            rate.second = second
            return rate.suppressed
        }
    }
}
