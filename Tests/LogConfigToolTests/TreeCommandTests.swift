import TestSupport
import Testing

@Suite struct TreeCommandTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(
            configuration: """
                version: 1
                disable_existing_loggers: false
                formatters: {text: {format: "%(message)s"}}
                handlers:
                  file: {class: logging.FileHandler, filename: app.log, formatter: text}
                  console: {class: logging.StreamHandler, level: ERROR}
                loggers:
                  app: {level: DEBUG, handlers: [file], propagate: false}
                  app.db: {}
                  lib: {level: WARNING}
                root: {level: INFO, handlers: [console]}

                """
        )
    }

    @Test func `the tree is drawn with levels, handlers and destinations`() throws {
        let outcome = try directory.logconfig(["tree", "c.yaml"])
        #expect(
            outcome.standardOutput == """
                root  INFO  → console
                ├─ app  DEBUG  → file  does not propagate
                │  └─ db  (DEBUG)
                └─ lib  WARNING

                handlers
                  file  logging.FileHandler  NOTSET  → app.log  as logging.Formatter  '%(message)s'
                  console  logging.StreamHandler  ERROR  → stderr

                """
        )
        #expect(outcome.status == 0)
        #expect(directory.names == ["c.yaml"])
    }

    @Test func `the JSON verdict leaves out what only an open file knows, unless it is live`() throws {
        let shut = try directory.logconfig(["tree", "c.yaml", "--json"])
        #expect(!shut.standardOutput.contains("\"open\""))
        #expect(shut.standardOutput.hasPrefix("{\"accepted\": true, \"handlers\": {\"console\": "))
        let live = try directory.logconfig(["tree", "c.yaml", "--json", "--live"])
        #expect(live.standardOutput.contains("\"open\": true"))
        #expect(directory.names == ["app.log", "c.yaml"])
    }

    @Test func `a refused file gives CPython's sentence and the cause`() throws {
        try directory.write("version: 1\nhandlers: {a: {class: nowhere.Handler}}\n", to: "bad.yaml")
        let outcome = try directory.logconfig(["tree", "bad.yaml", "--json"])
        #expect(
            outcome.standardOutput.hasPrefix(
                #"{"accepted": false, "error": {"chain": [{"message": "Unable to configure handler 'a'", "#
            )
        )
        #expect(outcome.status == 1)
    }

    @Test func `the document shows values with their types`() throws {
        try directory.write("a: &x [1, 1.5, yes, 0o7, 2024-06-01]\nb: *x\n1: {<<: {c: ~}}\n", to: "d.yaml")
        let outcome = try directory.logconfig(["document", "d.yaml", "--json"])
        let list = #"[{"$int":"1"},{"$float":"1.5"},true,"0o7",{"$date":"2024-06-01"}]"#
        #expect(
            outcome.standardOutput
                == #"{"value": {"$map":[["a",\#(list)],["b",\#(list)],[{"$int":"1"},{"c":null}]]}}"# + "\n"
        )
    }
}
