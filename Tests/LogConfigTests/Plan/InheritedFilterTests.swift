import LogConfig
import TestSupport
import Testing

@Suite("Filters that apply to the loggers below")
struct InheritedFilterTests {
    /// What reaches the root's handler of one record each of several loggers.
    private func passed(_ settings: String) throws -> (names: [String], diagnostics: [String]) {
        let yaml = """
            version: 1
            filters:
              shop: {name: shop}
              db: {name: shop.db}
            handlers: {console: {class: logging.StreamHandler}}
            loggers:
              shop: {filters: [db]}
              shop.private: {propagate: false, handlers: [console]}
            root: {level: INFO, handlers: [console], filters: [shop]}
            logconfig: {\(settings)}
            """
        let tree = LoggerTree()
        let before = tree.logger("shop.db.pool")
        let active = try LoggingConfiguration(yaml: yaml).apply(to: tree)
        defer { active.shutdown() }
        let recorder = RecordingHandler()
        recorder.formatter = try TextFormatter(format: "%(name)s")
        tree.root.handlers = [recorder]
        tree.logger("shop.private").handlers = [recorder]
        before.info("asked for before")
        for name in ["shop", "shop.web", "shop.db", "other", "shop.private.key"] { tree.logger(name).info("x") }
        return (recorder.lines, active.diagnostics.map(\.code))
    }

    @Test func `they see a logger's own records only, as in CPython`() throws {
        let expected = ["shop.db.pool", "shop.web", "shop.db", "other", "shop.private.key"]
        let result = try passed("")
        #expect(result.names == expected)
        #expect(result.diagnostics.contains("filter-not-inherited"))
    }

    @Test func `with the key they see records of those below, up to one that does not propagate`() throws {
        let result = try passed("filters_apply_to_children: true")
        #expect(result.names == ["shop.db.pool", "shop.db", "shop.private.key"])
        #expect(!result.diagnostics.contains("filter-not-inherited"))
    }

    @Test func `the way of a record tells of the filters above`() throws {
        let yaml = """
            version: 1
            filters: {shop: {name: shop}}
            handlers: {console: {class: logging.StreamHandler}}
            root: {level: INFO, handlers: [console], filters: [shop]}
            logconfig: {filters_apply_to_children: true}
            """
        let route = try LoggingConfiguration(yaml: yaml).route(of: .error, from: "other.part")
        let reason = "filter 'shop' of logger the root takes records of 'shop' and below"
        #expect(route.checks.map(\.reason).contains(reason))
    }
}
