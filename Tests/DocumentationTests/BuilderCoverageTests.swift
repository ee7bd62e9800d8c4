#if Compression && Network && OTLP
import LogCompression
import LogConfig
import LogNetwork
import LogOTLP
import LogRuntime
import Testing
import YAMLTree

/// Typed Swift says what YAML says: every class, and every argument that has an effect.
@Suite("Typed Swift and the registry")
struct BuilderCoverageTests {
    /// All classes of this package.
    private static let registry: Registry = {
        var registry = Registry.standard
        registry.addCompression()
        registry.addNetworkHandlers()
        registry.addOTLPHandlers()
        return registry
    }()

    /// Names of classes that mean one of the others.
    private static func isAlias(_ name: String) -> Bool {
        let packages = [
            "colorlog.formatter.", "colorlog.wrappers.", "systemd.", "cysystemd.", "kedro.", "cloghandler.",
            "opentelemetry.",
        ]
        return packages.contains { name.hasPrefix($0) }
            || [
                "colorlog.StreamHandler", "colorlog.TTYColoredFormatter", "fluent.handler.FluentHandler",
                "fluent.asynchandler.FluentHandler", "pythonjsonlogger.jsonlogger.JsonFormatter",
                "pythonjsonlogger.msgspec.MsgspecFormatter", "uvicorn.logging.ColourizedFormatter",
            ].contains(name)
            // The concurrent handlers of Python are what this library's file handlers are.
            || name.contains(".Concurrent")
    }

    @Test func `no class is left out`() {
        let made = Set(Fullest.all.map(\.className))
        for role in [Registry.Role.handler, .formatter, .filter] {
            for item in BuilderCoverageTests.registry.classes(role) where !BuilderCoverageTests.isAlias(item.name) {
                #expect(made.contains(item.name), "\(item.name)")
            }
        }
    }

    /// Arguments that name code, and the level, which is a setting of every handler.
    private static let unsaid: Set = ["listener", "context", "level"]

    @Test func `no argument is left out`() throws {
        for fullest in Fullest.all {
            let item = try #require(
                BuilderCoverageTests.registry.classes(fullest.role).first { $0.name == fullest.className },
                "\(fullest.className)"
            )
            var said: Set<String> = []
            for document in fullest.settings {
                said.formUnion(keys(of: "made", in: document) + keys(of: "other", in: document))
            }
            // The fields of JSON are a list, whatever the style of formats.
            if said.contains("rename_fields") { said.insert("style") }
            // `format` is `fmt`; the two names of the journal's identifier mean one field.
            if said.contains("format") { said.insert("fmt") }
            if said.contains("SYSLOG_IDENTIFIER") { said.insert("identifier") }
            let unsaid = item.arguments.filter { argument in
                !said.contains(argument.name) && !BuilderCoverageTests.unsaid.contains(argument.name)
                    && !argument.summary.lowercased().contains("no effect")
            }
            #expect(unsaid.map(\.name) == [], "\(fullest.className)")
        }
    }

    /// The keys of an entry, whatever its section.
    private func keys(of name: String, in document: ConfigurationDocument) -> [String] {
        guard case .object(let sections) = document.value else { return [] }
        return ["formatters", "filters", "handlers"].flatMap { section -> [String] in
            guard case .object(let entries)? = sections[section], case .object(let entry)? = entries[name] else {
                return []
            }
            return entry.fields.map(\.key)
        }
    }

    /// What is doubtful about settings that are there to be complete.
    private static let known: Set = ["small-limit", "ignored-options", "insecure-connection"]

    @Test func `a document is accepted without a doubt, and its file says the same`() throws {
        var options = ConfigurationOptions(registry: BuilderCoverageTests.registry)
        options.environmentVariables = { _ in "value" }
        for fullest in Fullest.all {
            for document in fullest.settings {
                let configuration = try document.configuration(options: options)
                let doubts = Set(configuration.diagnostics.map(\.code)).subtracting(BuilderCoverageTests.known)
                #expect(doubts == [], "\(fullest.className): \(configuration.diagnostics)")
                let node = try YAMLReader.read(Array(document.yaml.utf8), file: "c.yaml").root
                #expect(node.logValue == document.value, "\(fullest.className)")
                let file = try LoggingConfiguration(yaml: document.yaml, options: options)
                #expect(file.diagnostics.map(\.code).sorted() == configuration.diagnostics.map(\.code).sorted())
            }
        }
    }
}
#endif
