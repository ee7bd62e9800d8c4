import TestSupport

@testable import LogRuntime

extension SampleRecord {
    /// Names of the caller's own attributes; none is an attribute that every record has.
    static let ownNames = ["user", "path", "_hidden", "service", "n", "@t", "é", "status code", "event", "ratio"]

    /// A record with random contents.
    static func random(using random: inout SeededGenerator) -> SampleRecord {
        var record = SampleRecord()
        (record.level, record.levelName) = random.pick([
            (Level.debug, "DEBUG"), (.info, "INFO"), (.warning, "WARNING"), (.error, "ERROR"), (.critical, "CRITICAL"),
            (Level(rawValue: 25), "Level 25"), (Level(rawValue: 35), "NOTICE"),
        ])
        record.name = random.pick(["root", "shop", "shop.cart", "ä.ö", "a.b.c.d.e", "with space"])
        record.text = text(using: &random)
        record.line = random.pick([0, 1, 42, 99_999])
        record.function = random.pick(["checkout(_:)", "<module>", "main", "ü"])
        record.path = random.pick(["Shop/Views/Cart.swift", "main.swift", "/", "a/b.c.swift", "noext"])
        record.taskName = random.chance(20) ? "Task-\(Int.random(in: 0...9, using: &random))" : nil
        record.time = WallTime(
            seconds: Int64.random(in: 0...4_000_000_000, using: &random),
            nanoseconds: Int32.random(in: 0...999_999_999, using: &random)
        )
        if random.chance(25) { record.exceptionText = text(using: &random) }
        if random.chance(20) { record.stackText = text(using: &random) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1:
            record.object = object(
                named: ownNames + ["message", "levelname", "exc_info", "stack_info", "timestamp"],
                using: &random
            )
        case 2, 3:
            record.text = random.pick(["%s", "%s and %r", "%d%%", "%(user)s", "%.3f", "%x", "%s %s %s"])
            var mapping = object(named: ["user", "n"], using: &random)
            // An empty mapping is no mapping for Python but an argument by position.
            if mapping.isEmpty { mapping["n"] = 1 }
            record.arguments =
                random.chance(30)
                ? .mapping(mapping)
                : .positional((0..<Int.random(in: 1...3, using: &random)).map { _ in value(using: &random) })
        default: break
        }
        if random.chance(50) { record.extra = object(named: ownNames, using: &random) }
        return record
    }

    /// A random value, lists and mappings among them.
    static func value(using random: inout SeededGenerator, depth: Int = 0) -> LogValue {
        switch Int.random(in: 0..<(depth < 3 ? 12 : 9), using: &random) {
        case 0: return .int(Int64(bitPattern: random.next() >> UInt64.random(in: 0...63, using: &random)))
        case 1: return .double(Double(bitPattern: random.next()))
        case 2: return .double(Double(Int64.random(in: -99_999_999...99_999_999, using: &random)) / 1000)
        case 3, 4: return .string(text(using: &random))
        case 5: return random.pick(SampleValues.integers)
        case 6: return random.pick(SampleValues.doubles)
        case 7: return random.pick(SampleValues.strings)
        case 8: return random.pick([nil, true, false])
        case 9, 10:
            return .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in value(using: &random, depth: depth + 1) }
            )
        default: return .object(object(named: ownNames + ["", "a\"b"], using: &random, depth: depth + 1))
        }
    }

    /// A random mapping.
    static func object(named names: [String], using random: inout SeededGenerator, depth: Int = 1) -> LogObject {
        var object = LogObject()
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            object[random.pick(names)] = value(using: &random, depth: depth)
        }
        return object
    }

    /// Random text.
    static func text(using random: inout SeededGenerator) -> String {
        let parts = [
            "the cart is empty", "é", "日本", "😀", "\n", "\r\n", "\t", "\"", "\\", "/", " ", "\u{2028}", "\u{85}",
            "\u{7F}",
            "\u{0}", "\u{1F}", "%", "{}", "$x", "0", "e\u{301}", "<&>", "\u{FEFF}", "\u{B}",
        ]
        return (0..<Int.random(in: 0...5, using: &random)).map { _ in random.pick(parts) }.joined()
    }
}
