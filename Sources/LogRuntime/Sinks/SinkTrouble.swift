/// Whom a sink tells of trouble that costs no record.
final class SinkTrouble: Sendable {
    // Guards the hook; not held while it is called.
    private let hook = Lock<(@Sendable (SinkError) -> Void)?>(nil)

    /// Sets who is told.
    func setHook(_ newHook: @escaping @Sendable (SinkError) -> Void) {
        hook.withLock { $0 = newHook }
    }

    /// Tells.
    func report(_ problem: SinkError) {
        let hook = hook.withLock { $0 }
        hook?(problem)
    }
}
