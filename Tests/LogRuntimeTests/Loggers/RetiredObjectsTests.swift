import Foundation
import TestSupport
import Testing

@testable import LogRuntime

@Suite("Handlers that are detached live until no record can reach them", .serialized)
struct RetiredObjectsTests {
    /// Stands in a record until it is told to go on.
    private final class Standing: Handler, @unchecked Sendable /* semaphores */ {
        let arrived = DispatchSemaphore(value: 0)
        let goesOn = DispatchSemaphore(value: 0)

        override func emit(_ record: inout LogRecord) throws {
            arrived.signal()
            goesOn.wait()
        }
    }

    /// Takes another handler off its logger and looks whether it lives.
    private final class Detaching: Handler, @unchecked Sendable /* one thread */ {
        let logger: Logger
        weak var other: Handler?
        var otherLived: Bool?

        init(_ logger: Logger, _ other: Handler) {
            self.logger = logger
            self.other = other
            super.init()
        }

        override func emit(_ record: inout LogRecord) throws {
            guard let attached = other else { return }
            logger.removeHandler(attached)
        }

        func look() {
            RetiredObjects.release(limit: 1)
            otherLived = other != nil
        }
    }

    private let tree = LoggerTree()

    private func isFreed(_ isGone: () -> Bool) -> Bool {
        for _ in 0..<10_000 {
            if isGone() { return true }
            RetiredObjects.release(limit: 1)
            usleep(1000)
        }
        return isGone()
    }

    @Test func `a handler in which a record stands is not freed, and afterwards it is`() throws {
        weak var watched: Standing?
        let (arrived, goesOn) = {
            let handler = Standing()
            watched = handler
            tree.root.addHandler(handler)
            return (handler.arrived, handler.goesOn)
        }()
        let logger = tree.root
        let ended = DispatchSemaphore(value: 0)
        Thread {
            logger.warning("a record")
            ended.signal()
        }.start()
        arrived.wait()
        if let handler = watched { logger.removeHandler(handler) }
        RetiredObjects.release(limit: 0.01)
        #expect(watched != nil)
        goesOn.signal()
        ended.wait()
        #expect(isFreed { watched == nil })
    }

    @Test func `a record that goes on to a handler which was detached meanwhile finds it there`() {
        weak var watched: RecordingHandler?
        let logger = tree.root
        let detaching = {
            let second = RecordingHandler()
            watched = second
            let first = Detaching(logger, second)
            logger.addHandler(first)
            logger.addHandler(Looking(first))
            logger.addHandler(second)
            return first
        }()
        logger.warning("a record")
        #expect(detaching.otherLived == true)
        #expect(isFreed { watched == nil })
    }

    /// Has a look between two handlers.
    private final class Looking: Handler, @unchecked Sendable /* constant */ {
        let detaching: Detaching

        init(_ detaching: Detaching) {
            self.detaching = detaching
            super.init()
        }

        override func emit(_ record: inout LogRecord) throws { detaching.look() }
    }

    @Test func `threads that log without a pause do not keep what is retired`() {
        let logger = tree.logger("busy")
        logger.addHandler(NullHandler())
        let isOver = Lock(false)
        let group = DispatchGroup()
        for _ in 0..<2 {
            group.enter()
            Thread {
                while !isOver.withLock({ $0 }) { for _ in 0..<100 { logger.warning("a record") } }
                group.leave()
            }.start()
        }
        for _ in 0..<50 {
            weak var watched: NullHandler?
            do {
                let handler = NullHandler()
                watched = handler
                logger.addHandler(handler)
                logger.removeHandler(handler)
            }
            #expect(isFreed { watched == nil })
        }
        isOver.withLock { $0 = true }
        group.wait()
    }

    @Test func `a text that is named again is kept once`() {
        let first = RawText(interned: "a terminator of this test")
        let second = RawText(interned: "a terminator of this test")
        #expect(first.start == second.start)
        #expect(first.string == "a terminator of this test")
    }

    @Test func `a property keeps former values for as long as its owner lives`() {
        weak var first: NullHandler?
        weak var second: NullHandler?
        do {
            let property = PublishedProperty<NullHandler>(nil)
            do {
                let one = NullHandler()
                let two = NullHandler()
                (first, second) = (one, two)
                for _ in 0..<3 {
                    property.store(one)
                    property.store(two)
                }
            }
            #expect(first != nil && second != nil)
            #expect(property.value === second)
        }
        #expect(first == nil && second == nil)
    }
}
