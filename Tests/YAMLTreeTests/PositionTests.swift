import Testing
import YAMLTree

@Suite("Positions")
struct PositionTests {
    /// Line and column of every node, depth first.
    private func places(_ node: Node) -> [String] {
        let own = "\(node.mark.line):\(node.mark.column)"
        return switch node.value {
        case .sequence(let items): [own] + items.flatMap(places)
        case .mapping(let mapping): [own] + mapping.entries.flatMap { places($0.key) + places($0.value) }
        default: [own]
        }
    }

    @Test(
        arguments: [
            ("a: b\n", ["1:1", "1:1", "1:4"]),
            ("\n# c\n  a:\n    - b\n    - 'c'\n", ["3:3", "3:3", "4:5", "4:7", "5:7"]),
            ("{a: [b,\n c]}", ["1:1", "1:2", "1:5", "1:6", "2:2"]),
            ("é: 日本\n日: x\n", ["1:1", "1:1", "1:4", "2:1", "2:4"]),
            ("a: |\n  text\nb: >-\n  text\n", ["1:1", "1:1", "1:4", "3:1", "3:4"]),
            ("a: &x !!str b\n", ["1:1", "1:1", "1:4"]),
            ("a:\nb: 1\n", ["1:1", "1:1", "1:3", "2:1", "2:4"]),
            ("a: 1\r\nb: 2\r\n", ["1:1", "1:1", "1:4", "2:1", "2:4"]),
            ("\u{FEFF}a: 1\n", ["1:1", "1:1", "1:4"]),
            ("{a:, b: c}", ["1:1", "1:2", "1:4", "1:6", "1:9"]),
            ("a: |\n  \tx\nb: |\n  \ty\nc: z\n", ["1:1", "1:1", "1:4", "3:1", "3:4", "5:1", "5:4"]),
        ]
    )
    func `every node knows where it begins`(text: String, expected: [String]) throws {
        #expect(places(try document(text).root) == expected)
    }

    @Test func `an alias stands where its anchor stands`() throws {
        let mapping = try #require(try document("a: &x 1\nb: *x\n").root.mapping)
        #expect(mapping["b"]?.mark.description == "f.yaml:1:4")
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n"])
    func `a file without content is a null node`(text: String) throws {
        #expect(try document(text).root.isNull)
    }

    @Test func `lines of the source are at hand`() throws {
        let document = try document("a: 1\r\n# é\n\nb: 2")
        #expect(document.sourceLines([0, 1, 2, 3, 4, 5]) == [1: "a: 1", 2: "# é", 3: "", 4: "b: 2"])
    }

    @Test func `an error carries its line`() {
        #expect(failure("a: 1\nb: %x\n")?.sourceLine == "b: %x")
    }
}
