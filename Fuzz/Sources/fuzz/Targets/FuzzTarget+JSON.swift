@testable import LogConfig
@testable import LogRuntime

extension FuzzTarget {
    /// Writing JSON: one valid line whatever is logged.
    static let json = FuzzTarget(
        name: "json",
        summary: "texts, values and records to JSON and logfmt",
        seeds: {
            [
                "plain", "é \"quoted\" \\ \n\t日本 😀 \u{2028}", "\u{1B}[31mred\u{7F}\u{80}", "user\u{0}7\u{0}",
            ].map { Array($0.utf8) }
                + [
                    [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xE2, 0x82],
                    [0xC0, 0x80, 0xF0, 0x9F, 0x98],
                ]
                + (0..<10).map { kind in
                    [3, 30, 0, 1, 0, 1] + Array("shop\u{0}message \n\u{0}a/b.swift\u{0}".utf8) + [1]
                        + Array("k\u{0}".utf8)
                        + [UInt8(kind), 90, 6, 2, 7, 1] + Array("deep\u{0}".utf8) + [5, 0x7F, 0xF0, 0, 0, 0, 0, 0, 0]
                }
        },
        check: { bytes in
            checkText(bytes)
            var input = InputReader(bytes)
            let record = FuzzedRecord(&input)
            var value = ByteBuffer()
            value.append(json: input.value(), style: JSONStyle(nonFinite: .null))
            require(JSONCheck.accepts(Array(value.bytes), acceptsNonFinite: false), "no JSON: \(value.string())")
            for formatter in formatters {
                guard case .success(let line) = record.written(by: formatter) else { continue }
                require(
                    JSONCheck.accepts(line, acceptsNonFinite: formatter is JSONFormatter),
                    "\(type(of: formatter)) writes no JSON: \(String(decoding: line, as: UTF8.self))"
                )
                require(!line.contains(0x0A), "\(type(of: formatter)) writes more than one line")
            }
            if case .success(let line) = record.written(by: LogfmtFormatter()) {
                require(
                    !line.contains { $0 < 0x20 },
                    "logfmt is not one line: \(String(decoding: line, as: UTF8.self))"
                )
            }
        }
    )

    /// Reading JSON: what is accepted is JSON, and is the same when it is written and read again.
    static let jsonReader = FuzzTarget(
        name: "json-reader",
        summary: "JSON text to values and back",
        seeds: {
            [
                #"{"a": [1, -0.5e+3, "é\u00e9\ud83d\ude00\n", true, false, null], "b": {}, "a": 2}"#, "[[[[]]]]",
                "1e999",
                "123456789012345678901234567890", #""\ud800""#, " \t\r\n{}",
            ].map { Array($0.utf8) }
        },
        check: { bytes in
            guard let value = read(bytes) else { return }
            // Ill-formed text is repaired, which no other reading of it is asked to do.
            let isJSON =
                String(validating: bytes, as: UTF8.self) == nil || JSONCheck.accepts(bytes, acceptsNonFinite: false)
            require(isJSON, "what is no JSON is read as \(value)")
            var text = ByteBuffer()
            text.append(json: value)
            // A number beyond what a floating point number holds is Python's `Infinity`.
            require(
                read(Array(text.bytes), acceptsNonFinite: true) == value,
                "\(value) is another value when it is read again"
            )
        }
    )

    /// Whether a text is read as it was written, ill-formed UTF-8 repaired.
    private static func checkText(_ bytes: [UInt8]) {
        for isASCII in [true, false] {
            var text = ByteBuffer()
            bytes.withUnsafeBytes { text.append(jsonString: $0, isASCII: isASCII) }
            let json = Array(text.bytes)
            require(JSONCheck.accepts(json, acceptsNonFinite: false), "\(bytes) becomes no JSON")
            require(!isASCII || json.allSatisfy { $0 < 0x80 }, "\(bytes) does not become ASCII")
            require(read(json) == .string(String(decoding: bytes, as: UTF8.self)), "\(bytes) is read as another text")
        }
    }

    private static func read(_ bytes: [UInt8], acceptsNonFinite: Bool = false) -> LogValue? {
        bytes.withUnsafeBytes { bytes in
            var reader = JSONReader(bytes, acceptsNonFinite: acceptsNonFinite)
            return try? reader.readDocument()
        }
    }

    private static let formatters: [any Formatter] = {
        var options = JSONFormatter.Options()
        options.timestampKey = "timestamp"
        options.splitsException = true
        var named = JSONFormatter.Options()
        named.fields = .format("%(asctime)s %(levelname)s %(name)s %(pathname)s %(message)s %(user)s", style: "%")
        named.style.isASCII = false
        let json = [JSONFormatter.Options(), options, named].compactMap { try? JSONFormatter($0) }
        let compact = [CompactJSONFormatter.Spelling.orjson, .msgspec].compactMap {
            try? CompactJSONFormatter(options, spelling: $0)
        }
        return json + compact + JSONPreset.allCases.map { JSONPresetFormatter($0) }
    }()
}
