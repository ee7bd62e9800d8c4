import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("What descriptions say")
struct DescriptionTests {
    private let tree = LoggerTree()

    private func describe(_ yaml: String, existing: [String] = []) throws -> LogObject {
        for name in existing { _ = tree.logger(name) }
        let active = try LoggingConfiguration(yaml: yaml, options: ConfigurationOptions(compatibility: .python313))
            .apply(to: tree)
        return active.describe(existing: existing)
    }

    private func object(_ path: [String], in object: LogObject) throws -> LogValue {
        var value = LogValue.object(object)
        for key in path {
            guard case .object(let fields) = value else { return .null }
            value = try #require(fields[key])
        }
        return value
    }

    @Test(arguments: ["", ", stream: null", ", stream: ext://sys.stderr"])
    func `a stream handler without a stream writes to the standard error`(stream: String) throws {
        let shown = try describe(
            "{version: 1, handlers: {h: {class: logging.StreamHandler\(stream)}}, root: {handlers: [h]}}"
        )
        #expect(try object(["handlers", "h", "settings", "stream"], in: shown) == "stderr")
    }

    @Test func `an incremental configuration disables no logger`() throws {
        let shown = try describe("{version: 1, incremental: true, loggers: {shop: {}}}", existing: ["old"])
        #expect(try object(["loggers", "old", "disabled"], in: shown) == false)
    }

    @Test(arguments: [
        ("uvicorn.logging.ColourizedFormatter", "%(levelprefix)s %(message)s"),
        ("colorlog.TTYColoredFormatter", "%(log_color)s%(message)s"),
        ("colorlog.formatter.TTYColoredFormatter", "%(log_color)s%(message)s"),
    ])
    func `every name of a formatter that others ship is known`(name: String, format: String) throws {
        let shown = try describe(
            """
            version: 1
            formatters: {f: {(): \(name), fmt: "\(format)"}}
            handlers: {h: {class: logging.StreamHandler, formatter: f}}
            """
        )
        #expect(try object(["handlers", "h", "formatter", "fmt"], in: shown) == .string(format))
    }
}
