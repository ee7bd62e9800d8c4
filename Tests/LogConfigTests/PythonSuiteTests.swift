import Foundation
import LogConfig
import TestSupport
import Testing

@Suite("The configurations of CPython's own tests")
struct PythonSuiteTests {
    // Some builds of Python leave out the package with its tests.
    private static let search = PythonOracle.find(
        modules: ["test.test_logging"],
        where: "sys.version_info[:2] == (3, 13)"
    )

    /// Prints the configurations that are pure data, and what CPython does with each.
    private static let script = """
        import copy, io, json, logging, logging.config, os, sys, tempfile, textwrap
        import test.test_logging as suite
        os.chdir(tempfile.mkdtemp())
        for name, config in sorted(vars(suite.ConfigDictTest).items()):
            if not isinstance(config, dict) or config.get('incremental'):
                continue
            try:
                text = json.dumps(config)
            except TypeError:
                continue
            if suite.__name__ in text:
                continue
            chain = []
            try:
                logging.config.dictConfig(copy.deepcopy(config))
            except Exception as e:
                while e is not None:
                    chain.append(type(e).__name__ + ': ' + str(e))
                    e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
            print(json.dumps({'name': name, 'text': text, 'chain': chain}))
        for name, text in sorted(vars(suite.ConfigFileTest).items()):
            if not isinstance(text, str) or '[loggers]' not in text or suite.__name__ in text:
                continue
            text = textwrap.dedent(text)
            if '{tempfile}' in text:
                text = text.format(tempfile='file.log')
            chain = []
            try:
                logging.config.fileConfig(io.StringIO(text), encoding='utf-8')
            except Exception as e:
                while e is not None:
                    chain.append(type(e).__name__ + ': ' + str(e))
                    e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
            print(json.dumps({'name': name + '.ini', 'text': text, 'chain': chain}))
        """

    @Test(.enabled(if: search.oracle != nil, "there is no Python 3.13 with its tests"))
    func `they are accepted or refused as by CPython, in its words`() throws {
        let oracle = try #require(PythonSuiteTests.search.oracle)
        let output = String(decoding: try oracle.run(["-c", PythonSuiteTests.script]), as: UTF8.self)
        let box = try TemporaryDirectory()
        var count = 0
        for line in output.split(separator: "\n") {
            let answer = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let name = answer["name"] as? String ?? ""
            let tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
            let verdict = Verdict.of(
                bytes: Array((answer["text"] as? String ?? "").utf8),
                file: name,
                options: ConfigurationOptions(compatibility: .python313),
                tree: tree,
                isLive: true
            )
            #expect(verdict.error?.chain.map(\.description) ?? [] == answer["chain"] as? [String], "\(name)")
            verdict.active?.shutdown()
            count += 1
        }
        #expect(count >= 25)
    }
}
