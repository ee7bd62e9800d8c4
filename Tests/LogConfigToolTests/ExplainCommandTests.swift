import TestSupport
import Testing

@Suite struct ExplainCommandTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(
            configuration: """
                version: 1
                filters: {only: {name: app.db}}
                handlers:
                  file: {class: logging.FileHandler, filename: app.log}
                  console: {class: logging.StreamHandler, level: ERROR, filters: [only]}
                  memory: {class: logging.handlers.MemoryHandler, capacity: 10, target: file}
                loggers:
                  app: {level: DEBUG, handlers: [file, memory]}
                  quiet: {level: WARNING, propagate: false}
                root: {level: INFO, handlers: [console]}

                """
        )
    }

    private func explain(_ arguments: String...) throws -> BuiltProgram.Outcome {
        try directory.logconfig(["explain", "c.yaml"] + arguments)
    }

    @Test func `the way of a record is told, from the level to the handler that gets it twice`() throws {
        let outcome = try explain("app.db", "ERROR")
        #expect(
            outcome.standardOutput == """
                ERROR from app.db
                  ✓ 'app.db' takes from DEBUG on, by the level of 'app'
                  app.db
                    no handlers
                  app  line 8
                    ✓ file → app.log  takes every level
                    ✓ memory  takes every level
                      ✓ file → app.log  its level is not asked
                  root  line 10
                    ✓ console → stderr  takes from ERROR on
                it reaches file, memory, console
                file gets it 2 times: by app, by app through memory

                """
        )
        #expect(outcome.status == 0)
        #expect(directory.names == ["c.yaml"])
    }

    @Test func `a level that stops the record is named with the logger that sets it`() throws {
        #expect(
            try explain("quiet.part", "INFO").standardOutput == """
                INFO from quiet.part
                  ✗ 'quiet.part' takes from WARNING on, by the level of 'quiet'
                the record is dropped

                """
        )
    }

    @Test func `a record that finds no handler goes to the last resort`() throws {
        #expect(
            try explain("quiet", "ERROR").standardOutput == """
                ERROR from quiet
                  ✓ 'quiet' takes from WARNING on
                  quiet  line 9
                    no handlers
                    ends here: does not propagate
                  ✓ no logger on the way has a handler: records from WARNING on go to standard error, the others nowhere
                no handler gets it

                """
        )
    }

    @Test func `a logger that is not named may be switched off, and a filter stops by name`() throws {
        #expect(
            try explain("other", "error").standardOutput == """
                ERROR from other
                  ✓ 'other' takes from INFO on, by the level of the root
                  other
                    no handlers
                  root  line 10
                    ✗ console → stderr  filter 'only' of handler 'console' takes records of 'app.db' and below
                no handler gets it
                if the logger exists before the configuration comes into force, it is switched off

                """
        )
    }

    @Test func `the JSON object has all of it, its keys sorted`() throws {
        #expect(
            try explain("root", "20", "--json").standardOutput == #"""
                {"accepted": true, "checks": [{"reason": "the root takes from INFO on", "verdict": "passes"}], "disabledIfExisting": false, "handlers": [], "lastResort": null, "level": "INFO", "levelno": 20, "logger": "root", "stations": [{"handlers": [{"class": "logging.StreamHandler", "destination": "stderr", "handler": "console", "onward": [], "reason": "takes from ERROR on", "verdict": "stopped"}], "line": 10, "logger": "root", "propagates": false}], "twice": [], "verdict": "passes"}

                """#
        )
    }

    @Test func `what the live tree does is what is explained`() throws {
        var script = ""
        let loggers = ["root", "app", "app.db", "app.web", "quiet", "quiet.part", "other"]
        let levels = ["DEBUG", "INFO", "WARNING", "ERROR"]
        for logger in loggers {
            for level in levels { script += #"{"logger": "\#(logger)", "level": "\#(level)", "msg": "m"}"# + "\n" }
        }
        try directory.write(script, to: "calls.jsonl")
        let run = try directory.logconfig(
            ["replay", "c.yaml", "--script", "calls.jsonl", "--report", "-"]
        )
        let calls = run.standardOutput.matches(of: /"enabled": (true|false), "handlers": \[([^\]]*)\]/)
        #expect(calls.count == loggers.count * levels.count)
        var index = 0
        for logger in loggers {
            for level in levels where index < calls.count {
                let explained = try explain(logger, level, "--json").standardOutput
                var handlers = explained.firstMatch(of: /, "handlers": \[([^\]]*)\], "lastResort"/).map { String($0.1) }
                if explained.contains(#""lastResort": {"reason""#) {
                    let takes = explained.contains(#"standard error, the others nowhere", "verdict": "passes"}"#)
                    handlers = takes ? #""lastResort""# : ""
                }
                // The memory handler hands on what it has kept before.
                let live = Set(calls[index].2.split(separator: ", ").map(String.init))
                #expect(
                    handlers.map { Set($0.split(separator: ", ").map(String.init)) } == live,
                    "\(level) from \(logger)"
                )
                index += 1
            }
        }
    }

    @Test(arguments: [
        ("LOUD", "use a number, or one of NOTSET, TRACE, DEBUG, INFO, NOTICE, WARN, WARNING, ERROR, CRITICAL, FATAL"),
        ("warnig", "did you mean 'WARNING'?"),
        ("4.5", "use a number, or one of NOTSET, TRACE, DEBUG, INFO, NOTICE, WARN, WARNING, ERROR, CRITICAL, FATAL"),
    ])
    func `an unknown level is wrong usage of this command, and what was meant is told`(
        level: String,
        advice: String
    ) throws {
        let outcome = try explain("app", level)
        let lines = outcome.standardError.split(separator: "\n")
        #expect(lines.first == "Error: no level is named '\(level)'; \(advice)")
        #expect(lines.dropFirst().first?.hasPrefix("Usage: logconfig explain ") == true)
        #expect(outcome.standardOutput == "")
        #expect(outcome.status == 2)
    }

    @Test func `a level that only a file of ours knows is told of one that keeps to CPython's`() throws {
        #expect(try explain("app", "trace").status == 0)
        let outcome = try explain("app", "trace", "--compat", "python3.13")
        #expect(outcome.standardError == "c.yaml: error: no level is named 'trace' where compat is python3.13\n")
        #expect(outcome.status == 1)
    }

    @Test func `a refused file is wrong data, and one that is absent is not there to be read`() throws {
        try directory.write("version: 2\n", to: "bad.yaml")
        let refused = try directory.logconfig(["explain", "bad.yaml", "app", "INFO", "--json"])
        #expect(refused.standardOutput.hasPrefix(#"{"accepted": false, "error": {"chain": [{"#))
        #expect(refused.status == 1)
        #expect(try directory.logconfig(["explain", "absent.yaml", "app", "INFO"]).status == 3)
    }
}
