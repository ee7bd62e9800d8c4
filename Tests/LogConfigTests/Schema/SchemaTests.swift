import Foundation
import LogRuntime
import TestSupport
import Testing

@testable import LogConfig

/// A Python with a validator of JSON Schema.
private enum Validator {
    static let oracle = PythonOracle.find(modules: ["yaml", "jsonschema"]).oracle
}

/// The JSON Schema of configurations, asked by a real validator.
@Suite("Schema", .enabled(if: Validator.oracle != nil, "needs a python3 with PyYAML and jsonschema"))
struct SchemaTests {
    /// Kinds of trouble that are visible in a file's shape, without knowing what its names lead to.
    private static let shapes: Set<DiagnosticCode> = [
        .invalidDocument, .invalidSection, .invalidEntry, .missingVersion, .unsupportedVersion, .missingClass,
        .unknownArgument, .missingArgument, .invalidIdentifier, .unknownLevel,
    ]

    /// Prints for each file the places that the schema refuses, after checking the schema itself.
    private static let script = """
        import json, sys, jsonschema, yaml
        data = json.load(sys.stdin)
        jsonschema.Draft202012Validator.check_schema(data['schema'])
        validator = jsonschema.Draft202012Validator(data['schema'])
        def plain(value):
            return json.loads(json.dumps(value, default=str))
        found = []
        for text in data['files']:
            errors = validator.iter_errors(plain(yaml.safe_load(text)))
            found.append(sorted('.'.join(map(str, e.absolute_path)) for e in errors))
        json.dump(found, sys.stdout)
        """

    /// The places that the schema refuses, for each text.
    private func refusals(of texts: [String], registry: Registry = .standard) throws -> [[String]] {
        var input = ByteBuffer()
        input.append(json: .object(["schema": registry.jsonSchema, "files": .array(texts.map { .string($0) })]))
        let output = try #require(Validator.oracle).run(["-c", SchemaTests.script], input: Array(input.bytes))
        return try #require(JSONSerialization.jsonObject(with: Data(output)) as? [[String]])
    }

    @Test func `every ready-made configuration fits`() throws {
        let directory = Repository.root + "/Configs/"
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".yaml") }
        let found = try refusals(of: names.map { try String(contentsOfFile: directory + $0, encoding: .utf8) })
        #expect(found == names.map { _ in [] })
        #expect(found.count >= 5)
    }

    @Test(.enabled(if: Corpus.directory != nil, "needs the corpus of configurations beside the package"))
    func `the schema and the loader agree about the shape of files that people wrote`() throws {
        var options = ConfigurationOptions()
        options.standIns = StandIns.entry
        options.environmentVariables = { _ in nil }
        var texts: [String] = []
        var names: [String] = []
        var verdicts: [(accepted: Bool, hasShapeFault: Bool)] = []
        for number in Corpus.numbers {
            let bytes = try Corpus.configuration(number)
            let (accepted, diagnostics) = LoggingConfiguration.check(bytes: bytes, file: number, options: options)
            let codes = diagnostics.filter { $0.severity == .error }.compactMap { DiagnosticCode(rawValue: $0.code) }
            if codes.contains(.invalidYAML) { continue }
            texts.append(String(decoding: bytes, as: UTF8.self))
            names.append(number)
            verdicts.append((accepted, codes.contains(where: SchemaTests.shapes.contains)))
        }
        let found = try refusals(of: texts)
        for (index, name) in names.enumerated() {
            if verdicts[index].accepted { #expect(found[index].isEmpty, "\(name)") }
            if verdicts[index].hasShapeFault { #expect(!found[index].isEmpty, "\(name)") }
        }
        #expect(verdicts.contains { $0.hasShapeFault })
        #expect(verdicts.count > 100)
    }

    @Test func `the schema refuses what the loader refuses for its shape`() throws {
        let head = "version: 1\n"
        let refused = [
            "- version: 1\n", "root: {}\n", "version: 2\n", "version: '1'\n", head + "formatters:\n",
            head + "handlers: [a]\n", head + "handlers: {a: }\n", head + "handlers: {a: {level: INFO}}\n",
            head + "handlers: {a: {class: logging.FileHandler}}\n",
            head + "handlers: {a: {class: logging.StreamHandler, filename: x}}\n",
            head + "handlers: {a: {class: logging.handlers.RotatingFileHandler, filename: x, max-bytes: 9}}\n",
            head + "handlers: {a: {class: logging.handlers.TimedRotatingFileHandler, filename: x, when: nightly}}\n",
            head + "handlers: {a: {class: logging.NullHandler, level: info}}\n",
            head + "loggers: {a: }\n", head + "loggers: {a: [b]}\n",
            head + "formatters: {a: {style: '&'}}\n", head + "formatters: {a: {format: [a]}}\n",
            head + "formatters: {a: {(): logging.Formatter, fnt: x}}\n",
            head + "filters: {a: {(): logging.Filter, nam: x}}\n",
            head + "logconfig: {compat: python2}\n",
        ]
        let found = try refusals(of: refused)
        for (index, text) in refused.enumerated() {
            let (accepted, _) = LoggingConfiguration.check(bytes: Array(text.utf8), file: "log.yaml")
            #expect(!accepted && !found[index].isEmpty, "\(text)")
        }
    }

    @Test func `the schema lets through what the loader takes`() throws {
        let head = "version: 1\n"
        let taken = [
            "version: 1.0\n", head + "root:\n", head + "incremental: true\nhandlers: {}\nloggers: {a: {level: 5}}\n",
            head + "handlers: {a: {class: logging.StreamHandler, stream: ext://sys.stdout, level: 15}}\n",
            head + "formatters: {a: {(): logging.Formatter, format: '%(message)s'}}\n",
            head + "formatters: {a: {class: logging.Formatter, further: 1}}\n",
            head + "levels: {usual: INFO}\nroot: {level: cfg://levels.usual}\n",
            head + "handlers: {a: {class: logging.handlers.TimedRotatingFileHandler, filename: x, when: MidNight}}\n",
            head + "handlers: {a: {(): ext://logging.NullHandler, filters: []}}\n",
        ]
        let found = try refusals(of: taken)
        for (index, text) in taken.enumerated() {
            let (accepted, told) = LoggingConfiguration.check(bytes: Array(text.utf8), file: "log.yaml")
            #expect(accepted && found[index].isEmpty, "\(text) \(told)")
        }
    }

    @Test func `a program's own class is in the schema with the arguments it declares`() throws {
        var registry = Registry.standard
        registry.handler(
            "shop.AuditHandler",
            arguments: [ArgumentDescription("table", .text, "The table that rows go to.", isRequired: true)]
        ) { arguments in
            _ = try arguments.string("table")
            return { _ in NullHandler() }
        }
        let texts = [
            "{class: shop.AuditHandler, table: t}", "{class: shop.AuditHandler}", "{class: shop.AuditHandler, tabl: t}",
        ]
        let found = try refusals(of: texts.map { "version: 1\nhandlers: {a: \($0)}\n" }, registry: registry)
        #expect(found.map(\.isEmpty) == [true, false, false])
    }
}

@Suite("Descriptions of arguments")
struct ArgumentDescriptionTests {
    /// Python's classes with the names of their arguments.
    static let arguments: [(className: String, argument: String)] = Registry.standard.names.flatMap { name in
        guard name.hasPrefix("logging.") || name.hasPrefix("pythonjsonlogger.") else { return [(String, String)]() }
        return switch Registry.standard[name] {
        case .handler(let factory)?: factory.call.names.map { (name, $0) }
        case .formatter(let factory)?: factory.call.names.map { (name, $0) }
        case .filter(let factory)?: factory.call.names.map { (name, $0) }
        default: []
        }
    }

    @Test func `every argument of Python's classes is described`() {
        let missing = ArgumentDescriptionTests.arguments.filter {
            StandardArguments.description(of: $0.argument, in: $0.className)?.summary.hasSuffix(".") != true
        }
        #expect(missing.map { "\($0.className) \($0.argument)" } == [])
        #expect(ArgumentDescriptionTests.arguments.count > 50)
    }
}
