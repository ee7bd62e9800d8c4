#if Arize && Compression && Network && OTLP
import Foundation
import LogArize
import LogCompression
import LogConfig
import LogMonitor
import LogNetwork
import LogOTLP
import TestSupport
import Testing

/// What the documentation shows of YAML is loaded.
@Suite("YAML in the documentation")
struct YAMLBlockTests {
    private enum Kind {
        /// A configuration, or a part of one.
        case logging
        /// A service file.
        case service
        /// A file of another program: a collector of log files.
        case foreign
    }

    private static func kind(_ block: DocumentationBlock) -> Kind {
        let first = block.text.prefix { $0 != "\n" }
        let collectors = ["parsers:", "filebeat.inputs:", "sources:", "receivers:"]
        if block.file.hasSuffix("/ShippingRows.md"), collectors.contains(String(first)) {
            return .foreign
        }
        return first == "monitoring:" ? .service : .logging
    }

    /// Articles about diagnostics show what is wrong, and have tests of their own.
    private static let blocks = DocumentationBlock.all("yaml").filter { !$0.file.contains("/Diagnostics/") }

    /// All classes of this package, and those that the articles bring.
    private static let registry: Registry = {
        var registry = Registry.standard
        registry.addCompression()
        registry.addNetworkHandlers()
        registry.addOTLPHandlers()
        registry.formatter("shop.ShortFormatter") { arguments in
            ShortFormatter(mark: try arguments.string("mark", default: "* "))
        }
        registry.filter("shop.OnlyPaid") { _ in OnlyPaid() }
        registry.handler("shop.AuditHandler") { arguments in
            let name = try arguments.string("table")
            return { _ in AuditHandler(try AuditTable(opening: name)) }
        }
        return registry
    }()

    @Test(arguments: blocks.filter { kind($0) == .logging })
    func `a configuration can be loaded, and a whole one is beyond doubt`(block: DocumentationBlock) {
        var text = block.text
        let lines = text.split(separator: "\n")
        let isWhole = lines.contains("version: 1") && lines.contains { $0.hasPrefix("root:") }
        if !lines.contains("version: 1") { text += "version: 1\n" }
        if text.contains("formatter: line"), !lines.contains("formatters:") {
            text += "formatters: {line: {format: '%(message)s'}}\n"
        }
        var options = ConfigurationOptions(registry: YAMLBlockTests.registry)
        options.environmentVariables = { _ in "value" }
        let told = LoggingConfiguration.check(bytes: Array(text.utf8), file: "block.yaml", options: options).diagnostics
        #expect(told.filter { $0.severity == .error || isWhole && $0.severity == .warning } == [])
    }

    @Test(arguments: blocks.filter { kind($0) == .service })
    func `a service file can be loaded`(block: DocumentationBlock) throws {
        let box = try TemporaryDirectory()
        let yaml = "version: 1\nhandlers: {}\n"
        try yaml.write(toFile: box.path + "/log_config.yaml", atomically: true, encoding: .utf8)
        // What articles leave to the environment is written into the file here.
        let text = block.text.replacing("log_config.yaml", with: box.path + "/log_config.yaml")
            .replacing("env://MONITOR_SECRET", with: "secret")
            .replacing("    model_tags:", with: "    api_key: key\n    space_key: space\n    model_tags:")
        try text.write(toFile: box.path + "/service.yaml", atomically: true, encoding: .utf8)
        var types = MonitorTypeRegistry.standard
        types.register("shop.WarehouseMonitor") { arguments in try WarehouseMonitor(arguments) }
        types.addArize()
        let base = MonitorConfiguration(serviceName: "iris", serviceVersion: "7", types: types)
        let configuration = try MonitorConfiguration.load(box.path + "/service.yaml", service: "iris", base: base)
        #expect(block.text.contains("type: \(configuration.type)") || !block.text.contains("  type:"))
    }

    @Test func `every handler has an example in the article about handlers`() {
        let examples = YAMLBlockTests.blocks.filter { $0.file.hasSuffix("/Handlers.md") }.map(\.text).joined()
        let shown = Set(examples.matches(of: /class: ([\w.]+)/).map { String($0.output.1) })
        let handlers = Fullest.all.filter { $0.role == .handler }.map(\.className)
        #expect(handlers.filter { !shown.contains($0) } == [])
    }

    @Test func `there are blocks of each kind`() {
        let kinds = Dictionary(grouping: YAMLBlockTests.blocks) { YAMLBlockTests.kind($0) }.mapValues(\.count)
        #expect(kinds[.logging, default: 0] >= 20)
        #expect(kinds[.service, default: 0] >= 3)
        #expect(kinds[.foreign] == 4)
    }
}
#endif
