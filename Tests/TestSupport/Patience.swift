/// For how long a test may take before it is thought to hang.
public enum Patience {
    #if SANITIZE_THREAD || SANITIZE_ADDRESS
    /// How many times as long everything takes under a sanitizer, on a machine that has other things to do.
    private static let factor = 10
    #else
    private static let factor = 1
    #endif

    /// The minutes of a time limit.
    ///
    /// - Parameter count: how many are plenty without a sanitizer.
    /// - Returns: how many are plenty.
    public static func minutes(_ count: Int) -> Int { count * factor }
}
