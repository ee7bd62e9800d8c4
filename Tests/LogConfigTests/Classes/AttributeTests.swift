import Foundation
import LogConfig
import TestSupport
import Testing

@testable import LogRuntime

@Suite("Attributes that '.' sets")
struct AttributeTests {
    private static let search = PythonOracle.find(
        modules: ["yaml"],
        where: "sys.version_info[:2] == (3, 13)"
    )

    /// Applies a configuration, logs three records at a fixed time and prints the files that are there.
    private static let script = """
        import glob, json, logging, logging.config, os, sys, tempfile, time
        import yaml
        os.environ['TZ'] = 'UTC'
        time.tzset()
        time.time_ns = lambda: 1717243380123000000
        os.chdir(tempfile.mkdtemp())
        logging.config.dictConfig(yaml.safe_load(sys.argv[1]))
        for number in range(3):
            logging.getLogger('shop').warning('record %d', number)
        print(json.dumps({name: open(name).read() for name in sorted(glob.glob('*'))}))
        """

    private static func configuration(formatter: String, handler: String) -> String {
        """
        version: 1
        formatters:
          f: {(): logging.Formatter, format: "%(asctime)s %(message)s", .: {\(formatter)}}
        handlers:
          h: {formatter: f, filename: app.log, \(handler)}
        root: {handlers: [h]}
        """
    }

    @Test(
        .enabled(if: search.oracle != nil, "needs Python 3.13 with PyYAML"),
        arguments: [
            ("default_msec_format: '%s.%03d'", "class: logging.FileHandler"),
            ("default_msec_format: ", "class: logging.FileHandler"),
            ("default_time_format: '%H:%M'", "class: logging.FileHandler"),
            ("datefmt: '%d.%m.%Y'", "class: logging.FileHandler, .: {terminator: \"|\"}"),
            ("level: 10", "class: logging.handlers.RotatingFileHandler, .: {maxBytes: 40, backupCount: 1}"),
            ("level: 10", "class: logging.handlers.RotatingFileHandler, maxBytes: 40, .: {backupCount: 2}"),
        ]
    )
    func `they act as they do in CPython`(formatter: String, handler: String) throws {
        let oracle = try #require(AttributeTests.search.oracle)
        let text = AttributeTests.configuration(formatter: formatter, handler: handler)
        let output = try oracle.run(["-X", "utf8", "-c", AttributeTests.script, text])
        let theirs = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: String])
        let box = try TemporaryDirectory()
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
}

/// A clock that stands still.
private struct StoppedClock: LogClock {
    func now() -> WallTime { WallTime(seconds: 1_717_243_380, nanoseconds: 123_000_000) }
}
