import Foundation
import TestSupport
import Testing

@Suite struct ReplayCommandTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func report() throws -> [String: Any] {
        let data = try #require(directory.data("report.json"))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test(arguments: ["app.log", "/app.log"])
    func `relative directories start where the tool was started`(filename: String) throws {
        try directory.write(
            "{version: 1, handlers: {f: {class: logging.FileHandler, filename: \(filename)}}, root: {handlers: [f]}}",
            to: "c.yaml"
        )
        try directory.write(#"{"logger": "a", "level": "ERROR", "msg": "m"}"#, to: "calls.jsonl")
        let places = ["--working-directory", "files", "--root", "files", "--make-directories"]
        let outcome = try directory.logconfig(
            ["replay", "c.yaml", "--script", "calls.jsonl"] + places
        )
        #expect(outcome.status == 0)
        #expect(directory.text("files/app.log") == "m\n")
    }

    @Test func `files are written for real and the report says who got what`() throws {
        try directory.write(
            """
            version: 1
            formatters: {text: {format: "%(asctime)s %(name)s %(levelname)s %(message)s (%(threadName)s)"}}
            handlers:
              file: {class: logging.FileHandler, filename: app.log, formatter: text, level: WARNING}
              console: {class: logging.StreamHandler, stream: ext://sys.stdout}
            root: {level: INFO, handlers: [console]}
            loggers: {app: {handlers: [file]}}

            """,
            to: "c.yaml"
        )
        try directory.write(
            #"""
            {"logger": "app.db", "level": "ERROR", "msg": "lost %d of %(x)s", "args": {"x": 1}, "created": 1717243384.5}
            {"logger": "app.db", "level": "WARNING", "msg": "%s left", "args": ["ü"], "created": 1717243385.5}
            {"logger": "app", "level": "DEBUG", "msg": "off"}
            {"logger": "app", "level": 25, "msg": {"a": [1, null]}, "created": 1717243386}
            nonsense

            """#,
            to: "calls.jsonl"
        )
        let outcome = try directory.logconfig(
            [
                "replay", "c.yaml", "--script", "calls.jsonl", "--report", "report.json", "--pin", "--clock",
                "1717243380",
            ],
            environment: ["TZ": "UTC"]
        )
        #expect(directory.text("app.log") == "2024-06-01 12:03:05,500 app.db WARNING ü left (MainThread)\n")
        #expect(outcome.standardOutput == "ü left\n{'a': [1, None]}\n")
        #expect(outcome.standardError == "calls.jsonl:5:1: error: expected a value\n")
        #expect(outcome.status == 1)
        let output = try #require(report()["output"] as? [String: Any])
        let calls = try #require(output["calls"] as? [[String: Any]])
        let reached = calls.map { $0["handlers"] as? [String] }
        #expect(reached == [["file", "console"], ["file", "console"], [], ["console"]])
        #expect(calls.map { $0["enabled"] as? Bool } == [true, true, false, true])
        let errors = try #require(output["emit_errors"] as? [[String: Any]])
        #expect(errors.map { $0["handler"] as? String } == ["file", "console"])
        #expect(errors.map { $0["type"] as? String } == ["TypeError", "TypeError"])
    }

    @Test func `nothing leaves the machine when it is captured`() throws {
        try directory.write(
            """
            version: 1
            handlers:
              log: {class: logging.handlers.SysLogHandler, address: [logs.example.com, 514], facility: local3}
              audit: {class: shop.audit.Handler, table: events}
            root: {level: INFO, handlers: [log, audit]}

            """,
            to: "c.yaml"
        )
        try directory.write(#"{"logger": "a", "level": "INFO", "msg": "x"}"#, to: "calls.jsonl")
        let outcome = try directory.logconfig(
            ["replay", "c.yaml", "--script", "calls.jsonl", "--report", "report.json", "--capture", "--stand-ins"]
        )
        #expect(outcome.status == 0)
        let output = try #require(report()["output"] as? [String: Any])
        let captured = try #require(output["captured"] as? [[String: Any]])
        #expect(captured.map { $0["kind"] as? String } == ["socket", "stand-in"])
        #expect(captured.map { $0["handler"] as? String } == ["log", "audit"])
        #expect(captured.map { $0["data"] as? String } == ["<158>x\0", "x"])
    }

    @Test func `a script on standard input is called so, and its byte order mark is no part of it`() throws {
        try directory.write("version: 1\nroot: {level: INFO}\n", to: "c.yaml")
        let outcome = try directory.logconfig(
            ["replay", "c.yaml", "--script", "-"],
            input: "\u{FEFF}{\"logger\": \"a\", \"level\": \"INFO\", \"msg\": \"x\"}\n[]\n"
        )
        #expect(outcome.standardError == "<stdin>:2:1: error: a call is a JSON object\n")
        #expect(outcome.status == 1)
    }

    @Test func `without a report the failures of handlers are told`() throws {
        try directory.write(
            "version: 1\nhandlers: {out: {class: logging.StreamHandler}}\nroot: {handlers: [out]}\n",
            to: "c.yaml"
        )
        try directory.write(#"{"logger": "a", "level": "ERROR", "msg": "%d", "args": ["x"]}"#, to: "calls.jsonl")
        let outcome = try directory.logconfig(["replay", "c.yaml", "--script", "calls.jsonl"])
        #expect(
            outcome.standardError
                == "logging: handler 'out': %d format: a real number is required, not str\n"
        )
        #expect(outcome.status == 0)
    }

    @Test func `configuration and script cannot both be standard input`() throws {
        let outcome = try directory.logconfig(["replay", "-", "--script", "-"])
        #expect(outcome.standardError.contains("only one of the configuration and the script can be standard input"))
        #expect(outcome.status == 2)
    }

    @Test func `absolute names go below the root and missing directories are made when asked for`() throws {
        try directory.write(
            """
            version: 1
            handlers: {file: {class: logging.FileHandler, filename: /var/log/shop/app.log}}
            root: {level: INFO, handlers: [file]}

            """,
            to: "c.yaml"
        )
        try directory.write(#"{"logger": "a", "level": "INFO", "msg": "x"}"#, to: "calls.jsonl")
        let arguments = ["replay", "c.yaml", "--script", "calls.jsonl", "--root", directory.path + "/root"]
        let bare = try directory.logconfig(arguments)
        #expect(bare.status == 3)
        #expect(bare.standardError.contains("No such file or directory"))
        #expect(try directory.logconfig(arguments + ["--make-directories"]).status == 0)
        #expect(directory.text("root/var/log/shop/app.log") == "x\n")
    }
}
