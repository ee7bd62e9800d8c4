import Foundation
import LogConfig
import TestSupport
import Testing

@testable import LogRuntime

@Suite("Attributes that '.' sets")
struct AttributeTests {
    private static let search = PythonOracle.find(
        modules: ["yaml", "pythonjsonlogger.json", "colorlog", "uvicorn.logging"],
        where: "sys.version_info[:2] == (3, 13)"
    )

    /// Applies a configuration, logs three records at a fixed time and prints the files that are there.
    private static let script = """
        import glob, json, logging, logging.config, os, sys, tempfile, time
        logging.raiseExceptions = False
        import yaml
        os.environ['TZ'] = 'UTC'
        time.tzset()
        time.time_ns = lambda: 1717243380123000000
        time.time = lambda: 1717243380.123
        os.chdir(tempfile.mkdtemp())
        with open('app.log', 'w') as stream:
            stream.write('before\\n')
        os.utime('app.log', (1717243380, 1717243380))
        logging.config.dictConfig(yaml.safe_load(sys.argv[1]))
        for number in range(3):
            logging.getLogger('shop').warning('record %d', number)
        print(json.dumps({name: open(name).read() for name in sorted(glob.glob('*'))}))
        """

    private static func configuration(formatter: String, handler: String) -> String {
        let formatter =
            formatter.contains("()")
            ? formatter : "(): logging.Formatter, format: \"%(asctime)s %(message)s\", .: {\(formatter)}"
        return """
            version: 1
            formatters:
              f: {\(formatter)}
            filters: {nobody: {name: nobody}}
            handlers:
              h: {formatter: f, filename: app.log, \(handler)}
            root: {handlers: [h]}
            """
    }

    private static let file = "class: logging.FileHandler"
    private static let rotating = "class: logging.handlers.RotatingFileHandler"
    private static let timed = "class: logging.handlers.TimedRotatingFileHandler, when: S, interval: -100000"
    private static let json = "(): pythonjsonlogger.json.JsonFormatter, fmt: '%(asctime)s %(message)s'"
    private static let colored = "(): colorlog.ColoredFormatter, format: '%(log_color)s%(message)s'"

    @Test(
        .enabled(if: search.oracle != nil, "needs Python 3.13 with PyYAML"),
        arguments: [
            ("default_msec_format: '%s.%03d'", file),
            ("default_msec_format: ", file),
            ("default_msec_format: ''", file),
            ("default_msec_format: 0", file),
            ("default_time_format: '%H:%M'", file),
            ("datefmt: 5", file),
            ("datefmt: 'ext://logging.BASIC_FORMAT'", file),
            ("datefmt: '%d.%m.%Y'", "\(file), .: {terminator: \"|\"}"),
            ("level: 10", "\(file), .: {terminator: 5}"),
            ("level: 10", "\(file), .: {terminator: }"),
            ("level: 10", "\(file), .: {terminator: 'ext://os.linesep'}"),
            ("level: 10", "\(file), .: {level: 50}"),
            ("level: 10", "\(file), level: CRITICAL, .: {level: 30}"),
            ("level: 10", "\(file), .: {formatter: }"),
            ("level: 10", "\(file), filters: [nobody]"),
            ("level: 10", "\(file), filters: [nobody], .: {filters: []}"),
            ("level: 10", "\(file), .: {name: other, lineno: 5, delay: true}"),
            ("level: 10", "\(rotating), .: {maxBytes: 40, backupCount: 1}"),
            ("level: 10", "\(rotating), .: {maxBytes: 40.5, backupCount: 1, namer: null}"),
            ("level: 10", "\(rotating), maxBytes: 40, .: {backupCount: 2}"),
            ("level: 10", "\(rotating), maxBytes: 40, backupCount: 1, .: {maxBytes: 0}"),
            ("level: 10", "\(rotating), mode: w, .: {maxBytes: 40, backupCount: 1}"),
            ("level: 10", "\(rotating), mode: w, .: {maxBytes: 40}"),
            ("level: 10", "\(rotating), mode: w, maxBytes: 40, .: {backupCount: 1}"),
            ("level: 10", timed),
            ("level: 10", "\(timed), .: {suffix: '%Y%m%d'}"),
            ("level: 10", "\(timed), .: {suffix: '%d.old', backupCount: 1}"),
            ("\(json), .: {prefix: '> ', static_fields: {a: [1]}, timestamp: at}", file),
            ("\(json), .: {rename_fields: {message: m}, json_indent: 1, datefmt: '%H'}", file),
            ("\(json), rename_fields: {message: m}, .: {defaults: {a: b}, reserved_attrs: [message]}", file),
            ("\(json), .: {rename_fields: {message: m, x: y}, rename_fields_keep_missing: 1}", file),
            ("\(colored), .: {log_colors: {WARNING: red}, reset: false}", file),
            ("\(colored), .: {force_color: false, no_color: true}", file),
            ("\(colored), .: {log_colors: {WARNING: [red]}}", file),
            ("\(colored), .: {log_colors: 5}", file),
            ("\(colored), log_colors: {WARNING: 5}, secondary_log_colors: {}", file),
            ("\(colored), secondary_log_colors: [a]", file),
            ("\(colored), secondary_log_colors: {a: b}", file),
            ("(): uvicorn.logging.DefaultFormatter, fmt: '%(levelprefix)s %(message)s', .: {use_colors: true}", file),
        ]
    )
    func `they act as they do in CPython`(formatter: String, handler: String) throws {
        let oracle = try #require(AttributeTests.search.oracle)
        let text = AttributeTests.configuration(formatter: formatter, handler: handler)
        let output = try oracle.run(["-X", "utf8", "-c", AttributeTests.script, text])
        let theirs = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: String])
        let box = try TemporaryDirectory()
        try "before\n".write(toFile: box.path + "/app.log", atomically: false, encoding: .utf8)
        let environment = LogEnvironment(
            clock: StoppedClock(),
            timeZone: .utc,
            files: FileNaming(workingDirectory: box.path)
        )
        let tree = LoggerTree(environment: environment)
        let active = try LoggingConfiguration(
            yaml: text,
            options: ConfigurationOptions(compatibility: .python313)
        ).apply(to: tree)
        for number in 0..<3 { tree.logger("shop").warning("record \(number)") }
        active.shutdown()
        var ours: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: box.path) {
            ours[name] = try String(contentsOfFile: box.path + "/" + name, encoding: .utf8)
        }
        #expect(ours == theirs)
    }

    @Test(
        arguments: [
            "class: logging.FileHandler, filename: x.log, .: {level: INFO}",
            "class: logging.FileHandler, filename: x.log, .: {formatter: f}",
            "class: logging.FileHandler, filename: x.log, .: {filters: [a]}",
            "class: logging.FileHandler, filename: x.log, .: {baseFilename: y.log}",
            "class: logging.FileHandler, filename: x.log, .: {stream: ext://sys.stdout}",
            "class: logging.StreamHandler, .: {stream: ext://sys.stdout}",
            "class: logging.StreamHandler, .: {emit: print}",
            "class: logging.handlers.RotatingFileHandler, filename: x.log, .: {maxBytes: many}",
            "class: logging.handlers.RotatingFileHandler, filename: x.log, .: {namer: ext://os.fspath}",
            "class: logging.handlers.TimedRotatingFileHandler, filename: x.log, .: {rolloverAt: 5}",
            "class: logging.handlers.TimedRotatingFileHandler, filename: x.log, .: {suffix: 5}",
            "class: logging.handlers.MemoryHandler, capacity: 5, .: {target: x}",
            "class: logging.handlers.SocketHandler, host: a, port: 5, .: {address: [a, 6]}",
        ],
        [Compatibility.standard, .python313]
    )
    func `what has no counterpart here is refused with its place`(text: String, _ compatibility: Compatibility) throws {
        let error = #expect(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(
                yaml: "version: 1\nhandlers:\n  h: {\(text)}\n",
                options: ConfigurationOptions(compatibility: compatibility)
            )
        }
        let first = error?.diagnostics.first { $0.severity == .error }
        let value = text.firstRange(of: ".: {").map { text[$0.upperBound...].prefix { $0 != ":" }.count }
        let column = (text.firstRange(of: ".: {").map { text.distance(from: text.startIndex, to: $0.upperBound) } ?? 0)
        #expect(first?.line == 3)
        #expect(first?.column == 7 + column + (value ?? 0) + 2 + 0)
        #expect(first?.path.hasPrefix("handlers.h..") == true)
    }
}

/// A clock that stands still.
private struct StoppedClock: LogClock {
    func now() -> WallTime { WallTime(seconds: 1_717_243_380, nanoseconds: 123_000_000) }
}
