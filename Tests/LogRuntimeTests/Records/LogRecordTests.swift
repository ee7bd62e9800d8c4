import LogRuntime
import TestSupport
import Testing

@Suite struct LogRecordTests {
    @Test func `a record knows where and when it was made`() throws {
        let tree = LoggerTree(
            environment: LogEnvironment(
                clock: ManualClock(WallTime(seconds: 100, nanoseconds: 5_000_000)),
                process: ProcessIdentity(
                    identifier: 42,
                    name: "Main",
                    thread: ProcessIdentity.Thread(identifier: 9, name: "Worker"),
                    start: WallTime(seconds: 99)
                )
            )
        )
        let handler = RecordingHandler()
        tree.root.handlers = [handler]
        tree.logger("a.b").warning("x")
        let record = try #require(handler.records.first)
        record.withRecord { record in
            #expect(record.name == "a.b")
            #expect(record.level == .warning)
            #expect(record.levelName == "WARNING")
            #expect(record.time == WallTime(seconds: 100, nanoseconds: 5_000_000))
            #expect(record.relativeMilliseconds == 1005)
            #expect(record.path == "LogRuntimeTests/LogRecordTests.swift")
            #expect(record.function == "a record knows where and when it was made()")
            #expect(record.line == 20)
            #expect(record.processIdentifier == 42)
            #expect(record.processName == "Main")
            #expect(record.threadIdentifier == 9)
            #expect(record.threadName == "Worker")
        }
    }

    @Test func `attributes of the caller cannot take the place of the record's own`() {
        let tree = LoggerTree()
        let handler = RecordingHandler()
        tree.root.handlers = [handler]
        tree.root.warning("x", extra: ["name": 1, "name_": 2, "user": "zoë", "asctime": nil])
        #expect(handler.records.map(\.extra) == [["name__": 1, "name_": 2, "user": "zoë", "asctime_": nil]])
    }

    @Test func `an error shows with its type below the message`() {
        struct Broken: Error {}
        let tree = LoggerTree()
        let handler = RecordingHandler()
        tree.root.handlers = [handler]
        tree.root.error("it failed", error: Broken())
        #expect(handler.lines == ["it failed\nBroken()"])
    }

    @Test func `a structured message stays structured`() {
        let tree = LoggerTree()
        let handler = RecordingHandler()
        tree.root.handlers = [handler]
        tree.root.log(.warning, object: ["a": 1, "b": ["c": true]])
        #expect(handler.records.map(\.object) == [["a": 1, "b": ["c": true]]])
    }
}
