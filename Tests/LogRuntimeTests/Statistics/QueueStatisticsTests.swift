import Foundation
import LogRuntime
import TestSupport
import Testing

/// What handlers count whose records are delivered later, by somebody else.
@Suite struct QueueStatisticsTests {
    let directory: TemporaryDirectory
    let tree = LoggerTree()

    init() throws {
        directory = try TemporaryDirectory()
        tree.root.level = .notSet
        tree.status.setHook { _ in }
    }

    private func attach(_ handler: Handler, behind: Handler...) {
        for handler in behind + [handler] { handler.status = tree.status }
        tree.root.handlers = [handler]
    }

    /// A sink that keeps writers waiting until it is opened, and refuses lines when told to.
    private final class Gate: Sink {
        private let isOpen = WaitingLock(false)
        private let refusals = Lock(0)
        private let taken = Lock(0)

        /// How many lines it has taken.
        var lineCount: Int { taken.withLock { $0 } }
        /// Lets writers through.
        func open() {
            isOpen.withLock { $0 = true }
            isOpen.wakeAll()
        }
        /// Refuses the next writes.
        func refuse(_ count: Int) { refusals.withLock { $0 = count } }

        func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
            isOpen.wait { $0 }
            let isRefused = refusals.withLock { refusals -> Bool in
                guard refusals > 0 else { return false }
                refusals -= 1
                return true
            }
            if isRefused { throw SinkError("write", "the gate", problem: "closed") }
            let lines = bytes.count { $0 == UInt8(ascii: "\n") }
            taken.withLock { $0 += lines }
        }
        func flush() throws(SinkError) {}
        func close() {}
    }

    @Test(arguments: ["file", "rotating", "watched", "timed"])
    func `lines that cross a queue are counted in front of it and behind it`(_ kind: String) throws {
        let path = directory.file("app.log")
        let target: SinkHandler =
            switch kind {
            case "rotating": try RotatingFileHandler(filename: path, maximumSize: 200, backupCount: 100)
            case "watched": try WatchedFileHandler(filename: path)
            case "timed": try TimedRotatingFileHandler(filename: path)
            default: try FileHandler(filename: path)
            }
        target.filters = [WordFilter("secret")]
        target.level = .info
        let queue = try AsyncHandler(handlers: [target])
        attach(queue, behind: target)
        for number in 0..<70 { tree.root.info(number % 7 == 0 ? "secret" : "record") }
        tree.root.debug("below the level behind the queue")
        try queue.flush()
        var inFront = HandlerStatistics(name: "AsyncHandler")
        inFront.records = 71
        #expect(queue.statistics == inFront)
        #expect(target.statistics.records == 60)
        #expect(target.statistics.bytes == 60 * 7)
        #expect(target.statistics.filtered == 10)
        #expect(tree.statistics.handlers.map(\.received) == [71, 70])
        queue.close()
        tree.root.info("late")
        #expect(queue.statistics.records == 72)
        #expect(target.statistics.records == 61)
    }

    @Test(arguments: [BackPressure.dropNewest, .dropOldest])
    func `what a full queue drops is counted, and what it keeps is pending`(_ policy: BackPressure) throws {
        let gate = Gate()
        let target = SinkHandler(sink: gate)
        let queue = try AsyncHandler(
            handlers: [target],
            options: AsyncOptions(capacity: 1 << 16, policy: policy, reportInterval: 0)
        )
        attach(queue, behind: target)
        let text = String(repeating: "x", count: 100)
        for _ in 0..<5000 { tree.root.info("\(text)") }
        let before = queue.statistics
        #expect(before.received == 5000)
        #expect(before.pending > 100)
        #expect(before.dropped > 1000)
        gate.open()
        queue.close()
        let after = queue.statistics
        #expect(after.received == 5000)
        #expect(after.pending == 0)
        #expect(after.drops == ["queue full": queue.droppedCount])
        #expect(target.statistics.records == after.records)
        #expect(gate.lineCount == after.records)
    }

    @Test func `lines that the sink behind a queue refuses are dropped there`() throws {
        let gate = Gate()
        gate.open()
        let target = SinkHandler(sink: gate)
        let queue = try AsyncHandler(handlers: [target])
        attach(queue, behind: target)
        gate.refuse(2)
        for number in 0..<10 { tree.root.info("\(number)") }
        queue.close()
        #expect(queue.statistics.records == 10)
        #expect(target.statistics.received == 10)
        #expect(target.statistics.drops == ["write": 2])
        #expect(target.statistics.bytes == 16)
    }

    @Test func `records that cross a queue whole are counted by each handler behind it`() throws {
        let first = SinkHandler(sink: Gate())
        let second = SinkHandler(sink: Gate())
        (first.sink as? Gate)?.open()
        (second.sink as? Gate)?.open()
        second.level = .error
        let queue = try AsyncHandler(handlers: [first, second])
        attach(queue, behind: first, second)
        for number in 0..<10 { tree.root.log(number < 3 ? .error : .info, "one") }
        queue.close()
        #expect(tree.statistics.handlers.map(\.records) == [10, 10, 3])
        #expect(tree.statistics.handlers.map(\.pending) == [0, 0, 0])
    }

    @Test func `what a closed queue cannot write is counted`() throws {
        let target = try FileHandler(filename: directory.file("absent/app.log"), delay: true)
        let queue = try AsyncHandler(handlers: [target], options: AsyncOptions(drainLimit: 0.05))
        attach(queue, behind: target)
        for number in 0..<10 { tree.root.info("\(number)") }
        queue.close()
        #expect(queue.statistics.drops == ["closed": 10])
        #expect(queue.statistics.records == 0)
        #expect(queue.statistics.pending == 0)
    }

    @Test func `what a closed queue leaves in its journal is counted`() throws {
        let target = try FileHandler(filename: directory.file("absent/app.log"), delay: true)
        let options = AsyncOptions(drainLimit: 0.05, journal: directory.file("app.journal"))
        let queue = try AsyncHandler(handlers: [target], options: options)
        attach(queue, behind: target)
        for number in 0..<10 { tree.root.info("\(number)") }
        queue.close()
        #expect(queue.statistics.drops == ["left in the journal": 10])
        #expect(queue.statistics.records == 0)
    }

    @Test func `messages that wait for a syslog server are pending, and counted when they have to go`() throws {
        let network = RecordingNetwork()
        network.refuseConnections(1000)
        var settings = SysLogProtocol()
        settings.spoolLimit = 30
        let handler = try SysLogHandler(
            name: "syslog",
            address: .internet(host: "log.example", port: 514),
            facility: .user,
            transport: .stream,
            identifier: "",
            appendsNUL: nil,
            settings: settings,
            network: network,
            compatibility: .standard
        )
        attach(handler)
        for number in 0..<10 { tree.root.info("record \(number)") }
        #expect(handler.statistics.pending == 2)
        #expect(handler.statistics.dropped == 8)
        #expect(handler.statistics.received == 10)
        network.refuseConnections(0)
        handler.close()
        #expect(handler.statistics.pending == 0)
        #expect(handler.statistics.records == 2)
        #expect(network.messages.count == 2)
    }

    @Test func `records that are collected are pending until they are flushed`() {
        let handler = BufferingHandler(capacity: 5)
        attach(handler)
        for number in 0..<7 { tree.root.info("\(number)") }
        #expect(handler.statistics.pending == 2)
        #expect(handler.statistics.records == 5)
    }

    @Test func `the figures are logged as one record`() throws {
        let handler = try FileHandler(filename: directory.file("app.log"), formatter: try JSONFormatter())
        handler.name = "file"
        attach(handler)
        tree.root.info("one")
        tree.root.info("two")
        let options = StatisticsReporter.Options(logger: "app.figures", level: .info)
        let reporter = StatisticsReporter(of: tree, options: options)
        reporter.report()
        let last = try #require(directory.text("app.log")?.split(separator: "\n").last)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
        #expect(object["message"] as? String == "2 records delivered, 0 dropped")
        let file = try #require((object["handlers"] as? [String: [String: Any]])?["file"])
        #expect(file["records"] as? Int == 2)
        #expect(object["lost_in_recursion"] as? Int == 0)
    }

    @Test func `the figures are logged after each interval`() throws {
        let gate = Gate()
        gate.open()
        attach(SinkHandler(sink: gate))
        let reporter = StatisticsReporter(of: tree, options: StatisticsReporter.Options(interval: 0.01))
        reporter.start()
        let deadline = Date(timeIntervalSinceNow: 20)
        while gate.lineCount < 3, Date() < deadline { usleep(1000) }
        #expect(reporter.stop())
        #expect(!reporter.stop())
        #expect(gate.lineCount >= 3)
    }
}
