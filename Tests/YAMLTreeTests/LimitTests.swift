import Testing
import YAMLTree

@Suite("Limits")
struct LimitTests {
    /// Anchors that each name the one before several times.
    private static func laughs(_ opening: String, _ closing: String) -> String {
        let names = Array("abcdefghijkl")
        return zip(names, names.dropFirst()).reduce("a: &a {k: v}\n") { text, pair in
            let aliases = Array(repeating: "*\(pair.0)", count: 9).joined(separator: ",")
            return text + "\(pair.1): &\(pair.1) \(opening)\(aliases)\(closing)\n"
        }
    }

    /// Documents that are small and would become large, and what is said of them.
    private static let bombs: [(text: String, expected: String)] = {
        var bombs: [(text: String, expected: String)] = []
        bombs.append(
            (laughs("[", "]"), "f.yaml:6:11: error: document has more than 100000 nodes with aliases expanded")
        )
        bombs.append(
            (laughs("{<<: [", "]}"), "f.yaml:6:11: error: document has more than 100000 nodes with aliases expanded")
        )
        bombs.append((String(repeating: "[", count: 100_000), "f.yaml:1:101: error: nesting is deeper than 100 levels"))
        bombs.append((String(repeating: "{", count: 100_000), "f.yaml:1:101: error: nesting is deeper than 100 levels"))
        bombs.append(
            (String(repeating: "- ", count: 100_000), "f.yaml:1:201: error: nesting is deeper than 100 levels")
        )
        bombs.append(
            (String(repeating: "? ", count: 100_000), "f.yaml:1:201: error: nesting is deeper than 100 levels")
        )
        bombs.append(
            (
                "[" + String(repeating: "a,", count: 150_000) + "]",
                "f.yaml:1:200000: error: document has more than 100000 nodes with aliases expanded"
            )
        )
        bombs.append(
            (
                "a: '" + String(repeating: "x", count: 300_000) + "'",
                "f.yaml:1:4: error: scalar of 300000 bytes is larger than 262144 bytes"
            )
        )
        bombs.append(
            (
                "[&a '" + String(repeating: "x", count: 200_000) + "'" + String(repeating: ", *a", count: 30) + "]",
                "f.yaml:1:200079: error: document has more than 4194304 bytes with aliases expanded"
            )
        )
        bombs.append(
            (
                "&a {" + (0..<5_000).map { "k\($0): v, " }.joined() + "<<: ["
                    + String(repeating: "*a,", count: 5_000) + "]}",
                "f.yaml:1:1: error: merges take more than 4000000 steps"
            )
        )
        bombs.append(
            (
                "&a {" + String(repeating: "<<: [*a], ", count: 300) + "}",
                "f.yaml:1:1009: error: merges are nested deeper than 100 levels"
            )
        )
        bombs.append(
            (
                "0x" + String(repeating: "f", count: 5_000),
                "f.yaml:1:1: error: integer has more than 4300 digits"
            )
        )
        return bombs
    }()

    @Test(arguments: bombs)
    func `a bomb is an error`(text: String, expected: String) {
        #expect(reading(text) == expected)
    }

    @Test func `a file that is too large is not even looked at`() {
        let bytes = [UInt8](repeating: 0xFF, count: 1_048_577)
        #expect(reading(bytes) == "error: file of 1048577 bytes is larger than 1048576 bytes")
    }

    @Test func `depth counts aliases as if they were written out`() {
        let chain = (1..<60).reduce("- &a0 [x]\n") { $0 + "- &a\($1) [*a\($1 - 1)]\n" }
        #expect(
            reading(chain, limits: YAMLLimits(maximumDepth: 60))
                == "f.yaml:60:3: error: nesting is deeper than 60 levels"
        )
        #expect(reading(chain, limits: YAMLLimits(maximumDepth: 61)).hasPrefix("[["))
    }

    @Test func `a hundred levels are allowed`() {
        let nested = String(repeating: "[", count: 100) + "x" + String(repeating: "]", count: 100)
        #expect(reading(nested).hasPrefix("[["))
    }

    @Test func `the defaults are as documented`() {
        let limits = YAMLLimits.default
        #expect(limits.maximumInputSize == 1_048_576)
        #expect(limits.maximumScalarSize == 262_144)
        #expect(limits.maximumDepth == 100)
        #expect(limits.maximumNodeCount == 100_000)
        #expect(limits.maximumExpandedSize == 4_194_304)
    }
}
