import LogConfig
import TestSupport
import Testing
import YAMLTree

@Suite("Configurations written in Swift")
struct ConfigurationDocumentTests {
    private var document: ConfigurationDocument {
        var document = ConfigurationDocument()
        document.formatters["line"] = .text(
            "%(asctime)s %(levelname)s: %(message)s",
            options: TextOptions(dateFormat: "%H:%M", defaults: ["a": 1])
        )
        document.formatters["json"] = .json(["message", "levelname"], renamed: ["levelname": "level"])
        document.filters["shop"] = .logger("shop")
        document.filters["secrets"] = .custom("logconfig.RedactionFilter", ["rules": [["keys": ["password"]]]])
        document.handlers["out"] = .stream(.standardOutput).formatter("json").filters(["shop", "secrets"])
        document.handlers["file"] = .rotatingFile("app.log", maximumSize: 1000, backupCount: 5).level(.warning)
        document.handlers["daily"] = .timedRotatingFile("daily.log", when: "midnight", backupCount: 7, isUTC: true)
        document.handlers["plain"] = .file("plain.log", options: FileOptions(appends: false, delays: true)).formatter(
            "line"
        )
        document.handlers["held"] = .memory(capacity: 10, target: "file")
        document.handlers["queue"] = .queue(["plain"])
        document.handlers["central"] = .sysLog(host: "logs.example.org", facility: "local0")
        document.loggers["shop.db"] = LoggerSettings(level: .debug, handlers: ["out"], propagates: false)
        document.loggers["quiet"] = LoggerSettings(handlers: ["nothing"])
        document.handlers["nothing"] = .null
        document.root = LoggerSettings(level: Level(rawValue: 17), handlers: ["held", "queue"], filters: ["shop"])
        document.disablesExistingLoggers = false
        document.extensions = ["strict": false]
        return document
    }

    @Test func `the equivalent file is the one that one would write`() {
        #expect(
            document.yaml == """
                version: 1
                disable_existing_loggers: false
                logconfig:
                  strict: false
                formatters:
                  line:
                    format: "%(asctime)s %(levelname)s: %(message)s"
                    datefmt: "%H:%M"
                    defaults:
                      a: 1
                  json:
                    "()": pythonjsonlogger.json.JsonFormatter
                    format: "%(message)s %(levelname)s"
                    rename_fields:
                      levelname: level
                filters:
                  shop:
                    name: shop
                  secrets:
                    "()": logconfig.RedactionFilter
                    rules:
                      -
                        keys: [password]
                handlers:
                  out:
                    class: logging.StreamHandler
                    stream: ext://sys.stdout
                    formatter: json
                    filters: [shop, secrets]
                  file:
                    class: logging.handlers.RotatingFileHandler
                    filename: app.log
                    maxBytes: 1000
                    backupCount: 5
                    level: WARNING
                  daily:
                    class: logging.handlers.TimedRotatingFileHandler
                    filename: daily.log
                    when: midnight
                    backupCount: 7
                    utc: true
                  plain:
                    class: logging.FileHandler
                    filename: plain.log
                    mode: w
                    delay: true
                    formatter: line
                  held:
                    class: logging.handlers.MemoryHandler
                    capacity: 10
                    flushLevel: ERROR
                    target: file
                  queue:
                    class: logging.handlers.QueueHandler
                    handlers: [plain]
                    respect_handler_level: true
                  central:
                    class: logging.handlers.SysLogHandler
                    address: [logs.example.org, 514]
                    facility: local0
                  nothing:
                    class: logging.NullHandler
                loggers:
                  shop.db:
                    level: DEBUG
                    handlers: [out]
                    propagate: false
                  quiet:
                    handlers: [nothing]
                root:
                  level: 17
                  handlers: [held, queue]
                  filters: [shop]

                """
        )
    }

    @Test func `it is accepted as the file is, and describes itself in the same words`() throws {
        let file = try LoggingConfiguration(yaml: document.yaml)
        let directory = try TemporaryDirectory()
        let environment = LogEnvironment(files: FileNaming(workingDirectory: directory.path))
        let descriptions = try [file, document.configuration()].map { configuration in
            let active = try configuration.apply(to: LoggerTree(environment: environment))
            defer { active.shutdown() }
            return active.describe()
        }
        #expect(descriptions[0] == descriptions[1])
        #expect(directory.names == ["app.log", "daily.log"])
    }

    @Test func `what is wrong is told with its path`() throws {
        var document = ConfigurationDocument()
        document.handlers["file"] = .stream().formatter("jsn")
        document.formatters["json"] = .json()
        let error = try #require(throws: LoggingConfigurationError.self) { try document.configuration() }
        #expect(error.diagnostics.map(\.path) == ["handlers.file.formatter"])
    }

    @Test func `a setting that is taken back is gone`() {
        var document = ConfigurationDocument()
        document.handlers["file"] = .stream()
        document.handlers["file"] = nil
        #expect(document.value == ["version": 1])
    }

    @Test(arguments: [
        "", " ", "plain", "two words", "yes", "Null", "12", "1:30", "2026-01-01", "~", "- a", "a: b", "a #b", "#a",
        "a:", "'",
        "\"", "\\", "line\nend", "\u{7}\u{7F}\u{85}\u{A0}\u{2028}\u{FEFF}", "zażółć 🎈", "0x1F", "1e5", ".5", "-",
        "/dev/log",
        "ext://sys.stdout", "<<", "=", "[a", "{a", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "? a", "a,b", "_",
        "off",
    ])
    func `any text reads as itself, as key and as value`(text: String) throws {
        let inner: LogValue = .object(LogObject([(text, .int(1))]))
        let items: LogValue = [.string(text), [.string(text)], inner]
        let value: LogValue = .object(LogObject([(text, items)]))
        let node = try YAMLReader.read(Array(YAMLText.of(value).utf8), file: "t").root
        #expect(node.logValue == value)
    }

    @Test(arguments: [0, 1.5, -2, 1e300, 1e-7, 123_456_789_012_345_680, .infinity, -.infinity] as [Double])
    func `any number reads as itself`(number: Double) throws {
        let value: LogValue = [.double(number), .int(.min), .int(.max), true, nil, [], [:]]
        let node = try YAMLReader.read(Array(YAMLText.of(value).utf8), file: "t").root
        #expect(node.logValue == value)
    }
}
