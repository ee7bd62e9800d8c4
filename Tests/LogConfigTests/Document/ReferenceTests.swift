import LogConfig
import TestSupport
import Testing

@Suite("References and placeholders")
struct ReferenceTests {
    /// The file name that a handler gets from `filename: <text>`.
    private func filename(
        _ text: String,
        options: ConfigurationOptions = ConfigurationOptions(),
        more: String = ""
    ) throws -> String {
        let box = try TemporaryDirectory()
        let tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
        let yaml = "version: 1\n\(more)\nhandlers: {h: {class: logging.FileHandler, filename: \(text), delay: true}}\n"
        let active = try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
        let handler = try #require(active.handler(named: "h") as? SinkHandler)
        let path = try #require(handler.fileSettings?.path)
        return String(path.dropFirst(box.path.count + 1))
    }

    @Test(arguments: [
        ("cfg://name", "name: a.log"),
        ("'cfg://deep.list[1].name'", "deep: {list: [0, {name: a.log}]}"),
        ("'cfg://deep[with space]'", "deep: {with space: a.log}"),
        ("cfg://first", "first: cfg://second\nsecond: a.log"),
        ("cfg://deep.inner.name", "deep: cfg://other\nother: {inner: {name: a.log}}"),
        ("'cfg://numbers[7]'", "numbers: {7: a.log}"),
    ])
    func `cfg leads to another place of the document`(text: String, more: String) throws {
        #expect(try filename(text, more: more) == "a.log")
    }

    @Test func `env takes a variable or its default`() throws {
        var options = ConfigurationOptions()
        options.environmentVariables = { ["NAME": "env.log", "EMPTY": ""][$0] }
        #expect(try filename("env://NAME", options: options) == "env.log")
        #expect(try filename("env://OTHER:-other.log", options: options) == "other.log")
        #expect(try filename("env://EMPTY:-other.log", options: options) == "other.log")
        let error = try #require(throws: LoggingConfigurationError.self) {
            _ = try filename("env://OTHER", options: options)
        }
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(
            errors.map(\.description) == [
                "<string>:3:54: error: handlers.h.filename: environment variable 'OTHER' is not set; "
                    + "give a default with 'env://OTHER:-value'"
            ]
        )
    }

    @Test func `a number from the environment is a number`() throws {
        var options = ConfigurationOptions()
        options.environmentVariables = { _ in "15" }
        let tree = LoggerTree()
        let yaml = "version: 1\nroot: {level: env://LEVEL}\n"
        try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
        #expect(tree.root.level.rawValue == 15)
    }

    @Test func `env is a text like any other in CPython's way`() throws {
        let options = ConfigurationOptions(compatibility: .python313)
        #expect(try filename("env://NAME", options: options) == "env:/NAME")
    }

    @Test(arguments: [
        ("'{data}'", "m.log"), ("'{worker}-{data}'", "7-m.log"), ("'{{data}}'", "{data}"),
        ("'{other}.log'", "{other}.log"),
        ("{data}", "m.log"),
    ])
    func `placeholders are filled in inside of texts alone`(text: String, name: String) throws {
        let options = ConfigurationOptions(placeholders: ["data": "m.log", "worker": "7"])
        #expect(try filename(text, options: options) == name)
    }

    @Test func `without placeholders braces are braces`() throws {
        #expect(try filename("'{{data}}'") == "{{data}}")
    }
}
