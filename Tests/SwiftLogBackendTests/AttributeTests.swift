import LogConfig
import LogTesting
import SwiftLogBackend
import Testing

import struct Logging.Logger

@Suite("Attributes of metadata values")
struct AttributeTests {
    private enum Privacy: Int64, Logger.MetadataValueAttributes.Attribute { case open, personal, secret }

    private func rehearse(_ rules: String, provider: Logger.MetadataProvider? = nil) throws -> (Logger, InMemoryHandler)
    {
        let memory = InMemoryHandler()
        var registry = Registry.standard
        registry.addTestHandlers(memory)
        let tree = LoggerTree()
        let yaml = """
            version: 1
            filters: {private: {(): logconfig.RedactionFilter, rules: \(rules), secret: Jefe}}
            handlers: {memory: {class: logconfig.InMemoryHandler, filters: [private]}}
            root: {level: INFO, handlers: [memory]}
            """
        try LoggingConfiguration(yaml: yaml, options: ConfigurationOptions(registry: registry)).apply(to: tree)
        let logger = Logger(label: "shop") { label in
            ConfiguredLogHandler(
                label: label,
                tree: tree,
                metadataProvider: provider,
                attributes: [MetadataAttribute("privacy", Privacy.self)]
            )
        }
        return (logger, memory)
    }

    private let metadata: Logger.Metadata = [
        "plain": "p",
        "open": .attributed("o", attributes: [Privacy.open]),
        "personal": .attributed("what do ya want for nothing?", attributes: [Privacy.personal]),
        "nested": ["inner": .attributed("s", attributes: [Privacy.secret]), "other": "n"],
    ]

    @Test func `a value of an attribute is redacted, at any depth`() throws {
        let (logger, memory) = try rehearse(
            "[{attribute: privacy, value: personal, action: hash}, {attribute: privacy, value: secret}]"
        )
        logger.info("hello", metadata: metadata)
        #expect(
            memory.records.first?.extra == [
                "nested": ["inner": "***", "other": "n"], "open": "o",
                "personal": "hmac:5bdcc146bf60754e6a042426089575c7", "plain": "p",
            ]
        )
    }

    @Test func `an attribute without a value means all of its values`() throws {
        let (logger, memory) = try rehearse("[{attribute: privacy, action: drop}]")
        logger.info("hello", metadata: metadata)
        #expect(memory.records.first?.extra == ["nested": ["other": "n"], "plain": "p"])
    }

    @Test func `a later value without the attribute is not redacted for the earlier one's`() throws {
        var (logger, memory) = try rehearse("[{attribute: privacy, action: drop}]")
        logger[metadataKey: "user"] = .attributed("ann", attributes: [Privacy.personal])
        logger.info("hello")
        logger.info("hello", metadata: ["user": "public"])
        #expect(memory.records.map(\.extra) == [[:], ["user": "public"]])
    }
}
