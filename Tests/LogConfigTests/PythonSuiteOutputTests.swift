import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("What the configurations of CPython's own tests write")
struct PythonSuiteOutputTests {
    // Some builds of Python leave out the package with its tests.
    private static let search = PythonOracle.find(
        modules: ["test.test_logging"],
        where: "sys.version_info[:2] == (3, 13)"
    )

    /// Prints what comes of each configuration that is pure data, alone and in the orders of CPython's tests.
    ///
    /// The same records are logged after each step; each case has a process of its own.
    private static let script = """
        import io, json, logging, logging.config, os, sys, tempfile, textwrap
        import test.test_logging as suite
        LOGGERS = ['', 'compiler', 'compiler.parser', 'compiler.parser.codegen', 'compiler.lexer', 'compiler-hyphenated',
                   'some_pristine_logger']
        def texts(test, ending):
            found = {}
            for name, config in vars(test).items():
                try:
                    text = textwrap.dedent(config) if isinstance(config, str) else json.dumps(config)
                except TypeError:
                    continue
                is_file = isinstance(config, str) and '[loggers]' in text
                if suite.__name__ in text or not (is_file or isinstance(config, dict) and 'version' in config):
                    continue
                found[name] = text.replace('{tempfile}', 'file.log') if is_file else text
            return found, ending
        def configure(text, ending):
            if ending == '.ini':
                logging.config.fileConfig(io.StringIO(text), encoding='utf-8')
            else:
                logging.config.dictConfig(json.loads(text))
        def case(steps, ending):
            reading, writing = os.pipe()
            if os.fork() == 0:
                os.chdir(tempfile.mkdtemp())
                sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
                for name in LOGGERS[-2:]:
                    logging.getLogger(name)
                make = logging.getLogRecordFactory()
                def factory(*args, **kwargs):
                    record = make(*args, **kwargs)
                    record.created, record.msecs = 1717243380.0, 0.0
                    return record
                logging.setLogRecordFactory(factory)
                answer = {'steps': steps, 'ending': ending, 'loggers': LOGGERS}
                try:
                    for text in steps:
                        configure(text, ending)
                        for name in LOGGERS:
                            for level in (10, 20, 30, 40, 50):
                                logging.getLogger(name).log(level, '%s at %d', name, level)
                    logging.shutdown()
                    answer.update(out=sys.stdout.getvalue(), err=sys.stderr.getvalue())
                    answer['file'] = open('file.log').read() if os.path.exists('file.log') else ''
                except Exception:
                    answer = None
                with os.fdopen(writing, 'w') as stream:
                    stream.write(json.dumps(answer))
                os._exit(0)
            os.close(writing)
            with os.fdopen(reading) as stream:
                answer = stream.read()
            os.wait()
            if answer != 'null':
                print(answer)
        for found, ending in (texts(suite.ConfigDictTest, '.json'), texts(suite.ConfigFileTest, '.ini')):
            orders = [[name] for name in sorted(found)]
            orders += [['config1', 'config7'], ['config1', 'config8'], ['config1a', 'config8a'], ['config1a', 'config7'],
                       ['config9', 'config9a', 'config9b'], ['config8', 'config8'], ['disable_test', 'disable_test']]
            for order in orders:
                if all(name in found for name in order):
                    case([found[name] for name in order], ending)
        """

    @Test(
        .enabled(if: search.oracle != nil, "there is no Python 3.13 with its tests"),
        arguments: [Compatibility.python313, .standard]
    )
    func `they write the same bytes as in CPython`(compatibility: Compatibility) throws {
        let oracle = try #require(PythonSuiteOutputTests.search.oracle)
        let output = try oracle.run(["-W", "ignore", "-c", PythonSuiteOutputTests.script], environment: ["TZ": "UTC"])
        var count = 0
        for line in output.split(separator: UInt8(ascii: "\n")) {
            let answer = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let steps = answer["steps"] as? [String] ?? []
            // The listener of a queue is started here, which is a difference of its own.
            if compatibility == .standard, steps.contains(where: { $0.contains("QueueHandler") }) { continue }
            let written = try write(
                steps,
                ending: answer["ending"] as? String ?? "",
                to: answer["loggers"] as? [String] ?? [],
                compatibility
            )
            #expect(written.out == answer["out"] as? String, "\(steps)")
            #expect(written.err == answer["err"] as? String, "\(steps)")
            #expect(written.file == answer["file"] as? String, "\(steps)")
            count += 1
        }
        #expect(count >= 25)
    }

    /// Does what the script does.
    private func write(
        _ steps: [String],
        ending: String,
        to loggers: [String],
        _ compatibility: Compatibility
    ) throws -> (out: String, err: String, file: String) {
        let box = try TemporaryDirectory()
        let (out, err) = (KeptStream(), KeptStream())
        let environment = LogEnvironment(
            clock: FixedClock(),
            timeZone: .utc,
            files: FileNaming(workingDirectory: box.path)
        )
        let tree = LoggerTree(environment: environment)
        tree.lastResort = SinkHandler(sink: err, level: .warning)
        for name in loggers.suffix(2) { _ = tree.logger(name) }
        var options = ConfigurationOptions(compatibility: compatibility)
        options.registry.external("sys.stdout", .stream(out))
        options.registry.external("sys.stderr", .stream(err))
        for (step, text) in steps.enumerated() {
            let verdict = Verdict.of(
                bytes: Array(text.utf8),
                file: "config" + ending,
                options: options,
                tree: tree,
                isLive: true
            )
            #expect(verdict.error == nil, "\(text)")
            for name in loggers {
                for level in [10, 20, 30, 40, 50] {
                    tree.logger(name).log(Level(rawValue: level), "\(name) at \(level)")
                }
            }
            if step == steps.count - 1 { verdict.active?.shutdown() }
        }
        let file = FileManager.default.contents(atPath: box.path + "/file.log") ?? Data()
        return (out.text, err.text, String(decoding: file, as: UTF8.self))
    }
}

/// A stream that keeps what is written to it.
private final class KeptStream: Sink {
    private let content = Lock<[UInt8]>([])

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let copy = Array(bytes)
        content.withLock { $0 += copy }
    }

    func flush() throws(SinkError) {}

    func close() {}

    /// What was written so far.
    var text: String { String(decoding: content.withLock { $0 }, as: UTF8.self) }
}

/// A clock that stands still at the moment at which the script makes its records.
private struct FixedClock: LogClock {
    func now() -> WallTime { WallTime(seconds: 1_717_243_380, nanoseconds: 0) }
}
