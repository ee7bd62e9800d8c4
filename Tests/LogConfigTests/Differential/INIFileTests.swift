import Foundation
import LogConfig
import TestSupport
import Testing

@Suite("INI files beside CPython")
struct INIFileTests {
    private static let search = PythonOracle.find(where: "sys.version_info[:2] == (3, 13)")

    /// The seed that is new in every run: what it shows is told, and holds nobody up who changed something else.
    private static let newSeed = UInt32.random(in: 0...UInt32.max)

    /// Seeds that are always tried, and one that is new in every run; `LOGCONFIG_SEED` takes the place of all.
    private static let seeds: [UInt32] = {
        if let seed = ProcessInfo.processInfo.environment["LOGCONFIG_SEED"].flatMap(UInt32.init) { return [seed] }
        return [1, newSeed]
    }()

    /// How many files a seed changes.
    private static let count = ProcessInfo.processInfo.environment["LOGCONFIG_CASES"].flatMap(Int.init) ?? 150

    @Test(.enabled(if: search.oracle != nil, "needs Python 3.13"), arguments: seeds)
    func `an INI file has the effect that it has in CPython`(seed: UInt32) throws {
        let oracle = try #require(INIFileTests.search.oracle)
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appendingPathComponent("Fixtures/inifiles.py").path
        let arguments = ["-B", "-X", "utf8", "-W", "ignore", script, "\(seed)", "\(INIFileTests.count)"]
        let lines = try oracle.run(arguments, environment: ["TZ": "UTC"]).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > INIFileTests.count / 2, "seed \(seed)")
        for line in lines {
            let answer = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let text = answer["text"] as? String ?? ""
            let theirs = answer["verdict"] as? [String: Any] ?? [:]
            let ours = try Rehearsed.verdict(of: Array(text.utf8), file: "config.ini")
            let differences = Rehearsed.differences(ours: ours, theirs: theirs)
            withKnownIssue("a new seed has shown a difference that is still open", isIntermittent: true) {
                #expect(differences.isEmpty, "seed \(seed): \(text)\n\(differences.joined(separator: "\n"))")
            } when: {
                seed == INIFileTests.newSeed
            }
        }
    }
}
