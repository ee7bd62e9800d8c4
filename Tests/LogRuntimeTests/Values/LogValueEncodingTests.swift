import Testing

@testable import LogRuntime

@Suite struct LogValueEncodingTests {
    private struct Item: Encodable {
        var name = "é"
        var price: Float = 0.1
        var count: UInt64 = .max
        var tags: [String?] = ["a", nil]
        var nested: [String: Int] = ["k": 1]
        var missing: Int?
        var flag = true
        var small: Int8 = -1
    }

    private class Base: Encodable {
        var base = 1
    }

    private final class Derived: Base {
        var own = [1.5, 2]
        private enum Keys: CodingKey {
            case own
            case inner
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(own, forKey: .own)
            var inner = container.nestedUnkeyedContainer(forKey: .inner)
            try inner.encode("x")
            var deeper = inner.nestedContainer(keyedBy: Keys.self)
            try deeper.encode(false, forKey: .own)
            try super.encode(to: container.superEncoder())
        }
    }

    private struct Chain: Encodable {
        var depth: Int
        private enum Keys: CodingKey { case next }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            if depth > 0 { try container.encode(Chain(depth: depth - 1), forKey: .next) }
        }
    }

    @Test func `properties keep their order and their types`() throws {
        #expect(
            try LogValue(encoding: Item())
                == [
                    "name": "é", "price": 0.1, "count": .uint(.max), "tags": ["a", nil], "nested": ["k": 1],
                    "flag": true,
                    "small": -1,
                ]
        )
    }

    @Test func `nested containers and superclasses have their place`() throws {
        #expect(
            try LogValue(encoding: Derived())
                == ["own": [1.5, 2.0], "inner": ["x", ["own": false]], "super": ["base": 1]]
        )
    }

    @Test func `single values, empty lists and empty objects are what they are`() throws {
        #expect(try LogValue(encoding: 7) == 7)
        #expect(try LogValue(encoding: [Int]()) == [])
        #expect(try LogValue(encoding: Chain(depth: 0)) == [:])
        #expect(try LogValue(encoding: Int?.none) == nil)
    }

    @Test func `a value nested too deep is an error`() throws {
        #expect(throws: EncodingError.self) { try LogValue(encoding: Chain(depth: 1000)) }
        #expect(throws: Never.self) { try LogValue(encoding: Chain(depth: 499)) }
    }
}
