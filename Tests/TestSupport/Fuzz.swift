import Foundation

/// Which random cases a run compares with the original.
///
/// Two seeds are always the same, one is new in each run and is printed; `LOGCONFIG_FUZZ_SEED=N` repeats a run's.
/// `LOGCONFIG_FUZZ_CASES=N` makes N cases of each seed instead of 2 000.
public enum Fuzz {
    /// The seeds.
    public static let seeds: [UInt64] = {
        let given = ProcessInfo.processInfo.environment["LOGCONFIG_FUZZ_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0...999_999_999)
        print("random cases: LOGCONFIG_FUZZ_SEED=\(seed)")
        return [1, 2, seed]
    }()

    /// How many cases there are of each seed.
    public static let count =
        ProcessInfo.processInfo.environment["LOGCONFIG_FUZZ_CASES"].flatMap { Int($0) } ?? 2000
}
