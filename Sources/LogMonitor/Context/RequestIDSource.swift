internal import Synchronization

/// Makes identifiers for records that belong to no request.
///
/// A counter with a random start and an odd step goes through all 64-bit numbers before one comes again; a mixing function
/// that maps them one to one makes them look random. Source: SplitMix64.
final class RequestIDSource: Sendable {
    private let counter = Atomic<UInt64>(UInt64.random(in: .min ... .max))

    /// The next identifier.
    func next() -> UInt64 {
        var mixed = counter.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed &>> 31
    }
}
