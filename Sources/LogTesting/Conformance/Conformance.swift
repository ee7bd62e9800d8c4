internal import LogRuntime

/// Puts handlers, formatters and filters of one's own through what they will meet in a program.
///
/// Each function answers with what is wrong, in sentences; an empty list is what one wants:
///
/// ```swift
/// #expect(Conformance.problems(of: ShoutingFormatter()) == [])
/// ```
public enum Conformance {
    /// A record to try, and what to call it.
    struct Sample {
        var name: String
        var record: StoredRecord
    }

    /// Records of all shapes, made by a logger of their own.
    static func samples() -> [Sample] {
        let collector = Collector()
        let tree = LoggerTree(environment: LogEnvironment(clock: ManualClock(LoggingRehearsal.firstMoment)))
        tree.root.level = .notSet
        tree.root.handlers = [collector]
        let log = tree.logger("a.logger")
        log.info("a plain message")
        log.info("")
        log.info("two\nlines, \"quotes\", a \\ and a tab\t")
        log.info("Zażółć gęślą jaźń 🎈 \u{1}\u{7F}\u{2028}")
        log.info(String(repeating: "a long message ", count: 10_000))
        log.log(.info, object: ["structured": ["nested": [1, 2.5, nil, true]], "text": "…"])
        log.info("extra", extra: ["number": 1, "big": .digits("123456789012345678901234567890"), "list": ["a"]])
        log.info("extra", extra: ["": "an empty name", "a name with \" and \n": .double(.nan)])
        log.error("an error", error: SampleError())
        log.log(Level(rawValue: 37), "a level without a name")
        log.log(.trace, "fine")
        tree.root.critical("from the root")
        tree.logger("ein.Name.mit Ümläut").warning("strange name")
        let names = [
            "plain", "empty", "control", "unicode", "long", "structured", "extra", "strange extra", "error",
            "unnamed level", "trace", "root", "strange name",
        ]
        return zip(names, collector.records).map(Sample.init)
    }

    private struct SampleError: Error, CustomStringConvertible {
        var description: String { "it is broken\nin two lines" }
    }

    /// Keeps records as they are.
    private final class Collector: Handler, @unchecked Sendable /* the records are guarded by the lock */ {
        private let stored = Lock<[StoredRecord]>([])

        var records: [StoredRecord] { stored.withLock { $0 } }

        override func emit(_ record: inout LogRecord) {
            let copy = StoredRecord(record)
            stored.withLock { $0.append(copy) }
        }
    }
}
