import LogConfig
import LogTesting
import Testing

// Blocks of the articles of LogTesting.

private struct Checkout {
    let log: Logger

    func pay() { log.warning("paid late", extra: ["days": 3]) }
}

private final class ShoutingFormatter: Formatter {
    func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        buffer.append(record.levelName)
        buffer.append(" ")
        try record.appendMessage(to: &buffer)
    }
}

@Suite("Blocks of the articles of LogTesting")
struct TestingBlocks {
    @Test func `records are asserted on`() {
        let memory = InMemoryHandler()
        let tree = LoggerTree()
        tree.root.handlers = [memory]
        Checkout(log: tree.logger("shop")).pay()
        #expect(memory.records.map(\.summary) == [#"WARNING shop: paid late {"days": 3}"#])
    }

    @Test func `a configuration that is not there cannot be rehearsed`() {
        #expect(throws: LoggingConfigurationError.self) { try rehearse() }
    }

    private func rehearse() throws {
        let rehearsal = try LoggingRehearsal(contentsOf: "log_config.yaml", environment: ["LOG_LEVEL": "DEBUG"])
        rehearsal.tree.logger("shop").warning("slow")
        #expect(rehearsal.file("logs/app.log") == "2026-01-01 00:00:00,000 - shop - WARNING - slow\n")
    }

    @Test func `the articles' classes conform`() throws {
        let table = try AuditTable(opening: "audit")
        #expect(Conformance.problems(of: ShoutingFormatter()) == [])
        #expect(try Conformance.problems(ofHandler: { AuditHandler(table) }, delivered: { _ in table.count }) == [])
        #expect(Conformance.problems(of: ShortFormatter(mark: "> ")) == [])
        #expect(Conformance.problems(of: OnlyPaid()) == [])
    }
}
