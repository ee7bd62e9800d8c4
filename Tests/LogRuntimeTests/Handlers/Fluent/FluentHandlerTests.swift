import Foundation
import LogRuntime
import TestSupport
import Testing

/// Real sockets, with a receiver that reads MessagePack with Python's library for it.
@Suite(.enabled(if: ForwardReceiver.python.oracle != nil, "needs a python3 with msgpack"))
struct FluentHandlerTests {
    let directory: TemporaryDirectory
    let failures = FailureCollection()
    let clock = ManualClock(WallTime(seconds: 1_795_385_687, nanoseconds: 641_727_001))

    init() throws {
        directory = try TemporaryDirectory()
    }

    private var path: String { directory.file("fluent.sock") }

    private func handler(_ change: (inout FluentOptions) -> Void = { _ in }) -> FluentHandler {
        var options = FluentOptions()
        options.address = .unix(path: path)
        // Only a test that means to waits so long.
        options.drainLimit = 60
        change(&options)
        return FluentHandler(name: "fluent", tag: "app.access", options: options)
    }

    private func logger(_ handler: Handler) -> Logger {
        let tree = LoggerTree(environment: LogEnvironment(clock: clock, timeZone: .utc))
        tree.root.level = .notSet
        failures.watch(tree)
        handler.status = tree.status
        tree.root.handlers = [handler]
        return tree.logger("shop")
    }

    @Test func `a receiver gets records as maps, over TCP`() throws {
        let receiver = try ForwardReceiver(events: 4)
        let handler = handler { options in
            options.address = .internet(host: "127.0.0.1", port: receiver.port)
        }
        let logger = logger(handler)
        logger.info("paid 12 €", extra: ["user": "Zoë", "tags": [1, nil, 2.5]])
        logger.log(.info, object: ["a": -1, "b": ["c": true]])
        handler.formatter = try JSONFormatter(JSONFormatter.Options())
        logger.warning("as JSON")
        handler.formatter = try TextFormatter(format: "%(levelname)s %(message)s")
        logger.error("as text")
        handler.close()
        let time = "[\"app.access\", 1795385687,"
        #expect(
            receiver.lines() == [
                "\(time) {\"message\": \"paid 12 €\", \"user\": \"Zoë\", \"tags\": [1, null, 2.5]}]",
                "\(time) {\"a\": -1, \"b\": {\"c\": true}}]", "\(time) {\"message\": \"as JSON\"}]",
                "\(time) {\"message\": \"ERROR as text\"}]",
            ]
        )
        #expect(failures.all == [])
        #expect(handler.statistics.records == 4)
    }

    @Test func `times have nanoseconds where that is wanted`() throws {
        let receiver = try ForwardReceiver(path: path, events: 1)
        let handler = handler { $0.hasNanoseconds = true }
        logger(handler).info("now")
        handler.close()
        #expect(receiver.lines() == ["[\"app.access\", [1795385687, 641727001], {\"message\": \"now\"}]"])
    }

    @Test(arguments: [false, true])
    func `records that are logged before there is a receiver wait for it`(acknowledges: Bool) throws {
        let handler = handler { $0.awaitsAcknowledgement = acknowledges }
        let logger = logger(handler)
        for number in 0..<100 { logger.info("\(number)") }
        let receiver = try ForwardReceiver(path: path, events: 101)
        logger.info("100")
        try handler.flush()
        #expect(handler.pendingRecords == 0)
        handler.close()
        #expect(messages(receiver) == (0...100).map(String.init))
        #expect(handler.statistics.records == 101)
    }

    @Test func `a receiver that is started anew gets what comes then`() throws {
        let handler = handler()
        let logger = logger(handler)
        let first = try ForwardReceiver(path: path, events: 1)
        logger.info("to the first")
        #expect(messages(first) == ["to the first"])
        let second = try ForwardReceiver(path: path, events: 2)
        logger.info("to the second")
        logger.info("and this")
        handler.close()
        #expect(messages(second) == ["to the second", "and this"])
        #expect(failures.all == [])
    }

    @Test func `what is not acknowledged is sent again, and nothing twice that was`() throws {
        // The first connection takes a batch and is ended without a word; the second confirms one and is ended.
        let receiver = try ForwardReceiver(
            path: path,
            events: 300,
            steps: [.init(messages: 1, acknowledges: false), .init(messages: 1)]
        )
        let handler = handler { $0.awaitsAcknowledgement = true }
        let logger = logger(handler)
        for number in 0..<300 { logger.info("\(number)") }
        try handler.flush()
        handler.close()
        #expect(messages(receiver) == (0..<300).map(String.init))
        // The new connection that was ended at once; not the one that had been of use.
        #expect(failures.all.count == 1)
        #expect(handler.statistics.records == 300)
    }

    @Test func `a receiver that never acknowledges delays closing no longer than is allowed`() throws {
        let receiver = try ForwardReceiver(path: path, events: 1, steps: [.init(messages: 1000, acknowledges: false)])
        let handler = handler { options in
            options.awaitsAcknowledgement = true
            options.drainLimit = 0.2
        }
        logger(handler).info("lost")
        let error = #expect(throws: SinkError.self) { try handler.flush() }
        #expect(error?.description == "cannot flush '\(path)': not all was sent in 0.2 s")
        handler.close()
        receiver.kill()
        #expect(failures.all == ["fluent: cannot send '\(path)': closed before all was sent"])
        #expect(handler.statistics.records == 0)
        #expect(handler.statistics.drops == ["closed before all was sent": 1])
    }

    @Test func `a slow receiver gets every record once`() throws {
        let receiver = try ForwardReceiver(path: path, events: 2000, steps: [.init(messages: 1 << 30, delay: 0.5)])
        let handler = handler { $0.bufferLimit = 1 << 22 }
        let logger = logger(handler)
        let padding = String(repeating: "x", count: 1000)
        for number in 0..<2000 { logger.info("\(number)", extra: ["padding": .string(padding)]) }
        handler.close()
        #expect(messages(receiver) == (0..<2000).map(String.init))
        #expect(handler.statistics.received == 2000)
        #expect(handler.statistics.records == 2000)
    }

    @Test(arguments: FluentOptions.Policy.allCases)
    func `a full buffer drops what the policy says, and counts it`(policy: FluentOptions.Policy) throws {
        let handler = handler { options in
            options.policy = policy
            options.bufferLimit = 4000
            options.timeout = 0.01
        }
        let logger = logger(handler)
        // Not started yet: the thread fails to connect with the records that it has in hand.
        logger.info("0")
        while failures.all.isEmpty { usleep(1000) }
        for number in 1...200 { logger.info("\(number)") }
        let receiver = try ForwardReceiver(path: path, events: 1 << 30)
        handler.close()
        let statistics = handler.statistics
        let sent = (0..<statistics.records).compactMap { _ in receiver.nextLine().flatMap(message).flatMap { Int($0) } }
        receiver.kill()
        #expect(receiver.lines() == [])
        #expect(statistics.records == sent.count)
        #expect(statistics.received == 201)
        #expect(statistics.dropped == 201 - sent.count)
        // What the thread has in hand is kept whatever the policy.
        #expect(sent.first == 0)
        #expect(sent.last == (policy == .dropOldest ? 200 : sent.count - 1))
        #expect(sent == sent.sorted())
    }

    @Test func `a record after closing is lost and counted`() throws {
        let handler = handler()
        let logger = logger(handler)
        handler.close()
        handler.close()
        logger.info("late")
        #expect(failures.all == ["fluent: cannot send '\(path)': the handler is closed"])
        #expect(handler.statistics.dropped == 1)
    }

    @Test func `threads log at once and no record is torn`() throws {
        let receiver = try ForwardReceiver(path: path, events: 4000)
        let handler = handler { $0.awaitsAcknowledgement = true }
        let logger = logger(handler)
        let threads = (0..<4).map { thread in
            Thread { for number in 0..<1000 { logger.info("\(thread) \(number)") } }
        }
        for thread in threads { thread.start() }
        while threads.contains(where: { !$0.isFinished }) { usleep(1000) }
        handler.close()
        let messages = messages(receiver)
        #expect(messages.count == 4000)
        for thread in 0..<4 {
            #expect(messages.filter { $0.hasPrefix("\(thread) ") } == (0..<1000).map { "\(thread) \($0)" })
        }
    }

    /// The messages of the events that a receiver has got.
    private func messages(_ receiver: ForwardReceiver) -> [String] {
        receiver.lines().map { message($0) ?? $0 }
    }

    /// The message of an event.
    private func message(_ line: String) -> String? {
        let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
        return (event?.last as? [String: Any])?["message"] as? String
    }
}
