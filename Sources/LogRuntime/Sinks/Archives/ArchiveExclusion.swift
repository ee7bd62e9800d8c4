/// Keeps a sink from rotating while its archives are named anew, where processes cannot agree by locks.
final class ArchiveExclusion: Sendable {
    /// A sink whose file can be kept as it is.
    protocol Owner: AnyObject, Sendable {
        /// Runs a closure while nothing is written or rotated.
        func holdFile(during body: () -> Void)
    }

    private struct State {
        weak var owner: (any Owner)?
    }

    private let state = Lock(State())

    /// Sets whose file it is.
    func setOwner(_ owner: any Owner) {
        state.withLock { $0.owner = owner }
    }

    /// Runs a closure while the sink, if it is still there, leaves its file alone.
    func run<Result>(_ body: () throws(SinkError) -> Result) throws(SinkError) -> Result {
        guard let owner = state.withLock({ $0.owner }) else { return try body() }
        var result: Swift.Result<Result, SinkError>?
        owner.holdFile {
            do throws(SinkError) {
                result = .success(try body())
            } catch {
                result = .failure(error)
            }
        }
        guard let result else { throw SinkError("compress", "", problem: "the file is in use") }
        return try result.get()
    }
}
