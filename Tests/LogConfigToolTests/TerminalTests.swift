import Foundation
import TestSupport
import Testing

/// A Python that can provide a terminal.
private enum TerminalOracle {
    static let oracle = PythonOracle.find(modules: ["pty"]).oracle
}

/// What the tool writes when a person looks: run on a terminal that a Python provides.
@Suite(.enabled(if: TerminalOracle.oracle != nil, "needs a python3 with pty"))
struct TerminalTests {
    let tool = BuiltProgram("logconfig")
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("version: 1\ndisable_existing_loggers: false\nroot: {level: info}\n", to: "bad.yaml")
        try directory.write("version: 1\ndisable_existing_loggers: false\nroot: {level: INFO}\n", to: "good.yaml")
    }

    private static let script = """
        import os, pty, sys
        os.chdir(sys.argv[1])
        def read(descriptor):
            try:
                return os.read(descriptor, 65536)
            except OSError:
                return b''
        sys.exit(0 if pty.spawn(sys.argv[2:], read, lambda descriptor: b'') in (0, 256) else 9)
        """

    /// What a terminal shows.
    private func screen(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
        let output = try #require(TerminalOracle.oracle).run(
            ["-c", TerminalTests.script, directory.path, tool.path] + arguments,
            // Whoever runs the tests may not want colours; an empty wish is none.
            environment: ["NO_COLOR": ""].merging(environment) { $1 }
        )
        return String(decoding: output, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test func `an error is coloured and shows its line, a caret and its code`() throws {
        #expect(
            try screen("check", "bad.yaml") == """
                bad.yaml:3:15: \u{1B}[1m\u{1B}[31merror\u{1B}[0m\u{1B}[0m: root.level: no level is named 'info'; \
                did you mean 'INFO'?\u{1B}[2m [unknown-level]\u{1B}[0m
                    root: {level: info}
                \u{1B}[31m                  ^\u{1B}[0m

                """
        )
    }

    @Test func `NO_COLOR is respected`() throws {
        #expect(
            try screen("check", "bad.yaml", environment: ["NO_COLOR": "1"]) == """
                bad.yaml:3:15: error: root.level: no level is named 'info'; did you mean 'INFO'? [unknown-level]
                    root: {level: info}
                                  ^

                """
        )
        #expect(try screen("tree", "good.yaml", environment: ["NO_COLOR": "1"]) == "root  INFO\n\nhandlers\n")
        #expect(
            try screen("explain", "good.yaml", "root", "DEBUG", environment: ["NO_COLOR": "1"])
                == "DEBUG from root\n  ✗ the root takes from INFO on\nthe record is dropped\n"
        )
    }

    @Test func `the tree is coloured by level`() throws {
        #expect(
            try screen("tree", "good.yaml")
                == "\u{1B}[1mroot\u{1B}[0m  \u{1B}[32mINFO\u{1B}[0m\n\n\u{1B}[1mhandlers\u{1B}[0m\n"
        )
    }
}
