import LogConfig
import TestSupport
import Testing

@Suite("Classes of the program")
struct RegistryTests {
    private func registry(_ recorder: RecordingHandler) -> Registry {
        var registry = Registry.standard
        registry.handler("shop.AuditHandler") { arguments in
            let table = try arguments.string("table")
            let size = try arguments.integer("size", default: 10)
            return { context in
                recorder.name = "\(context.name) \(table) \(size)"
                return recorder
            }
        }
        registry.formatter("shop.Shout") { arguments in
            try TextFormatter(format: arguments.string("format", default: "%(message)s") + "!")
        }
        registry.filter("shop.Only") { arguments in NameFilter(name: try arguments.string("logger")) }
        registry.external("shop.level", .value(40))
        return registry
    }

    @Test func `handlers, formatters, filters and objects of the program are reached by name`() throws {
        let recorder = RecordingHandler()
        let tree = LoggerTree()
        let yaml = """
            version: 1
            formatters: {shout: {(): shop.Shout, format: "%(name)s %(message)s"}}
            filters: {only: {(): shop.Only, logger: shop}}
            handlers:
              audit: {class: shop.AuditHandler, table: t, formatter: shout, filters: [only], level: ext://shop.level}
            root: {level: DEBUG, handlers: [audit]}
            """
        let options = ConfigurationOptions(registry: registry(recorder))
        let active = try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
        tree.logger("shop").error("one")
        tree.logger("shop").info("below the level")
        tree.logger("other").error("not let through")
        #expect(recorder.records.count == 1)
        #expect(active.handler(named: "audit") === recorder)
        #expect(recorder.name == "audit")
    }

    @Test(arguments: [
        ("{class: shop.AuditHandler}", "missing-argument handlers.a: 'table' is missing"),
        ("{class: shop.AuditHandler, table: 5}", "invalid-argument handlers.a.table: 5 is not a text"),
        (
            "{class: shop.AuditHandler, table: t, sise: 5}",
            "unknown-argument handlers.a.sise: 'shop.AuditHandler' has no argument 'sise'"
        ),
        ("{class: shop.AuditHandler, table: t, size: x}", "invalid-argument handlers.a.size: 'x' is not an integer"),
        ("{class: shop.AuditHandlr}", "unknown-class handlers.a.class: no handler class is named 'shop.AuditHandlr'"),
        ("{class: shop.Only}", "wrong-class handlers.a.class: 'shop.Only' is not a handler"),
    ])
    func `mistakes in their arguments are told`(entry: String, problem: String) throws {
        let options = ConfigurationOptions(registry: registry(RecordingHandler()))
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: "{version: 1, handlers: {a: \(entry)}}", options: options)
        }
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(errors.map { "\($0.code) \($0.path): \($0.message)" } == [problem])
    }

    @Test func `an error of opening is told with the handler's name`() throws {
        struct Broken: Error, CustomStringConvertible { let description = "no such table" }
        var registry = Registry()
        registry.handler("shop.Broken") { _ in { _ in throw Broken() } }
        let configuration = try LoggingConfiguration(
            yaml: "{version: 1, handlers: {b: {class: shop.Broken}}}",
            options: ConfigurationOptions(registry: registry)
        )
        let error = try #require(throws: LoggingConfigurationError.self) { try configuration.apply(to: LoggerTree()) }
        #expect(
            error.chain.map(\.description) == [
                "ValueError: Unable to configure handler 'b'", "ValueError: no such table",
            ]
        )
    }
}
