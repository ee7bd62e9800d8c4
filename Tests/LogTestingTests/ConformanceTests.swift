import LogConfig
import LogTesting
import Synchronization
import TestSupport
import Testing

@Suite("Conformance")
struct ConformanceTests {
    @Test func `the library's own formatters, filters and handlers conform`() throws {
        #expect(Conformance.problems(of: try TextFormatter(format: "%(asctime)s %(name)-20s %(message)s")) == [])
        #expect(Conformance.problems(of: try JSONFormatter()) == [])
        #expect(Conformance.problems(of: NameFilter(name: "a")) == [])
        let rules: [RedactionRule] = [.keys(["n*"], .hash), try .pattern("[a-z]{5,}", .mask)]
        #expect(Conformance.problems(of: RedactionFilter(rules: rules, secret: "s")) == [])
        let memory = InMemoryHandler()
        #expect(try Conformance.problems(ofHandler: { memory }, delivered: { _ in memory.records.count }) == [])
    }

    private final class Bad: Formatter {
        private let calls = Atomic<Int>(0)
        func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
            let call = calls.add(1, ordering: .relaxed).newValue
            if record.level == .critical { buffer.removeAll() }
            if record.level == .warning { throw FormattingError("ValueError", "no warnings") }
            if record.level == .error { buffer.append(decimal: Int64(call)) }
            if record.level == .trace { buffer.append([0xFF]) }
            buffer.append(record.name + (record.level == Level(rawValue: 37) ? "\n" : ""))
        }
    }

    @Test func `a formatter that does not conform is told why`() {
        #expect(
            Conformance.problems(of: Bad()) == [
                "record 'error': the text is not the same each time",
                "record 'unnamed level': the text ends with a line end, which handlers add",
                "record 'trace': the text is not UTF-8", "record 'root': what was in the buffer is gone",
                "record 'strange name': refused: no warnings",
            ]
        )
    }

    /// Forgets every record without a text.
    private final class Forgetful: Handler, @unchecked Sendable /* the count is atomic */ {
        let count = Atomic<Int>(0)
        override func emit(_ record: inout LogRecord) throws {
            if try !record.message().isEmpty { count.add(1, ordering: .relaxed) }
        }
    }

    @Test func `a handler that does not conform is told why`() throws {
        let handler = Forgetful()
        #expect(
            try Conformance.problems(ofHandler: { handler }, delivered: { _ in handler.count.load(ordering: .relaxed) })
                == ["record 'empty': 2 records were logged, 1 delivered"]
        )
    }
}
