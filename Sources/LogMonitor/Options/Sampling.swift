/// Which requests' rows are exported: a fixed part of all, chosen by their numbers.
///
/// The same number has the same verdict in every process and every monitor, and a request that is among a tenth of all is
/// among the half of all, too. A number is taken when its mixture, by the function that ends SplitMix64, is below the rate
/// times 2⁶⁴.
struct Sampling: Sendable {
    /// The first mixture that is not taken.
    private let bound: UInt64

    /// Creates a choice; `nil` if all requests are taken.
    ///
    /// - Parameter rate: the part that is taken, from 0 to 1.
    init?(rate: Double) {
        guard rate < 1 else { return nil }
        bound = UInt64(max(rate, 0) * 0x1p64)
    }

    /// Whether a request is taken.
    func takes(_ requestID: UInt64) -> Bool {
        var mixed = requestID &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed &>> 31 < bound
    }
}
