import Foundation
import LogConfig
import LogTesting
import TableLogging
import Testing

struct TableLoggingTests {
    private static let options: ConfigurationOptions = {
        var registry = Registry.standard
        registry.addTableLogging()
        return ConfigurationOptions(registry: registry)
    }()

    private static let configuration = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "logging.yaml").path

    @Test func `the formatter keeps the rules of formatters`() {
        #expect(Conformance.problems(of: TableFormatter()) == [])
        #expect(Conformance.problems(of: TableFormatter(columns: [.error, .field("list"), .field("number")])) == [])
    }

    @Test(arguments: [1, 64])
    func `the handler keeps the rules of handlers`(maxOpen: Int) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let problems = try Conformance.problems(
            ofHandler: {
                let handler = try PerLoggerFileHandler(directory: directory, maxOpen: maxOpen)
                handler.formatter = OneLineFormatter()
                return handler
            },
            delivered: { _ in
                let files = try FileManager.default.contentsOfDirectory(atPath: directory)
                return try files.reduce(0) { count, file in
                    count + (try Data(contentsOf: URL(filePath: "\(directory)/\(file)"))).count { $0 == 0x0A }
                }
            }
        )
        #expect(problems == [])
    }

    @Test func `the configuration makes a table of each logger`() throws {
        let rehearsal = try LoggingRehearsal(contentsOf: Self.configuration, options: Self.options)
        rehearsal.tree.logger("shop.orders").info("paid", extra: ["order": 4711])
        rehearsal.tree.logger("shop.orders").info("a \"quoted\"; word", extra: ["order": ["a", "b"]])
        rehearsal.tree.logger("../shop").warning("late")
        #expect(
            rehearsal.fileTexts == [
                "tables/shop.orders.log": """
                2026-01-01T00:00:00.000Z;"INFO";"paid";4711
                2026-01-01T00:00:00.000Z;"INFO";"a ""quoted""; word";"[""a"", ""b""]"

                """,
                "tables/..%2Fshop.log": "2026-01-01T00:00:00.000Z;\"WARNING\";\"late\";\n",
            ]
        )
        #expect(rehearsal.standardError == "late\n")
        #expect(rehearsal.failures.isEmpty)
    }

    @Test func `wrong arguments have their place, and nothing is made`() throws {
        let yaml = """
            version: 1
            formatters: {table: {(): example.TableFormatter, seperator: ";"}}
            handlers:
              tables: {class: example.PerLoggerFileHandler, formatter: table, max_open: 8}
            root: {handlers: [tables]}
            """
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingRehearsal(yaml: yaml, options: Self.options)
        }
        #expect(error.diagnostics.map(\.path) == ["formatters.table.seperator", "handlers.tables"])
        #expect(error.diagnostics.first?.hint == "did you mean 'separator'?")
    }

    /// Keeps a record on one line, so that lines can be counted.
    private final class OneLineFormatter: LogConfig.Formatter {
        func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
            buffer.append(try record.message().split(separator: "\n").joined(separator: " "))
        }
    }
}
