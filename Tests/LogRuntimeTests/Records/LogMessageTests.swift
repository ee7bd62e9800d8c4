import LogRuntime
import TestSupport
import Testing

@Suite struct LogMessageTests {
    let tree = LoggerTree()
    let handler = RecordingHandler()
    let log: Logger

    init() {
        tree.root.handlers = [handler]
        tree.root.level = .debug
        log = tree.root
    }

    @Test func `literals and interpolations arrive as written`() {
        let name = "Zoë"
        log.info("")
        log.info("plain")
        log.info("user \(name) did \(3) of \(Int8(-4)) in \(2.5) s: \(true), \(UInt64.max), \(Optional(1) as Any)")
        log.info("\(name.dropFirst())|\([1, 2])")
        #expect(
            handler.lines == [
                "", "plain", "user Zoë did 3 of -4 in 2.5 s: true, 18446744073709551615, Optional(1)", "oë|[1, 2]",
            ]
        )
    }

    @Test func `a string in a variable is a message, too`() {
        let text = "ready " + "made"
        log.info(text)
        #expect(handler.lines == ["ready made"])
    }

    @Test func `a message kept in a variable keeps its text`() {
        let number = 7
        let message: LogMessage = "kept \(number)"
        log.info("first \(1)")
        log.info(message)
        log.info(message)
        #expect(handler.lines == ["first 1", "kept 7", "kept 7"])
    }

    @Test func `a message made inside of another does not disturb it`() {
        func inner() -> String {
            let message: LogMessage = "inner \(1)"
            log.debug(message)
            return "done"
        }
        log.info("outer \(inner()) \(2)")
        #expect(handler.lines == ["inner 1", "outer done 2"])
    }

    @Test func `a description that logs is a record of its own`() {
        let log = log
        struct Chatty: CustomStringConvertible {
            let log: Logger
            var description: String {
                log.debug("from the description \(5)")
                return "chatty"
            }
        }
        log.info("a \(Chatty(log: log)) value \(6)")
        #expect(handler.lines == ["from the description 5", "a chatty value 6"])
    }

    @Test func `logging that calls itself without end is broken off and reported`() {
        final class Echo: Handler, @unchecked Sendable /* constant */ {
            let log: Logger
            init(log: Logger) { self.log = log }
            override func emit(_ record: inout LogRecord) { log.error("again") }
        }
        let reports = Lock<[LogFailure]>([])
        tree.status.setHook { failure in reports.withLock { $0.append(failure) } }
        log.handlers = [handler, Echo(log: log)]
        log.error("start")
        #expect(handler.lines.first == "start")
        #expect(handler.lines.count == 8)
        #expect(reports.withLock { $0.map(\.message) } == ["a record was dropped: logging called itself 8 levels deep"])
    }

    @Test func `a handler can make a message before it logs it`() {
        final class Commenting: Handler, @unchecked Sendable /* constant */ {
            let log: Logger
            init(log: Logger) { self.log = log }
            override func emit(_ record: inout LogRecord) {
                let text = "about " + "it"
                let messages: [LogMessage] = ["saw \(record.level.rawValue)", LogMessage(text), "plain"]
                for message in messages { log.debug(message) }
            }
        }
        log.handlers = [handler]
        let other = tree.logger("other")
        other.handlers = [Commenting(log: log)]
        other.propagates = false
        other.error("start \(1)")
        #expect(handler.lines == ["saw 40", "about it", "plain"])
    }

    @Test func `numbers of every length arrive`() {
        let numbers: [UInt64] = [
            0, 9, 10, 99, 100, 999, 1000, 12_345, 999_999_999_999, .max, 10_000_000_000_000_000_000,
        ]
        for number in numbers {
            log.info("\(number)|\(-1 * Int64(truncatingIfNeeded: number >> 1))")
        }
        log.info("\(Int64.min)")
        let lines = numbers.map { number in "\(number)|\(-1 * Int64(truncatingIfNeeded: number >> 1))" }
        #expect(handler.lines == lines + ["-9223372036854775808"])
    }

    @Test func `pieces of every length arrive`() {
        let texts = (0...70).map { count in String(String(repeating: "abcdefghij", count: 7).prefix(count)) }
        for text in texts { log.info("<\(text)>") }
        #expect(handler.lines == texts.map { "<\($0)>" })
    }

    @Test func `the message of a disabled level is not built`() {
        func forbidden() -> String {
            Issue.record("built")
            return ""
        }
        log.level = .warning
        log.info("never \(forbidden())")
        #expect(handler.lines == [])
    }

    @Test func `long messages arrive whole`() {
        let text = String(repeating: "0123456789", count: 100_000)
        log.info("\(text)")
        log.info("short \(1)")
        #expect(handler.lines == [text, "short 1"])
    }
}
