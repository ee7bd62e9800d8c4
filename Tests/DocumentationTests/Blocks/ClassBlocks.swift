import LogConfig

// Blocks of the article about classes of one's own.

final class ShortFormatter: Formatter {
    private let mark: String

    init(mark: String) { self.mark = mark }

    func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        buffer.append(mark)
        try record.appendMessage(to: &buffer)
    }
}

final class OnlyPaid: Filter {
    func filter(_ record: inout LogRecord) -> Bool { record.extra["paid"] == true }
}

final class AuditHandler: Handler, @unchecked Sendable /* the table has a lock of its own */ {
    private let table: AuditTable

    init(_ table: AuditTable) {
        self.table = table
        super.init()
    }

    override func emit(_ record: inout LogRecord) throws {
        var line = ByteBuffer()
        try format(record, into: &line)
        try table.insert(line.string())
    }

    override func close() {
        super.close()
        table.close()
    }
}

private func registering() throws {
    var registry = Registry.standard
    registry.formatter("shop.ShortFormatter") { arguments in
        ShortFormatter(mark: try arguments.string("mark", default: "* "))
    }
    registry.filter("shop.OnlyPaid") { _ in OnlyPaid() }
    registry.handler("shop.AuditHandler") { arguments in
        let name = try arguments.string("table")
        guard !name.isEmpty else { throw ArgumentError("table", "'table' is empty") }
        return { _ in AuditHandler(try AuditTable(opening: name)) }
    }
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml", options: ConfigurationOptions(registry: registry))
}
