import LogRuntime
import TestSupport
import Testing

@Suite struct NameFilterTests {
    @Test(arguments: [
        ("A.B", "A.B", true), ("A.B", "A.B.C", true), ("A.B", "A.BB", false), ("A.B", "A", false),
        ("A.B", "B.A.B", false),
        ("", "anything", true), ("A", "root", false),
    ])
    func `a name passes itself and its descendants`(filter: String, logger: String, passes: Bool) {
        let tree = LoggerTree()
        let handler = RecordingHandler()
        handler.filters = [NameFilter(name: filter)]
        tree.root.handlers = [handler]
        tree.logger(logger).warning("x")
        #expect(handler.lines == (passes ? ["x"] : []))
    }

    @Test func `what a filter adds is seen by the handlers after it`() {
        final class Adds: Filter {
            func filter(_ record: inout LogRecord) -> Bool {
                record.extra["request"] = "42"
                return true
            }
        }
        let tree = LoggerTree()
        let (first, second) = (RecordingHandler(), RecordingHandler())
        first.filters = [Adds()]
        tree.root.handlers = [first, second]
        tree.root.warning("x")
        #expect(second.records.map(\.extra) == [["request": "42"]])
    }
}
