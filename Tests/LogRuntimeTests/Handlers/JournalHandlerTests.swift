import Foundation
import TestSupport
import Testing

@testable import LogRuntime

@Suite struct JournalHandlerTests {
    #if os(Linux)
    @Test(.enabled(if: CPython313.path != nil, CPython313.absence))
    func `a receiver of the protocol reads all fields, and long entries from a sealed file`() throws {
        let box = try TemporaryDirectory()
        let path = box.path + "/journal"
        let receiver = try JournalReceiver(at: path, entries: 3)
        let failures = FailureCollection()
        let tree = LoggerTree()
        tree.root.level = .debug
        failures.watch(tree)
        let handler = JournalHandler(
            fields: ["SYSLOG_IDENTIFIER": "shop", "DEPLOYMENT": "a\nb"],
            facility: "local0",
            socket: path
        )
        handler.status = tree.status
        tree.root.handlers = [handler]
        let logger = tree.logger("shop.cart")
        logger.info("paid 12 €", extra: ["user_id": 7, "priority": "mine", "_x": ["a": true]], line: 7)
        logger.error("two\nlines", line: 8)
        let long = String(repeating: "x", count: 3_000_000)
        logger.critical("\(long)", line: 9)
        handler.close()
        let entries = try receiver.entries()
        #expect(failures.all == [])
        try #require(entries.count == 3)
        var first = entries[0]
        let place = ["THREAD_NAME", "PROCESS_NAME", "CODE_FILE", "CODE_FUNC"].map { first.removeValue(forKey: $0) }
        #expect(!place.contains(nil))
        #expect(
            first == [
                "MESSAGE": "paid 12 €", "PRIORITY": "6", "LOGGER": "shop.cart", "CODE_LINE": "7", "WAY": "packet",
                "SYSLOG_IDENTIFIER": "shop", "DEPLOYMENT": "a\nb", "SYSLOG_FACILITY": "16", "USER_ID": "7",
                "X_PRIORITY": "mine", "X__X": "{\"a\": true}",
            ]
        )
        #expect(entries[1]["MESSAGE"] == "two\nlines")
        #expect(entries[1]["PRIORITY"] == "3")
        #expect(entries[2]["MESSAGE"] == long)
        #expect(entries[2]["PRIORITY"] == "2")
        #expect(entries[2]["WAY"] == "file")
    }
    #endif

    @Test func `a journal that is not there costs records that are counted`() throws {
        let box = try TemporaryDirectory()
        let failures = FailureCollection()
        let tree = LoggerTree()
        failures.watch(tree)
        let handler = JournalHandler(socket: box.path + "/none")
        handler.status = tree.status
        tree.root.handlers = [handler]
        tree.root.error("lost")
        #expect(handler.failureCount == 1)
        #expect(failures.all == ["JournalHandler: cannot connect '\(box.path)/none': No such file or directory"])
    }

    @Test(arguments: [
        ("USER_ID", true), ("A1", true), ("_PID", false), ("1A", false), ("user", false), ("", false), ("A-B", false),
        (String(repeating: "A", count: 64), true), (String(repeating: "A", count: 65), false),
    ])
    func `the journal takes capitals, digits and underscores`(name: String, isValid: Bool) {
        #expect(JournalHandler.isFieldName(name) == isValid)
    }

    @Test(arguments: [("user-id", "USER_ID"), ("_x", "X__X"), ("1a", "X_1A"), ("é", "X___")])
    func `an attribute's name becomes a field's name`(attribute: String, name: String) {
        #expect(JournalFieldName.from(attribute) == name)
    }
}
