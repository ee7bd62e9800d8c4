import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
    let tool = BuiltProgram("logconfig")
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `the version is a number of three parts`() throws {
        let outcome = try directory.logconfig(["--version"])
        #expect(outcome.standardOutput.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
        #expect(outcome.status == 0)
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"),
        arguments: ["check c.yaml", "check --json c.yaml", "document c.yaml", "tree c.yaml", "tree --json c.yaml"]
    )
    func `an answer that cannot be written is the environment's failure`(command: String) throws {
        try directory.write("version: 1\ndisable_existing_loggers: false\n", to: "c.yaml")
        let outcome = try BuiltProgram("/bin/sh").run(
            ["-c", "exec \"$0\" \(command) > /dev/full", tool.path],
            in: directory.path
        )
        #expect(outcome.standardError == "logconfig: cannot write '<stdout>': No space left on device\n")
        #expect(outcome.status == 3)
    }

    @Test func `a fine file is fine`() throws {
        try directory.write("version: 1\ndisable_existing_loggers: false\n", to: "log_config.yaml")
        let outcome = try directory.logconfig(["check", "log_config.yaml"])
        #expect(outcome.standardOutput == "log_config.yaml: fine\n")
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
    }

    @Test func `a service file is judged by its section for monitoring`() throws {
        try directory.write("name: iris\nmonitoring: {options: {log_path: rows}}\n", to: "fine.yaml")
        try directory.write("monitoring:\n  options:\n    log_pth: rows\n", to: "wrong.yaml")
        let outcome = try directory.logconfig(["check", "fine.yaml", "wrong.yaml"])
        #expect(outcome.standardOutput == "fine.yaml: fine\n")
        #expect(
            outcome.standardError
                == "wrong.yaml:3:5: error: monitoring.options.log_pth: is not known; "
                + "did you mean 'log_path'?\n"
        )
        #expect(outcome.status == 1)
    }

    @Test func `every problem is told in one run, with its place`() throws {
        let text = """
            version: 1
            disable_existing_loggers: false
            formatters:
              json: {format: '%(message)s'}
            handlers:
              file:
                class: logging.FileHandler
                filename: app.log
                formatter: jsn
            root:
              level: info
              handlers: [file, fiel]

            """
        try directory.write(text, to: "log_config.yaml")
        let outcome = try directory.logconfig(["check", "log_config.yaml"])
        #expect(
            outcome.standardError == """
                log_config.yaml:9:16: error: handlers.file.formatter: no formatter is named 'jsn'; did you mean 'json'?
                log_config.yaml:11:10: error: root.level: no level is named 'info'; did you mean 'INFO'?
                log_config.yaml:12:20: error: root.handlers[1]: no handler is named 'fiel'; did you mean 'file'?

                """
        )
        #expect(outcome.standardOutput == "")
        #expect(outcome.status == 1)
        #expect(directory.names == ["log_config.yaml"])
    }

    @Test func `the JSON report has the documented shape`() throws {
        try directory.write("version: 2\n", to: "a.yaml")
        let outcome = try directory.logconfig(["check", "a.yaml", "--json"])
        #expect(
            outcome.standardOutput == #"""
                {"files": [{"accepted": false, "diagnostics": [{"code": "unsupported-version", "column": 10, "hint": "the only version is 1", "line": 1, "message": "version 2 is not supported", "path": "version", "severity": "error"}], "file": "a.yaml"}]}

                """#
        )
        #expect(outcome.status == 1)
    }

    @Test func `warnings fail when asked to`() throws {
        try directory.write("version: 1\ndisable_existing_loggers: false\nhandler: {}\n", to: "a.yaml")
        #expect(try directory.logconfig(["check", "a.yaml"]).status == 0)
        #expect(try directory.logconfig(["check", "--strict", "a.yaml"]).status == 1)
    }

    @Test func `standard input is a file, too`() throws {
        let outcome = try directory.logconfig(["check", "-"], input: "{version: 1, disable_existing_loggers: false}")
        #expect(outcome.standardOutput == "<stdin>: fine\n")
    }

    @Test func `a file that cannot be read is the environment's failure`() throws {
        let outcome = try directory.logconfig(["check", "absent.yaml"])
        #expect(outcome.standardError == "logconfig: cannot read 'absent.yaml': No such file or directory\n")
        #expect(outcome.status == 3)
        let folder = try directory.logconfig(["check", "."])
        #expect(folder.standardError == "logconfig: cannot read '.': Is a directory\n")
        #expect(folder.status == 3)
    }

    @Test(arguments: [["check"], ["check", "--nonsense", "x"], ["nonsense"], []])
    func `wrong usage ends with status 2`(arguments: [String]) throws {
        let outcome = try directory.logconfig(arguments)
        // Without a subcommand the tool prints its help, which is what was meant.
        #expect(outcome.status == (arguments.isEmpty ? 0 : 2))
    }

    @Test func `a giant file is refused for its size and not read to its end`() throws {
        try directory.write("a: '", to: "giant.yaml")
        let file = try #require(FileHandle(forWritingAtPath: directory.file("giant.yaml")))
        // Far more than the machine has memory for; the file system keeps only its beginning.
        try file.truncate(atOffset: 1 << 42)
        try file.close()
        let outcome = try directory.logconfig(["check", "giant.yaml"])
        #expect(outcome.standardError == "giant.yaml: error: file is larger than 1048576 bytes\n")
        #expect(outcome.status == 1)
    }
}
