import Foundation

/// The seeds of a test that tries cases at random beside CPython.
///
/// `LOGCONFIG_SEED` takes the place of all of them: one number, a range such as `1038-1090`, or several of these with commas
/// between them. `LOGCONFIG_CASES` sets how many cases a seed makes.
public enum FuzzSeeds {
    /// The seeds to try: those that a test always tries, and one that is new in every run.
    ///
    /// - Parameter fixed: the seeds that are always tried.
    /// - Returns: the seeds.
    public static func seeds(always fixed: [UInt32]) -> [UInt32] {
        guard let text = ProcessInfo.processInfo.environment["LOGCONFIG_SEED"] else {
            let seed = UInt32.random(in: 0...UInt32.max)
            print("random cases: LOGCONFIG_SEED=\(seed)")
            return fixed + [seed]
        }
        return text.split(separator: ",").flatMap { part -> [UInt32] in
            let bounds = part.split(separator: "-").compactMap { UInt32($0) }
            guard let first = bounds.first, let last = bounds.last, first <= last else { return [] }
            return Array(first...last)
        }
    }

    /// How many cases a seed makes: of one that is new in every run fewer, since none has looked at these before.
    ///
    /// - Parameters:
    ///   - seed: the seed.
    ///   - fixed: the seeds that are always tried.
    ///   - usual: the number of cases of these in a usual run.
    /// - Returns: the number.
    public static func cases(of seed: UInt32, always fixed: [UInt32], usually usual: Int) -> Int {
        let given = ProcessInfo.processInfo.environment["LOGCONFIG_CASES"].flatMap { Int($0) }
        return given ?? (fixed.contains(seed) ? usual : usual / 5)
    }
}
