import Testing

@testable import LogRuntime

@Suite("A handler that collects")
struct BufferingHandlerTests {
    /// Remembers how many records each flush had.
    private final class CountingHandler: BufferingHandler, @unchecked Sendable /* the counts are guarded by the lock */
    {
        private let counts = Lock<[Int]>([])

        var flushed: [Int] { counts.withLock { $0 } }

        override func flush() {
            let count = takeRecords().count
            counts.withLock { $0.append(count) }
        }
    }

    @Test func `records are flushed when there are as many as the capacity, and at the end`() {
        let tree = LoggerTree()
        let handler = CountingHandler(capacity: 3)
        tree.root.addHandler(handler)
        let logger = tree.logger("shop")
        for number in 1...7 { logger.error("\(number)") }
        #expect(handler.flushed == [3, 3])
        #expect(handler.records.count == 1)
        handler.close()
        #expect(handler.flushed == [3, 3, 1])
    }

    @Test func `by itself it forgets them`() {
        let tree = LoggerTree()
        let handler = BufferingHandler(capacity: 2)
        tree.root.addHandler(handler)
        tree.root.error("one")
        #expect(handler.records.count == 1)
        tree.root.error("two")
        #expect(handler.records.isEmpty)
    }
}
