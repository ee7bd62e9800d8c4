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
            return fixed + [.random(in: 0...UInt32.max)]
        }
        return text.split(separator: ",").flatMap { part -> [UInt32] in
            let bounds = part.split(separator: "-").compactMap { UInt32($0) }
            guard let first = bounds.first, let last = bounds.last, first <= last else { return [] }
            return Array(first...last)
        }
    }

    /// How many cases a seed makes.
    ///
    /// - Parameter usual: the number of cases in a usual run.
    /// - Returns: the number.
    public static func cases(usually usual: Int) -> Int {
        ProcessInfo.processInfo.environment["LOGCONFIG_CASES"].flatMap { Int($0) } ?? usual
    }
}
