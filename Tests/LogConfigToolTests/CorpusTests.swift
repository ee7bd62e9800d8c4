import Foundation
import TestSupport
import Testing

/// Configurations that people wrote, with what CPython did with them.
///
/// They are other people's files and no part of this package: they are read where they lie.
enum Corpus {
    static let folder = Repository.shared("corpus")
    static let python = PythonOracle.find().oracle

    /// What needs a handler class of the trait `Network`, where the tool is built without it: the name of the
    /// configuration, then the class.
    static let waiting: [String: String] = {
        #if Network
        return [:]
        #else
        let path = (#filePath as NSString).deletingLastPathComponent + "/Fixtures/corpus-network.txt"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        var result: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        }
        return result
        #endif
    }()
}

/// The configurations, run through the tool and compared with CPython's verdicts and output.
@Suite(
    .enabled(if: Corpus.folder != nil, "the folder of configurations is not beside this checkout"),
    .enabled(if: Corpus.python != nil, "needs a python3"),
    .serialized
)
struct CorpusTests {
    @Test func `in CPython's mode every verdict and every byte is CPython's`() throws {
        let differing = try compare(driver: "")
        #expect(differing.keys.sorted() == Corpus.waiting.keys.sorted(), "\(CorpusTests.describe(differing))")
    }

    @Test func `in our own mode only what the table of deviations names is different`() throws {
        // The two rows of the table that these configurations and calls reach: level 25 has a name, and goes to syslog
        // as a notice.
        let driver = #"""
            def without_compat(args):
                i = args.index("--compat") if "--compat" in args else None
                return args if i is None else args[:i] + args[i + 2:]
            real_run = compare.run
            compare.run = lambda tool, args, cwd, **k: real_run(tool, without_compat(args), cwd, **k)
            def named(value):
                if isinstance(value, dict): return {k: named(v) for k, v in value.items()}
                if isinstance(value, list): return [named(v) for v in value]
                if not isinstance(value, str): return value
                value = re.sub(r" *(?:Level 25|NOTICE) *(:?) *", r" <25>\1 ", value)
                return re.sub(
                    r"^<(\d+)>(?=.*a level without a name)", lambda m: "<%d>" % (int(m.group(1)) & ~7 | 5), value)
            real_differences = compare.replay_differences
            def differences(exp, got):
                return real_differences(named(exp), named(got))
            compare.replay_differences = differences
            """#
        let differing = try compare(driver: driver)
        // The mails of 014 are sent, though its `secure: True` makes CPython fail; a record that cannot be formatted does not
        // make the file of 071 roll over; the one of 077 passes its queue and fails in the handlers behind.
        let wanted = Set(Corpus.waiting.keys).union(["014", "071", "077"])
        #expect(differing.keys.sorted() == wanted.sorted(), "\(CorpusTests.describe(differing))")
    }

    /// Runs the comparison that comes with the configurations.
    ///
    /// - Parameter driver: Python text that changes the comparison, known as `compare`.
    /// - Returns: the differing rows by configuration.
    /// - Throws: what running Python throws.
    private func compare(driver: String) throws -> [String: [String]] {
        let folder = try #require(Corpus.folder)
        let python = try #require(Corpus.python)
        let configurations = try FileManager.default.contentsOfDirectory(atPath: folder + "/configs").sorted()
            .map { "\(folder)/configs/\($0)" }
        #expect(configurations.count > 100)
        let script = """
            import importlib.util, re, sys
            sys.dont_write_bytecode = True
            spec = importlib.util.spec_from_file_location("compare", sys.argv[1] + "/compare.py")
            compare = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(compare)
            \(driver)
            sys.argv = ["compare.py", sys.argv[2], sys.argv[1] + "/expected"] + sys.argv[3:] + ["--show", "100000"]
            try:
                compare.main()
            except SystemExit:
                pass
            """
        let output = try python.run(["-c", script, folder, BuiltProgram("logconfig").path] + configurations)
        let text = String(decoding: output, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        let summary = lines.last ?? ""
        #expect(summary.contains(" passed, "), "\(text)")
        var rows: [String: [String]] = [:]
        for (index, line) in lines.enumerated() where line.first?.isNumber == true && line != summary {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            let detail = lines[(index + 1)...].prefix { $0.hasPrefix("    ") }.joined(separator: "\n")
            rows[parts[0], default: []].append(parts[1] + "\n" + detail)
        }
        return rows
    }

    private static func describe(_ rows: [String: [String]]) -> String {
        rows.filter { Corpus.waiting[$0.key] == nil }.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.joined(separator: "\n"))" }.joined(separator: "\n")
    }
}
