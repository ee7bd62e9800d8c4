import Foundation
import LogMonitor
import LogRuntime
import Testing

/// How values are written.
struct MonitorValueTests {
    let bench = MonitorBench()

    private func json(_ value: some MonitorValue) -> String {
        withMonitorContext(requestID: 1) {
            bench.hub.monitor("m") { $0.log(value, name: "v", dataType: "any") }
        }
        let row = bench.monitor()?.rendered.last ?? ""
        return String(
            row.dropFirst(5).dropLast(", \"timestamp\": \"2026-11-22T22:14:47.641727\", \"request_id\": \"1\"".count)
        )
    }

    @Test func `values are written as Python's json writes them`() {
        #expect(json(0.1) == "0.1")
        #expect(json(1.0) == "1.0")
        #expect(json(-0.0) == "-0.0")
        #expect(json(1e15) == "1000000000000000.0")
        #expect(json(1e16) == "1e+16")
        #expect(json(1e-5) == "1e-05")
        #expect(json(Double.leastNonzeroMagnitude) == "5e-324")
        #expect(json(Float(0.1)) == "0.1")
        #expect(json(Float.greatestFiniteMagnitude) == "3.4028235e+38")
        #expect(json(Int.min) == "-9223372036854775808")
        #expect(json(UInt64.max) == "18446744073709551615")
        #expect(json(UInt128(1) << 64) == "18446744073709551616")
        #expect(json(Int8(-5)) == "-5")
        #expect(json(Int?.none) == "null")
        #expect(json(Int?.some(3)) == "3")
        #expect(json("héllo 日本 😀 \"\\\n\u{7f}") == #""h\u00e9llo \u65e5\u672c \ud83d\ude00 \"\\\n\u007f""#)
        #expect(json("abc".prefix(2)) == #""ab""#)
        #expect(json([1.5, 2]) == "[1.5, 2.0]")
        #expect(json([[1], []]) == "[[1], []]")
        #expect(json(["b": 1, "a": 2]) == #"{"a": 2, "b": 1}"#)
        #expect(
            json(LogValue.object(["b": .array([1, ["a": nil]]), "a": .object(LogObject())]))
                == #"{"b": [1, {"a": null}], "a": {}}"#
        )
        #expect(json(LogValue.digits("-1000000000000000000000000000000")) == "-1000000000000000000000000000000")
    }

    @Test func `numbers that JSON lacks reach a monitor as they are`() {
        bench.hub.monitor("m") { mon in
            mon.log([Double.nan, .infinity], name: "v", dataType: .numericalSequence)
            mon.log(-Double.infinity, name: "w", dataType: .numerical)
        }
        guard case .array(let values)? = bench.rows.first?["v"], case .double(let first)? = values.first else {
            Issue.record("no numbers")
            return
        }
        #expect(first.isNaN)
        #expect(values.last == .double(.infinity))
        #expect(bench.rows.first?["w"] == .double(-.infinity))
    }

    @Test func `a literal is logged as the value that it says`() {
        bench.hub.monitor("m") { mon in
            mon.log(nil, name: "none", dataType: .categorical)
            mon.log(["a": 1, "b": "x"], name: "object", dataType: .categorical)
        }
        #expect(bench.rows == [["none": nil, "object": ["a": 1, "b": "x"]]])
    }

    /// Writes nothing, as a faulty implementation might.
    private struct Silent: MonitorValue {
        func write(to cell: inout MonitorCell) {}
    }

    /// Writes twice.
    private struct Stutterer: MonitorValue {
        func write(to cell: inout MonitorCell) {
            cell.append(Int64(1))
            cell.append(Int64(2))
        }
    }

    /// Logs while it is being written.
    private struct Talker: MonitorValue {
        let session: MonitorSession
        func write(to cell: inout MonitorCell) {
            session.log(1, name: "inner", dataType: .numerical)
            cell.append("outer")
        }
    }

    @Test func `a value that cannot be written is marked and counted, and the row is written`() {
        bench.hub.monitor("m") { mon in
            mon.log(Silent(), name: "silent", dataType: .categorical)
            mon.log(Stutterer(), name: "stutterer", dataType: .categorical)
            mon.log(LogValue.digits("1e5"), name: "digits", dataType: .numerical)
            mon.log([[Silent()]], name: "inside", dataType: .categorical)
        }
        #expect(
            bench.rows == [
                [
                    "silent": "__could_not_encode__", "stutterer": 1, "digits": "__could_not_encode__",
                    "inside": .array([.array(["__could_not_encode__"])]),
                ]
            ]
        )
        #expect(bench.hub.statistics(of: "m")?.unencodableValues == 3)
        #expect(
            bench.failures.map(\.message)
                == ["silent", "digits", "inside"].map {
                    "a value of column '\($0)' cannot be written as JSON; '__could_not_encode__' stands for it"
                }
        )
        #expect(bench.status.lossCount == 0)
    }

    private struct Point: Encodable {
        var x = 1
        var y = 2.0
    }

    private struct Secret: Encodable {
        func encode(to encoder: any Encoder) throws { throw CancellationError() }
    }

    @Test func `an encodable value is an object, one that cannot be encoded is marked`() {
        bench.hub.monitor("m") { mon in
            mon.log(encoding: Point(), name: "point", dataType: "object")
            mon.log(encoding: Secret(), name: "secret", dataType: "object")
        }
        #expect(bench.rows == [["point": ["x": 1, "y": 2.0], "secret": "__could_not_encode__"]])
        #expect(bench.hub.statistics(of: "m")?.unencodableValues == 1)
    }

    private enum Kind: String, Encodable { case iris }

    private struct Reading: Encodable {
        struct Place: Encodable {
            var latitude = 48.2
            var label: String?
        }

        var place = Place()
        var kind: Kind? = .iris
        var none: Int?
        var at = Date(timeIntervalSinceReferenceDate: 12.5)
        var vector = [0.1, .infinity]
        var floats: [Float] = [0.1]
        var counts: [Int] = [1, -2]
        var small: [Int32] = [3]
        var large: [Int64] = [.max]
        var bytes: [UInt8] = [255]
        var nested: [[Double?]] = [[1, nil], []]
        var named = ["b": [1.5]]
    }

    @Test func `structures, optionals, dates and lists are encoded as they encode themselves`() {
        bench.hub.monitor("m") { $0.log(encoding: Reading(), name: "reading", dataType: "object") }
        let expected: LogObject = [
            "place": ["latitude": 48.2], "kind": "iris", "at": 12.5,
            "vector": .array([.double(0.1), .double(.infinity)]), "floats": [0.1], "counts": [1, -2], "small": [3],
            "large": .array([.int(.max)]), "bytes": [255], "nested": [[1.0, nil], []], "named": ["b": [1.5]],
        ]
        #expect(bench.rows == [["reading": .object(expected)]])
        #expect(bench.hub.statistics(of: "m")?.unencodableValues == 0)
    }

    @Test func `what is a list, a number or nothing itself needs no structure around it`() {
        bench.hub.monitor("m") { mon in
            mon.log(encoding: [1.5, 2], name: "numbers", dataType: .numericalSequence)
            mon.log(encoding: [[1.5], []], name: "matrix", dataType: .numericalSequence)
            mon.log(encoding: ["b": 1, "a": 2], name: "named", dataType: .categorical)
            mon.log(encoding: Int?.none, name: "nothing", dataType: .numerical)
            mon.log(encoding: Kind.iris, name: "kind", dataType: .categorical)
            mon.log(encoding: Date(timeIntervalSinceReferenceDate: 1), name: "at", dataType: .numerical)
            mon.log(encoding: UInt64.max, name: "unsigned", dataType: .numerical)
        }
        #expect(
            bench.rows == [
                [
                    "numbers": [1.5, 2.0], "matrix": [[1.5], []], "named": ["a": 2, "b": 1], "nothing": nil,
                    "kind": "iris", "at": 1.0, "unsigned": .uint(.max),
                ]
            ]
        )
    }

    @Test func `a value nested without end is cut and the block goes on`() {
        var value: LogValue = 1
        for _ in 0..<1000 { value = .array([value]) }
        bench.hub.monitor("m") { $0.log(value, name: "deep", dataType: .categorical) }
        #expect(bench.rows.count == 1)
        #expect(bench.hub.statistics(of: "m")?.unencodableValues == 1)
    }

    @Test func `a value may log while it is being written`() {
        bench.hub.monitor("m") { $0.log(Talker(session: $0), name: "talk", dataType: .categorical) }
        #expect(bench.rows == [["inner": 1, "talk": "outer"]])
    }
}
