import LogRuntime
import TestSupport
import Testing

@Suite struct LevelFilterTests {
    private func lines(_ filter: any Filter, _ extra: LogObject? = nil) -> [String] {
        let tree = LoggerTree()
        tree.root.level = .debug
        let handler = RecordingHandler()
        handler.filters = [filter]
        tree.root.handlers = [handler]
        tree.root.debug("debug", extra: extra)
        tree.root.info("info", extra: extra)
        tree.root.warning("warning", extra: extra)
        tree.root.error("error", extra: extra)
        return handler.lines
    }

    @Test func `a range includes its ends`() {
        #expect(lines(LevelRangeFilter(minimum: .info, maximum: .warning)) == ["info", "warning"])
        #expect(lines(LevelRangeFilter(minimum: .error)) == ["error"])
        #expect(lines(LevelRangeFilter(maximum: .debug)) == ["debug"])
    }

    @Test(
        arguments: [
            (nil, ["warning", "error"]), (["debug": true], ["debug", "info", "warning", "error"]),
            (["debug": false], ["warning", "error"]), (["debug": "true"], ["debug", "info", "warning", "error"]),
            (["debug": "info"], ["info", "warning", "error"]), (["debug": 20], ["info", "warning", "error"]),
            (["debug": "nonsense"], ["warning", "error"]), (["other": true], ["warning", "error"]),
        ] as [(LogObject?, [String])]
    )
    func `a record's field lowers the level that counts for it`(extra: LogObject?, expected: [String]) {
        #expect(lines(DynamicLevelFilter(level: .warning), extra) == expected)
    }

    @Test func `listed values of a field let everything pass`() {
        let filter = DynamicLevelFilter(level: .error, field: "user", values: [7, "zoë"])
        #expect(lines(filter, ["user": 7]).count == 4)
        #expect(lines(filter, ["user": "zoë"]).count == 4)
        #expect(lines(filter, ["user": 8]) == ["error"])
    }
}
