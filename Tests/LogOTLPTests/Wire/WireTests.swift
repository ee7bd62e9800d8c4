#if OTLP
@testable import LogOTLP
import LogRuntime
import SwiftProtobuf
import Testing

/// Bytes written by hand beside those of the generated types.
struct WireTests {
    private static let values: [LogValue] = [
        .null, true, false, 0, 1, -1, 127, 128, .int(.min), .int(.max), .uint(.max), .digits("1180591620717411303424"),
        .double(0), .double(-0.5), .double(1e300), .double(.infinity), "", "h\u{e9} \u{1F600}\u{0}", [], [1, "a", nil],
        [:], ["a": ["b": [1.5]], "": true], .string(String(repeating: "x", count: 127)),
        .string(String(repeating: "x", count: 128)), .string(String(repeating: "é", count: 20_000)),
        .array(Array(repeating: .string(String(repeating: "y", count: 90)), count: 300)),
    ]

    private func bytes(_ body: (inout ByteBuffer) -> Void) -> [UInt8] {
        var buffer = ByteBuffer()
        body(&buffer)
        return Array(buffer.bytes)
    }

    @Test(arguments: values) func `a value has the bytes of the generated type`(_ value: LogValue) throws {
        let expected: [UInt8] = try AnyValue(value).serializedBytes()
        #expect(bytes { $0.append(anyValue: value) } == expected)
    }

    @Test(arguments: values) func `a row's JSON becomes the same bytes as its values`(_ value: LogValue) throws {
        var json = ByteBuffer()
        json.append(json: .object(["a \"b\"": value, "": 1, "é\u{1F600}\n": value]))
        let fields = UnsafeRawBufferPointer(rebasing: json.bytes.dropFirst().dropLast())
        var list = KeyValueList()
        list.values = [KeyValue("a \"b\"", value), KeyValue("", 1), KeyValue("é\u{1F600}\n", value)]
        let expected: [UInt8] = try list.serializedBytes()
        let actual = bytes { buffer in
            var transcoder = JSONTranscoder(fields)
            transcoder.appendFields(to: &buffer)
        }
        #expect(actual == expected)
    }

    @Test(arguments: [false, true])
    func `a value that decoders would find too deep becomes text where it does`(isObject: Bool) throws {
        var value: LogValue = isObject ? ["x": "]}\\\""] : ["]}\\\""]
        for _ in 0..<150 { value = isObject ? ["x": value] : .array([value]) }
        var json = ByteBuffer()
        json.append(json: .object(["deep": value, "next": 1]))
        let fields = UnsafeRawBufferPointer(rebasing: json.bytes.dropFirst().dropLast())
        let row = bytes { buffer in
            var transcoder = JSONTranscoder(fields)
            transcoder.appendFields(to: &buffer)
        }
        let list = try KeyValueList(serializedBytes: row)
        #expect(list.values.map(\.key) == ["deep", "next"])
        let attribute = try AnyValue(serializedBytes: bytes { $0.append(anyValue: value) })
        for decoded in [list.values[0].value.logValue, attribute.logValue] {
            var inner = decoded
            var depth = 0
            while true {
                if case .array(let elements) = inner {
                    inner = elements[0]
                } else if case .object(let object) = inner {
                    inner = object.fields[0].value
                } else {
                    break
                }
                depth += 1
            }
            #expect((20..<100).contains(depth))
            // The rest, read as JSON, is what is missing.
            guard case .string(var text) = inner else {
                Issue.record("\(inner)")
                return
            }
            var rest = try text.withUTF8 { json -> LogValue in
                var reader = JSONReader(UnsafeRawBufferPointer(json))
                return try reader.readDocument()
            }
            for _ in 0..<depth { rest = isObject ? ["x": rest] : .array([rest]) }
            #expect(rest == value)
        }
    }

    @Test(arguments: [
        (#""a": "\ud83d\ude00\u00e9\\\/\b\f\r\t""#, LogValue.string("\u{1F600}é\\/\u{8}\u{c}\r\t")),
        (#""a": "x\ud800y""#, "x\u{fffd}y"), (#""a": "\udc00""#, "\u{fffd}"), (#""a": "\ud800\u0041""#, "\u{fffd}A"),
        (#""a": 1e16"#, .double(1e16)), (#""a": -Infinity"#, .double(-.infinity)),
        (#""a": 5e-324"#, .double(.leastNonzeroMagnitude)),
        (#""a": 9223372036854775808"#, "9223372036854775808"), (#""a": -9223372036854775808"#, .int(.min)),
    ])
    func `escapes and numbers are read as JSON has them`(_ text: String, _ expected: LogValue) throws {
        var text = text
        let actual = text.withUTF8 { json in
            bytes { buffer in
                var transcoder = JSONTranscoder(UnsafeRawBufferPointer(json))
                transcoder.appendFields(to: &buffer)
            }
        }
        #expect(try KeyValueList(serializedBytes: actual).values == [KeyValue("a", expected)])
    }

    @Test func `a record has its trace as bytes in network order`() throws {
        let context = TraceContext(traceID: 0x0102_0304_0506_0708_090A_0B0C_0D0E_0F10, spanID: 0x1112_1314_1516_1718)
        let written = TraceContext.$current.withValue(context) {
            bytes { buffer in
                let time = WallTime(seconds: 1, nanoseconds: 2)
                let start = buffer.beginRecord(time: time, severity: OTLPSeverity(.info), text: RawText("INFO").bytes)
                buffer.endRecord(from: start, trace: RecordTrace(traceID: 5), observed: WallTime(seconds: 3))
            }
        }
        var record = Record()
        record.timeUnixNano = 1_000_000_002
        record.observedTimeUnixNano = 3_000_000_000
        record.severityNumber = .info
        record.severityText = "INFO"
        record.traceID = .init(Array(1...16))
        record.spanID = .init(Array(17...24))
        record.flags = 1
        let expected: [UInt8] = try record.serializedBytes()
        #expect(Array(written.dropFirst(2)) == expected)
    }

    @Test(arguments: [
        (0, 0), (1, 1), (5, 1), (10, 5), (13, 8), (19, 8), (20, 9), (25, 12), (30, 13), (40, 17), (49, 20), (50, 21),
        (53, 24), (54, 24), (1000, 24), (-5, 0),
    ])
    func `levels have the reference's severity numbers, below 10 those of tracing`(_ level: Int, _ number: UInt8) {
        #expect(OTLPSeverity(Level(rawValue: level)).number == number)
    }

    @Test(arguments: [
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true),
        ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what", true),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what", false),
        ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
        ("00-00000000000000000000000000000000-b7ad6b7169203331-01", false), ("", false),
    ])
    func `a traceparent header is read as the recommendation says`(_ header: String, _ isValid: Bool) {
        let expected = TraceContext(
            traceID: 0x0AF7_6519_16CD_43DD_8448_EB21_1C80_319C,
            spanID: 0xB7AD_6B71_6920_3331,
            flags: 1
        )
        #expect(TraceContext(traceparent: header) == (isValid ? expected : nil))
    }
}
#endif
