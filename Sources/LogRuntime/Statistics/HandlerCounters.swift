internal import Synchronization

/// What a handler counts itself; its sink may count for it what is delivered.
final class HandlerCounters: Sendable {
    /// How many reasons are told apart; what comes later is counted as one more.
    private static let reasonLimit = 32

    /// Records delivered, where the sink does not count them.
    let records = Atomic<Int>(0)
    /// Their bytes.
    let bytes = Atomic<Int>(0)
    /// Records that the filters did not let pass.
    let filtered = Atomic<Int>(0)
    /// Trouble of any kind.
    let errors = Atomic<Int>(0)
    // Guards the drops by reason.
    private let reasons = Lock<[String: Int]>([:])

    /// How many records were lost, by reason.
    var drops: [String: Int] { reasons.withLock { $0 } }

    /// Counts lost records.
    func drop(_ count: Int, because reason: String) {
        guard count > 0 else { return }
        reasons.withLock { reasons in
            let isKnown = reasons[reason] != nil || reasons.count < HandlerCounters.reasonLimit
            reasons[isKnown ? reason : "other", default: 0] += count
        }
    }

    /// The few words under which losses by an error are counted.
    static func reason(of error: any Error) -> String {
        switch error {
        case is FormattingError: "format"
        case is QueueFullError: "queue full"
        case let error as SinkError: error.reason
        default: String(describing: type(of: error))
        }
    }
}
