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

    /// A text that asks for too much; its name keeps it out of the test's output.
    struct Bomb: CustomTestStringConvertible {
        let name: String
        let text: String
        let error: String

        var testDescription: String { name }
    }

    /// A text many times over.
    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// A mapping of many keys that merges itself many times.
    private static let selfMerge: String = {
        let keys = (0..<5_000).map { "k\($0): v, " }.joined()
        return "&a {\(keys)<<: [\(many("*a,", 5_000))]}"
    }()

    static let bombs = [
        Bomb(
            name: "aliases of aliases",
            text: laughs("[", "]"),
            error: "f.yaml:6:20: error: document has more than 100000 nodes with aliases expanded"
        ),
        Bomb(
            name: "merges of merges",
            text: laughs("{<<: [", "]}"),
            error: "f.yaml:6:25: error: document has more than 100000 nodes with aliases expanded"
        ),
        Bomb(
            name: "brackets",
            text: many("[", 100_000),
            error: "f.yaml:1:101: error: nesting is deeper than 100 levels"
        ),
        Bomb(
            name: "braces",
            text: many("{", 100_000),
            error: "f.yaml:1:101: error: nesting is deeper than 100 levels"
        ),
        Bomb(
            name: "dashes",
            text: many("- ", 100_000),
            error: "f.yaml:1:201: error: nesting is deeper than 100 levels"
        ),
        Bomb(
            name: "question marks",
            text: many("? ", 100_000),
            error: "f.yaml:1:201: error: nesting is deeper than 100 levels"
        ),
        Bomb(
            name: "many items",
            text: "[\(many("a,", 150_000))]",
            error: "f.yaml:1:200000: error: document has more than 100000 nodes with aliases expanded"
        ),
        Bomb(
            name: "a long scalar",
            text: "a: '\(many("x", 300_000))'",
            error: "f.yaml:1:4: error: scalar of 300000 bytes is larger than 262144 bytes"
        ),
        Bomb(
            name: "a scalar that is shared often",
            text: "[&a '\(many("x", 200_000))'\(many(", *a", 30))]",
            error: "f.yaml:1:200085: error: document has more than 4194304 bytes with aliases expanded"
        ),
        Bomb(
            name: "a mapping that merges itself many times",
            text: selfMerge,
            error: "f.yaml:1:1: error: merges take more than 4000000 steps"
        ),
        Bomb(
            name: "a mapping that merges itself while it merges itself",
            text: "&a {\(many("<<: [*a], ", 300))}",
            error: "f.yaml:1:1009: error: merges are nested deeper than 100 levels"
        ),
        Bomb(
            name: "a long integer",
            text: "0x\(many("f", 5_000))",
            error: "f.yaml:1:1: error: integer has more than 4300 digits"
        ),
    ]

    @Test(arguments: bombs)
    func `a bomb is an error`(bomb: Bomb) {
        let outcome = reading(bomb.text)
        #expect(outcome == bomb.error)
    }

    @Test func `a file that is too large is not even looked at`() {
        let bytes = [UInt8](repeating: 0xFF, count: 1_048_577)
        #expect(reading(bytes) == "error: file is larger than 1048576 bytes")
    }

    @Test func `depth counts aliases as if they were written out`() {
        let chain = (1..<60).reduce("- &a0 [x]\n") { $0 + "- &a\($1) [*a\($1 - 1)]\n" }
        #expect(
            reading(chain, limits: YAMLLimits(maximumDepth: 60))
                == "f.yaml:60:9: error: nesting is deeper than 60 levels"
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
