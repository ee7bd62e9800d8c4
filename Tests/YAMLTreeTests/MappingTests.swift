import Testing
import YAMLTree

@Suite("Mappings")
struct MappingTests {
    @Test(
        arguments: [
            ("1: a\ntrue: b\n1.0: c\n", #"{"$map":[[{"$int":"1"},"c"]]}"#),
            ("0: a\n-0.0: b\n", #"{"$map":[[{"$int":"0"},"b"]]}"#),
            ("1: a\n'1': b\n", #"{"$map":[[{"$int":"1"},"a"],["1","b"]]}"#),
            ("100000000000000000000: a\n1.0e+20: b\n", #"{"$map":[[{"$int":"100000000000000000000"},"b"]]}"#),
            (".nan: a\n.NaN: b\n", #"{"$map":[[{"$float":"nan"},"b"]]}"#),
            ("!!float nan: a\n!!float nan: b\n", #"{"$map":[[{"$float":"nan"},"a"],[{"$float":"nan"},"b"]]}"#),
            ("é: a\ne\u{301}: b\n", "{\"e\u{301}\":\"b\",\"é\":\"a\"}"),
            ("$a: 1\n", #"{"$map":[["$a",{"$int":"1"}]]}"#),
        ]
    )
    func `keys are the same when Python says so`(text: String, value: String) {
        #expect(reading(text).utf8.elementsEqual(value.utf8))
    }

    @Test func `entries keep the first place and the last value of a key`() throws {
        let mapping = try #require(try document("b: 1\na: 2\nb: 3\n").root.mapping)
        #expect(mapping.entries.map { $0.key.string } == ["b", "a"])
        #expect(mapping["b"]?.mark == Mark(file: "f.yaml", line: 3, column: 4))
        #expect(mapping.keyNode(for: "b")?.mark == Mark(file: "f.yaml", line: 1, column: 1))
        #expect(mapping["c"] == nil)
        #expect(mapping.count == 2)
    }

    @Test func `a mapping can be made of nodes`() {
        let mark = Mark(file: "none", line: 1, column: 1)
        let mapping = YAMLMapping([
            (Node(.string("a"), mark: mark), Node(.bool(true), mark: mark)),
            (Node(.string("a"), mark: mark), Node(.null, mark: mark)),
        ])
        #expect(mapping.count == 1)
        #expect(mapping["a"]?.isNull == true)
    }

    @Test func `a key given twice is a warning with both places`() throws {
        let warnings = try document("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n1: x\ntrue: y\n").warnings
        #expect(
            warnings.map(\.description) == [
                "f.yaml:5:1: warning: duplicate key 'a'; the value in line 1 is lost",
                "f.yaml:7:1: warning: duplicate key true; the value in line 6 is lost",
                "f.yaml:4:3: warning: duplicate key 'c'; the value in line 3 is lost",
            ]
        )
    }

    @Test func `overriding what was merged is no mistake`() throws {
        let merged = try document("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  a: 3\nz:\n  <<: *x\n  a: 4\n  a: 5\n")
        #expect(
            merged.warnings.map(\.description) == [
                "f.yaml:8:3: warning: duplicate key 'a'; the value in line 7 is lost"
            ]
        )
    }

    @Test(
        arguments: [
            ("- &a {x: 1, y: 2}\n- {<<: *a, y: 3}\n", [["x", "y"], ["x", "y"]]),
            ("- &a {x: 1}\n- {y: 2, <<: *a}\n", [["x"], ["x", "y"]]),
            ("- &a {x: 1}\n- &b {x: 2, y: 3}\n- {<<: [*a, *b], z: 4}\n", [["x"], ["x", "y"], ["x", "y", "z"]]),
            ("- {<<: {a: 1}, <<: {b: 2}}\n", [["a", "b"]]),
        ]
    )
    func `merged entries come first`(text: String, keys: [[String]]) throws {
        let items = try #require(try document(text).root.sequence)
        #expect(items.map { $0.mapping?.entries.compactMap(\.key.string) ?? [] } == keys)
    }

    @Test func `of a list of merged mappings the first has the last word`() {
        #expect(reading("{<<: [{a: x}, {a: y, b: z}]}") == #"{"a":"x","b":"z"}"#)
    }

    @Test func `aliases are the same node`() throws {
        let items = try #require(try document("[&a {x: 1}, *a, {y: *a}]").root.sequence)
        #expect(items[0] === items[1])
        #expect(items[2].mapping?["y"] === items[0])
    }

    @Test func `a document can contain itself`() throws {
        let document = try document("&a [x, *a]")
        let inner = try #require(document.root.sequence?[1])
        #expect(inner.isRecurrence && !document.root.isRecurrence)
        #expect(inner.mark == document.root.mark)
        #expect(inner.sequence?[1] === inner)
        let failure = #expect(throws: YAMLError.self) { try document.canonicalJSON() }
        #expect(failure?.description == "f.yaml:1:1: error: document contains itself through an alias")
    }

    @Test(arguments: [
        "&a [x, *a, *a]",
        "&a {x: &b {y: [*a, *b]}}",
        "&a {k: {<<: *a, l: *a}}",
        "!!omap [x: &a [*a]]",
        "&a !!pairs [x: *a, y: &b !!omap [z: *a]]",
        "[&a [&b [*a, *b], *b], *a, *b]",
    ])
    func `nothing is left of a document that contains itself`(text: String) throws {
        weak var root: Node?
        weak var within: Node?
        do {
            let document = try document(text)
            root = document.root
            within = document.root.sequence?.first ?? document.root.mapping?.entries.first?.value
            #expect(root != nil)
        }
        #expect(root == nil)
        #expect(within == nil)
    }

    @Test func `a recurrence outlives what it stands for as null`() throws {
        let inner = try #require(try document("&a [&b [*a]]").root.sequence?[0])
        let recurrence = try #require(inner.sequence?[0])
        #expect(recurrence.isRecurrence && recurrence.isNull)
    }
}
