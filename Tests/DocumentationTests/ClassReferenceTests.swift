#if Arize && Compression && Network && OTLP
import Foundation
import LogCompression
import LogConfig
import LogNetwork
import LogOTLP
import LogRuntime
import TestSupport
import Testing

@Suite("Classes and their arguments in the documentation")
struct ClassReferenceTests {
    private static let directory = Repository.root + "/Sources/LogConfig/LogConfig.docc/"

    private static let registry: Registry = {
        var registry = Registry.standard
        registry.addCompression()
        registry.addNetworkHandlers()
        registry.addOTLPHandlers()
        return registry
    }()

    private static let roles: [Registry.Role] = [.handler, .formatter, .filter]

    private func article(_ name: String) throws -> String {
        try String(contentsOfFile: ClassReferenceTests.directory + name, encoding: .utf8)
    }

    @Test func `the list of classes is what the registry knows`() throws {
        let text = ClassReference(registry: ClassReferenceTests.registry).text
        guard ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == nil else {
            try text.write(
                toFile: ClassReferenceTests.directory + "ClassArguments.md",
                atomically: true,
                encoding: .utf8
            )
            Issue.record("the article was written anew: look at it")
            return
        }
        #expect(try article("ClassArguments.md") == text)
    }

    @Test(arguments: roles)
    func `every argument is described, and every class is told of`(role: Registry.Role) throws {
        let table = try article("Classes.md")
        for item in ClassReferenceTests.registry.classes(role) {
            #expect(item.arguments.filter { $0.summary.isEmpty }.map(\.name) == [], "\(item.name)")
            // colorlog's modules are told of in a sentence.
            let isSubmodule = item.name.hasPrefix("colorlog.formatter.") || item.name.hasPrefix("colorlog.wrappers.")
            #expect(isSubmodule || table.contains("`\(item.name)`"), "\(item.name)")
        }
    }

    @Test func `no class is told of that is not there`() throws {
        let names = try article("Classes.md").matches(of: /\n\| `([A-Za-z0-9_.]+)` \|/).map { String($0.1) }
        #expect(names.count >= 40)
        #expect(names.filter { ClassReferenceTests.registry[$0] == nil } == [])
    }

    @Test func `the article on handlers shows every handler of Python's and of this library`() throws {
        let text = try article("Handlers.md")
        for item in ClassReferenceTests.registry.classes(.handler) {
            let isOwn = item.name.hasPrefix("logging.") || item.name.hasPrefix("logconfig.")
            guard isOwn || item.name.hasPrefix("otlp."), !item.name.contains("Concurrent") else { continue }
            let short = item.name.split(separator: ".").last.map(String.init) ?? item.name
            #expect(text.contains(short), "\(item.name)")
        }
    }

    /// What a class needs at least.
    private static let needed = [
        "filename": "a.log", "handlers": "[other]", "capacity": "10", "host": "localhost", "port": "9020",
        "url": "/log",
        "mailhost": "localhost", "fromaddr": "a@example.org", "toaddrs": "b@example.org", "subject": "s", "tag": "t",
        "rules": "[]", "preset": "ecs",
        "fmt": "{DEFAULT: '%(message)s'}",
    ]

    /// What an argument has an effect with only.
    private static let companions = ["spool_size": "spool_directory: spool"]

    /// How a configuration describes what it would make of a class.
    private func description(
        of item: ClassDescription,
        _ role: Registry.Role,
        _ extra: (name: String, value: LogValue)?,
        beside companion: String? = nil
    ) throws -> LogObject {
        var keys = item.arguments.filter { $0.isRequired && $0.name != extra?.name }
            .map { "\($0.name): \(ClassReferenceTests.needed[$0.name] ?? "null")" }
        if let companion { keys.append(companion) }
        if let extra {
            var text = ByteBuffer()
            text.append(json: extra.value)
            keys.append("\(extra.name): \(text.string())")
        }
        let section = "{(): \(item.name)\(keys.map { ", " + $0 }.joined())}"
        let handler = "{class: logging.NullHandler}"
        let yaml =
            switch role {
            case .handler: "handlers: {other: \(handler), made: \(section)}"
            case .formatter:
                "formatters: {made: \(section)}\nhandlers: {other: {class: logging.NullHandler, formatter: made}}"
            default: "filters: {made: \(section)}\nhandlers: {other: {class: logging.NullHandler, filters: [made]}}"
            }
        let verdict = Verdict.of(
            bytes: Array("version: 1\n\(yaml)\n".utf8),
            file: "c.yaml",
            options: ConfigurationOptions(registry: ClassReferenceTests.registry),
            tree: LoggerTree(),
            isLive: false
        )
        defer { verdict.active?.shutdown() }
        try #require(verdict.isAccepted, "\(verdict.diagnostics)")
        return verdict.describe()
    }

    /// Arguments that a description shows as they were given, or as CPython's object has them.
    private static let shownAsGiven: Set = ["errors", "encoding", "facility"]

    @Test(arguments: roles)
    func `a documented default is what counts without the argument`(role: Registry.Role) throws {
        for item in ClassReferenceTests.registry.classes(role) {
            let bare = try description(of: item, role, nil)
            for argument in item.arguments where !ClassReferenceTests.shownAsGiven.contains(argument.name) {
                guard let value = argument.defaultValue else { continue }
                let companion = ClassReferenceTests.companions[argument.name]
                let without = try companion.map { try description(of: item, role, nil, beside: $0) } ?? bare
                #expect(
                    try description(of: item, role, (argument.name, value), beside: companion) == without,
                    "\(item.name), \(argument.name)"
                )
            }
        }
    }

    @Test func `every key of the section logconfig is in its article, and in the schema`() throws {
        let rows = try article("Settings.md").matches(of: /\n\| `([a-z_]+)` \|/).map { String($0.1) }
        #expect(rows.sorted() == ConfigurationSettings.keys.sorted())
        guard case .object(let definitions)? = ClassReferenceTests.registry.jsonSchema.object?["$defs"],
            let properties = definitions["settings"]?.object?["properties"]?.object
        else {
            Issue.record("the schema has no settings")
            return
        }
        #expect(properties.fields.map(\.key).sorted() == ConfigurationSettings.keys.sorted())
    }
}

extension LogValue {
    /// The object, if it is one.
    fileprivate var object: LogObject? {
        if case .object(let object) = self { object } else { nil }
    }
}
#endif
