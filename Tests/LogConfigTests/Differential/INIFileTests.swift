import Foundation
import LogConfig
import TestSupport
import Testing

@Suite("INI files beside CPython")
struct INIFileTests {
    private static let search = PythonOracle.find(where: "sys.version_info[:2] == (3, 13)")

    /// Seeds that are always tried.
    private static let fixed: [UInt32] = [1]

    /// These, and one that is new in every run, which says what it is when it shows a difference.
    private static let seeds = FuzzSeeds.seeds(always: fixed)

    @Test(.enabled(if: search.oracle != nil, "needs Python 3.13"), arguments: seeds)
    func `an INI file has the effect that it has in CPython`(seed: UInt32) throws {
        let oracle = try #require(INIFileTests.search.oracle)
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appendingPathComponent("Fixtures/inifiles.py").path
        let count = FuzzSeeds.cases(of: seed, always: INIFileTests.fixed, usually: 150)
        let arguments = ["-B", "-X", "utf8", "-W", "ignore", script, "\(seed)", "\(count)"]
        let lines = try oracle.run(arguments, environment: ["TZ": "UTC"]).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > count / 2, "seed \(seed)")
        for line in lines {
            let answer = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let text = answer["text"] as? String ?? ""
            let theirs = answer["verdict"] as? [String: Any] ?? [:]
            let ours = try Rehearsed.verdict(of: Array(text.utf8), file: "config.ini")
            let differences = Rehearsed.differences(ours: ours, theirs: theirs)
            #expect(differences.isEmpty, "seed \(seed): \(text)\n\(differences.joined(separator: "\n"))")
        }
    }
}
