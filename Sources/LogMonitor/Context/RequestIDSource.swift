internal import Synchronization

/// Makes identifiers for records that belong to no request.
///
/// A counter with a random start and an odd step goes through all 64-bit numbers before one comes again; a mixing function
/// that maps them one to one makes them look random. Source: SplitMix64.
final class RequestIDSource: Sendable {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    /// How many identifiers are handed out at once.
    private static let runLength: UInt64 = 64

    private let counter = Atomic<UInt64>(UInt64.random(in: .min ... .max))

    /// Identifiers that one block at a time takes, so that blocks do not meet at the counter.
    struct Run: BitwiseCopyable {
        private var state: UInt64 = 0
        private var left: UInt64 = 0

        /// The next identifier.
        @inline(__always) mutating func next(from source: RequestIDSource) -> UInt64 {
            if _slowPath(left == 0) {
                state = source.takeRun()
                left = RequestIDSource.runLength
            }
            left &-= 1
            state &+= RequestIDSource.step
            var mixed = (state ^ state &>> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed &>> 31
        }
    }

    /// The state before a run of identifiers that nobody else gets.
    @inline(never) private func takeRun() -> UInt64 {
        counter.wrappingAdd(RequestIDSource.step &* RequestIDSource.runLength, ordering: .relaxed).oldValue
    }
}
