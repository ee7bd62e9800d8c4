import LogMonitor
import LogRuntime
import Testing

/// How what a block logs becomes rows.
struct MonitorRowTests {
    let bench = MonitorBench()

    @Test func `a row has the columns in the order logged, then time and request`() throws {
        let result = withMonitorContext(requestID: 14_642_743_634_293_743_168) {
            bench.hub.monitor("m") { mon in
                mon.log("Breaking News: café", name: "input_text", role: "original_text", dataType: "text")
                mon.log(0.25, name: "score", dataType: .numerical)
                mon.log(7, name: "n", dataType: .numerical)
                mon.log(true, name: "flag", role: .target, dataType: .categorical)
                return 42
            }
        }
        #expect(result == 42)
        let row = """
            "input_text": "Breaking News: caf\\u00e9", "score": 0.25, "n": 7, "flag": true, \
            "timestamp": "2026-11-22T22:14:47.641727", "request_id": "14642743634293743168"
            """
        #expect(bench.monitor()?.rendered == [row])
    }

    @Test func `a trace that is active is the last column`() {
        withMonitorContext(requestID: 1, traceID: 14_576_827_793_038_113_322_513_871_894_673_895_836) {
            bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        }
        #expect(
            bench.monitor()?.rendered == [
                """
                "x": 1, "timestamp": "2026-11-22T22:14:47.641727", "request_id": "1", \
                "trace_id": "14576827793038113322513871894673895836"
                """
            ]
        )
    }

    @Test(arguments: [UInt128(0), 9_999_999_999_999_999_999, 10_000_000_000_000_000_000, .max, 1 << 64])
    func `an identifier of 128 bits is written with all its digits`(traceID: UInt128) {
        withMonitorContext(requestID: 1, traceID: traceID) {
            bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        }
        #expect(bench.monitor()?.rendered.first?.hasSuffix("\"trace_id\": \"\(traceID)\"") == true)
    }

    @Test func `a record that belongs to no request gets a number of its own`() {
        for _ in 0..<100 { bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) } }
        let identifiers = (bench.monitor()?.rendered ?? []).compactMap { row in
            row.split(separator: "\"").dropLast(0).last.flatMap { UInt64($0) }
        }
        #expect(Set(identifiers).count == 100)
    }

    @Test func `a whole second is written with six digits, too`() {
        bench.clock.set(WallTime(seconds: MonitorBench.moment.seconds))
        withMonitorContext(requestID: 1) { bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) } }
        bench.clock.set(WallTime(seconds: MonitorBench.moment.seconds + 1, nanoseconds: 7999))
        withMonitorContext(requestID: 1) { bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) } }
        #expect(
            bench.monitor()?.rendered == [
                "\"x\": 1, \"timestamp\": \"2026-11-22T22:14:47.000000\", \"request_id\": \"1\"",
                "\"x\": 1, \"timestamp\": \"2026-11-22T22:14:48.000007\", \"request_id\": \"1\"",
            ]
        )
    }

    // MARK: Rows that the reference loses

    @Test func `columns of different lengths keep all their values, missing ones are null`() {
        bench.hub.monitor("m") { mon in
            mon.logBatch([1, 2, 3], name: "x", dataType: .numerical)
            mon.logBatch([4], name: "y", dataType: .numerical)
        }
        bench.hub.monitor("m") { mon in
            mon.log(0, name: "x", dataType: .numerical)
            mon.logBatch([4, 5], name: "y", dataType: .numerical)
        }
        #expect(
            bench.rows == [
                ["x": 1, "y": 4], ["x": 2, "y": nil], ["x": 3, "y": nil], ["x": 0, "y": 4], ["x": nil, "y": 5],
            ]
        )
        #expect(bench.hub.statistics(of: "m")?.paddedCells == 3)
        #expect(
            bench.warnings == [
                "monitor 'm': the columns of a block have different numbers of values; missing ones are null"
            ]
        )
    }

    @Test func `a second value of a column makes a second row`() {
        bench.hub.monitor("m") { mon in
            mon.log(1, name: "x", dataType: .numerical)
            mon.log(2, name: "x", dataType: .numerical)
            mon.log(9, name: "y", dataType: .numerical)
        }
        bench.hub.monitor("alone") { mon in
            mon.log(1, name: "x", dataType: .numerical)
            mon.log(2, name: "x", dataType: .numerical)
        }
        #expect(bench.rows == [["x": 1, "y": 9], ["x": 2, "y": nil]])
        #expect(bench.monitor("alone")?.rows == [["x": 1], ["x": 2]])
    }

    @Test func `a loop logs a row a round`() {
        bench.hub.monitor("m") { mon in
            for number in 0..<3 {
                mon.log(number, name: "x", dataType: .numerical)
                mon.log("r\(number)", name: "y", role: .prediction, dataType: .categorical)
            }
        }
        #expect(bench.rows == [["x": 0, "y": "r0"], ["x": 1, "y": "r1"], ["x": 2, "y": "r2"]])
        #expect(bench.warnings == [])
        #expect(bench.hub.statistics(of: "m")?.rows == 3)
    }

    @Test func `a column logged in two ways keeps the first and is warned about once`() {
        for _ in 0..<2 {
            bench.hub.monitor("m") { mon in
                mon.log(1, name: "x", role: .feature, dataType: .numerical)
                mon.log(2, name: "x", role: .target, dataType: .numerical)
            }
        }
        #expect(bench.rows == [["x": 1], ["x": 2], ["x": 1], ["x": 2]])
        #expect(bench.monitor()?.schemas == [[MonitorColumn(name: "x", dataType: .numerical)]])
        #expect(
            bench.warnings == [
                "monitor 'm': column 'x' is logged twice in a block with different roles or types; the first ones count"
            ]
        )
    }

    @Test func `a reserved name gets an underscore, and another when that name is taken`() {
        for _ in 0..<2 {
            bench.hub.monitor("m") { mon in
                mon.log(1, name: "timestamp", dataType: .numerical)
                mon.log(2, name: "timestamp_", dataType: .numerical)
                mon.log(3, name: "request_id", dataType: .numerical)
                mon.log(4, name: "trace_id", dataType: .numerical)
                mon.log(5, name: "bento_meta", dataType: .numerical)
            }
        }
        let row: LogObject = ["timestamp_": 1, "timestamp__": 2, "request_id_": 3, "trace_id_": 4, "bento_meta_": 5]
        #expect(bench.rows == [row, row])
        #expect(
            bench.warnings == [
                "monitor 'm': column 'timestamp' is reserved and is written as 'timestamp_'",
                "monitor 'm': column 'timestamp_' is taken and is written as 'timestamp__'",
                "monitor 'm': column 'request_id' is reserved and is written as 'request_id_'",
                "monitor 'm': column 'trace_id' is reserved and is written as 'trace_id_'",
                "monitor 'm': column 'bento_meta' is reserved and is written as 'bento_meta_'",
            ]
        )
    }

    @Test func `an empty batch keeps its column`() {
        bench.hub.monitor("m") { mon in
            mon.logBatch([Int](), name: "x", dataType: .numerical)
            mon.logBatch(["a", "b"], name: "y", dataType: .categorical)
        }
        #expect(bench.rows == [["x": nil, "y": "a"], ["x": nil, "y": "b"]])
        #expect(bench.monitor()?.schemas.map { $0.map(\.name) } == [["x", "y"]])
    }

    @Test func `values are written as they are when they are logged`() {
        var features = [1, 2]
        bench.hub.monitor("m") { mon in
            mon.log(features, name: "features", dataType: .numericalSequence)
            features.append(3)
        }
        #expect(bench.rows == [["features": .array([1, 2])]])
    }

    @Test func `one warning a column, not one a value`() {
        for _ in 0..<10 {
            bench.hub.monitor("m") { mon in
                mon.logBatch(Array(0..<100), name: "a", role: "x", dataType: "y")
                mon.log("b", name: "b", role: .feature, dataType: "text")
            }
        }
        #expect(
            bench.warnings == [
                "monitor 'm': column 'a': role 'x' is none of 'feature', 'prediction', 'target'; it is logged as it is",
                "monitor 'm': column 'a': type 'y' is none of 'numerical', 'categorical', 'numerical_sequence'; "
                    + "it is logged as it is",
                "monitor 'm': column 'b': type 'text' is none of 'numerical', 'categorical', 'numerical_sequence'; "
                    + "it is logged as it is",
                "monitor 'm': the columns of a block have different numbers of values; missing ones are null",
            ]
        )
    }

    @Test func `a table is logged row by row, its types following the values`() {
        bench.hub.monitor("m") { mon in
            mon.logTable(
                [["x": 1.5, "tag": "a"], ["tag": "b", "v": .array([1, 2])], ["x": 2, "v": nil]],
                columns: [MonitorColumn(name: "tag", role: .prediction, dataType: .categorical)]
            )
        }
        bench.hub.monitor("m") { $0.logTable([["tag": "c", "x": nil, "v": nil]]) }
        #expect(
            bench.rows == [
                ["tag": "a", "x": 1.5, "v": nil], ["tag": "b", "x": nil, "v": .array([1, 2])],
                ["tag": nil, "x": 2, "v": nil], ["tag": "c", "x": nil, "v": nil],
            ]
        )
        let x = MonitorColumn(name: "x", dataType: .numerical)
        let v = MonitorColumn(name: "v", dataType: .numericalSequence)
        #expect(
            bench.monitor()?.schemas == [
                [MonitorColumn(name: "tag", role: .prediction, dataType: .categorical), x, v],
                [MonitorColumn(name: "tag", dataType: .categorical), x, v],
            ]
        )
    }

    @Test func `a block that logs nothing leaves nothing, and is counted`() {
        bench.hub.monitor("m") { _ in }
        bench.hub.monitor("m") { $0.logBatch([Int](), name: "x", dataType: .numerical) }
        #expect(bench.monitor() == nil)
        #expect(bench.hub.statistics(of: "m")?.emptyRecords == 2)
        #expect(bench.warnings == ["monitor 'm': a block logged no values; such blocks are counted and leave no row"])
    }
}
