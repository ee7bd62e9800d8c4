import Testing

@testable import LogRuntime

/// What is bounded, so that a format string or a value cannot take the program down.
@Suite struct FormattingLimitsTests {
    @Test func `a width beyond the limit is an error and no allocation`() {
        let percent = Outcome { buffer throws(FormattingError) in
            try PercentFormat(compiling: "%1000000000d").format(.positional([1]), into: &buffer)
        }
        #expect(percent == .error("MemoryError: width 1000000000 is beyond the limit of 1048576 characters"))
        let brace = Outcome { buffer throws(FormattingError) in
            try BraceFormat(compiling: "{x:.1000000000f}").format(["x": 1.5], into: &buffer)
        }
        #expect(brace == .error("MemoryError: precision 1000000000 is beyond the limit of 1048576 characters"))
    }

    @Test func `a width at the limit is written`() throws {
        var buffer = ByteBuffer()
        try BraceFormat(compiling: "{x:1048576}").format(["x": "a"], into: &buffer)
        #expect(buffer.count == 1_048_576)
    }

    @Test func `values nested beyond the limit end in a marker`() {
        var value: LogValue = 1
        for _ in 0..<2000 { value = [value] }
        var json = ByteBuffer()
        json.append(json: value)
        #expect(json.string() == String(repeating: "[", count: 500) + "\"...\"" + String(repeating: "]", count: 500))
        var repr = ByteBuffer()
        repr.append(pythonRepr: value)
        #expect(repr.string() == String(repeating: "[", count: 500) + "[...]" + String(repeating: "]", count: 500))
    }

    @Test func `bytes that are no UTF-8 become replacement characters`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xE2, 0x82, 0x62, 0xED, 0xA0, 0x80, 0xF0, 0x9F, 0x98]
        for isASCII in [true, false] {
            var buffer = ByteBuffer()
            bytes.withUnsafeBytes { buffer.append(jsonString: $0, isASCII: isASCII) }
            let wanted = String(decoding: bytes, as: UTF8.self)
            var other = ByteBuffer()
            other.append(jsonString: wanted, isASCII: isASCII)
            #expect(buffer.string() == other.string())
        }
    }

    @Test func `numbers that JSON does not have can be null`() {
        var buffer = ByteBuffer()
        buffer.append(json: [.double(.nan), .double(-.infinity), 1.5] as LogValue, style: JSONStyle(nonFinite: .null))
        #expect(buffer.string() == "[null, null, 1.5]")
    }
}
