import Foundation
import LogMonitor
import LogRuntime
import Testing

/// Rows and schemas beside what the reference, BentoML, was recorded to write.
struct RecordedRowsTests {
    /// The recorded cases: in `LOGCONFIG_REFERENCE`, or in `shared` beside the package.
    static let folder: String? = {
        let package = URL(fileURLWithPath: #filePath).pathComponents.dropLast(3)
        let beside = package.dropLast().joined(separator: "/") + "/shared/reference/bentoml/reference"
        let candidates = [ProcessInfo.processInfo.environment["LOGCONFIG_REFERENCE"], beside].compactMap { $0 }
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/default_basic.json") }
    }()

    static let absence: Comment = "needs the recorded cases of the reference: set LOGCONFIG_REFERENCE to their folder"

    /// A recorded file, by the case and the end of its name.
    private func recorded(_ name: String, _ file: String) throws -> String {
        let folder = try #require(RecordedRowsTests.folder)
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name).json"))
        let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let files = try #require(whole["files"] as? [String: Any])
        return try #require(files[file] as? String)
    }

    // Needs the recorded cases.
    @Test(.enabled(if: folder != nil, absence))
    func `the documentation's example gives the recorded bytes`() throws {
        let data = try recorded("default_basic", "monitoring/text_summarization/data/data.0.log")
        let schema = try recorded("default_basic", "monitoring/text_summarization/schema/schema.0.log")
        // The second row is that of a request with an active trace; the first says "None" and "0" of both.
        let row = try #require(data.split(separator: "\n").last)
        let time = try #require(row.firstMatch(of: /T(\d\d):(\d\d):(\d\d)\.(\d+)/))
        let day = CivilTime(
            year: 2026,
            month: 11,
            day: 22,
            hour: Int(time.1) ?? 0,
            minute: Int(time.2) ?? 0,
            second: Int(time.3) ?? 0
        )
        let directory = try TemporaryDirectory()
        let bench = MonitorBench(type: "default", directory: directory.path)
        bench.clock.set(
            WallTime(seconds: LogTimeZone.utc.seconds(of: day), nanoseconds: (Int32(time.4) ?? 0) * 1000)
        )
        withMonitorContext(
            requestID: 14_642_743_634_293_743_168,
            traceID: 14_576_827_793_038_113_322_513_871_894_673_895_836
        ) {
            bench.hub.monitor("text_summarization") { mon in
                mon.log("Breaking News: café", name: "input_text", role: "original_text", dataType: "text")
                mon.log("News", name: "summarized_text", role: .prediction, dataType: "text")
            }
        }
        #expect(directory.text("monitoring/text_summarization/data/data.0.log") == row + "\n")
        #expect(directory.text("monitoring/text_summarization/schema/schema.0.log") == schema)
    }

    // Needs the recorded cases.
    @Test(.enabled(if: folder != nil, absence))
    func `a batch of equal columns gives the recorded rows`() throws {
        let rows = try recorded("log_batch_shapes", "monitoring/equal/data/data.0.log").split(separator: "\n")
        let bench = MonitorBench()
        bench.hub.monitor("equal") { mon in
            mon.logBatch([1, 2, 3], name: "x", dataType: .numerical)
            mon.logBatch([4, 5, 6], name: "y", dataType: .numerical)
        }
        let start = { (row: Substring) in row.firstMatch(of: /, "timestamp/).map { String(row[..<$0.range.lowerBound]) }
        }
        let ours = bench.monitor("equal")?.rendered.map { start("{" + $0[...]) }
        #expect(ours == rows.map(start))
    }

    // Needs the recorded cases.
    @Test(.enabled(if: folder != nil, absence))
    func `values are spelled as recorded`() throws {
        let folder = try #require(RecordedRowsTests.folder)
        let data = try #require(FileManager.default.contents(atPath: folder + "/default_values.json"))
        let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let texts = try #require((whole["facts"] as? [String: Any])?["json_text"] as? [String: Any])
        let values: [(String, LogValue)] = [
            ("text_unicode", "héllo 日本 😀"), ("text_controls", "a\tb\nc\r\0\u{7}\u{1f}\u{7f}\u{85}\u{2028}\u{2029}"),
            ("text_quotes_slash", "q\"uo\\te/<&>"), ("text_percent", "%s %d %(x)s {y}"), ("none", .null),
            ("true", true), ("int", 7), ("negative_zero_int", 0), ("int_2_64", .digits("18446744073709551616")),
            ("int_10_30", .digits("1000000000000000000000000000000")), ("float", 0.1), ("float_integral", 1.0),
            ("float_negative_zero", .double(-0.0)), ("float_1e16", 1e16), ("float_1e15", 1e15),
            ("float_123456789012345680", 123456789012345680.0), ("float_1e22", 1e22), ("float_1e_5", 1e-5),
            ("float_1e_4", 1e-4), ("float_5e_324", .double(.leastNonzeroMagnitude)),
            ("float_max", .double(.greatestFiniteMagnitude)), ("nan", .double(.nan)), ("inf", .double(.infinity)),
            ("minus_inf", .double(-.infinity)), ("tuple", .array([1, "a"])),
            ("nested", ["b": .array([1, ["a": nil]]), "a": .object(LogObject())]), ("empty_list", .array([])),
        ]
        let bench = MonitorBench()
        for (name, value) in values {
            bench.hub.monitor("m") { $0.log(value, name: "v", dataType: .numerical) }
            let row = try #require(bench.monitor()?.rendered.last)
            let end = try #require(row.firstMatch(of: /, "timestamp": "2026/)).range.lowerBound
            #expect(String(row[..<end].dropFirst(5)) == texts[name] as? String, "\(name)")
        }
    }
}
