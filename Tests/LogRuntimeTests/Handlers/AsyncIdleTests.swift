import Foundation
import Synchronization
import TestSupport
import Testing

@testable import LogRuntime

/// What the thread of an asynchronous handler does while nobody logs.
struct AsyncIdleTests {
    @Test(arguments: [false, true])
    func `an idle thread sleeps until it is woken, and is woken by a record`(hasJournal: Bool) throws {
        let directory = try TemporaryDirectory()
        let tree = LoggerTree()
        tree.root.level = .notSet
        let target = try FileHandler(filename: directory.file("app.log"))
        let journal = hasJournal ? directory.file("app.journal") : nil
        let handler = try AsyncHandler(handlers: [target], options: AsyncOptions(journal: journal))
        tree.root.handlers = [handler]
        for number in 0..<3 {
            tree.root.info("\(number)")
            // Nobody flushes: the thread alone writes the line, and then rests without looking again.
            let rests = comesTrue { directory.text("app.log") == text(upTo: number) && isAsleep(handler) }
            #expect(rests, "record \(number)")
        }
        handler.close()
        #expect(directory.text("app.log") == text(upTo: 2))
    }

    private func isAsleep(_ handler: AsyncHandler) -> Bool {
        handler.slot.load()?._withUnsafeGuaranteedRef { $0.rest.load(ordering: .acquiring) } == AsyncQueue.Rest.sleeping
    }

    private func text(upTo number: Int) -> String { (0...number).map { "\($0)\n" }.joined() }

    /// Whether a condition comes to hold before ten seconds are over.
    private func comesTrue(_ condition: () -> Bool) -> Bool {
        let end = Date().addingTimeInterval(10)
        while Date() < end {
            if condition() { return true }
            usleep(2000)
        }
        return false
    }
}
