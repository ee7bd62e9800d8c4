import Foundation
import TestSupport
import Testing

@Suite struct ScheduleCommandTests {
    static let oracle = PythonOracle.find(where: "sys.version_info[:2] == (3, 13)").oracle
    static let units = ["S", "M", "H", "D", "midnight", "W0", "W1", "W2", "W3", "W4", "W5", "W6"]

    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        var text = "version: 1\nhandlers:\n  console: {class: logging.StreamHandler}\n"
        for unit in ScheduleCommandTests.units {
            for (interval, utc) in [(1, false), (3, false), (1, true)] {
                text += "  \(unit)-\(interval)-\(utc): {class: logging.handlers.TimedRotatingFileHandler, "
                text += "filename: logs/app.log, when: \(unit), interval: \(interval), utc: \(utc)}\n"
            }
        }
        try directory.write(text, to: "c.yaml")
        text = "version: 1\nhandlers:\n"
        for unit in ["midnight", "W6"] {
            text += "  \(unit)-at: {class: logging.handlers.TimedRotatingFileHandler, "
            text += "filename: app.log, when: \(unit), atTime: '02:30'}\n"
        }
        try directory.write(text, to: "at.yaml")
    }

    /// Follows a handler of CPython from rollover to rollover.
    private static let script = """
        import datetime, json, logging.handlers, math, sys, time
        clock = [0.0]
        renamed = []
        class Time:
            localtime = time.localtime
            gmtime = time.gmtime
            strftime = time.strftime
            def time(): return clock[0]
        logging.handlers.time = Time
        class Handler(logging.handlers.TimedRotatingFileHandler):
            def rotate(self, source, dest): renamed.append(dest)
        for line in sys.stdin:
            start, when, interval, utc, at = line.split()
            at = None if at == '-' else datetime.time.fromisoformat(at)
            clock[0] = datetime.datetime.fromisoformat(start).timestamp()
            handler = Handler('/nowhere/app.log', when, int(interval), 0, None, True, utc == 'true', at)
            found = []
            for _ in range(4):
                moment = math.ceil(handler.rolloverAt)
                clock[0] = float(moment)
                handler.doRollover()
                local = datetime.datetime.fromtimestamp(moment).astimezone().isoformat()
                found.append({'archive': renamed.pop().rsplit('/', 1)[1], 'at': moment, 'local': local})
            print(json.dumps({'rollovers': found}))
        """

    @Test(
        .enabled(if: oracle != nil, "needs CPython 3.13"),
        arguments: [
            "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "UTC",
        ]
    )
    func `rollovers and archives are CPython's, across changes of the clocks`(zone: String) throws {
        let starts = [
            "2024-03-08T22:15:30", "2024-03-30", "2024-10-05T13:00", "2018-11-03T23:59:59", "2011-12-28T06:00:00+00:00",
        ]
        var cases: [(start: String, handler: String, line: String)] = []
        for (index, unit) in ScheduleCommandTests.units.enumerated() {
            for (interval, utc) in [(1, false), (3, false), (1, true)] {
                // Each start meets every unit within three neighbouring cases.
                let start = starts[(index + interval + (utc ? 1 : 0)) % starts.count]
                cases.append((start, "\(unit)-\(interval)-\(utc)", "\(start) \(unit) \(interval) \(utc) -"))
            }
        }
        for unit in ["midnight", "W6"] {
            for start in starts { cases.append((start, "\(unit)-at", "\(start) \(unit) 1 false 02:30")) }
        }
        let input = cases.map { $0.line + "\n" }.joined()
        let output = try #require(ScheduleCommandTests.oracle)
            .run(["-c", ScheduleCommandTests.script], input: Array(input.utf8), environment: ["TZ": zone])
        let expected = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        try #require(expected.count == cases.count)
        for (example, wanted) in zip(cases, expected) {
            // Python's way takes no time of the day from a file.
            let isOwn = example.handler.hasSuffix("-at")
            let outcome = try directory.logconfig(
                [
                    "schedule", isOwn ? "at.yaml" : "c.yaml", example.handler, "--at", example.start, "--count", "4",
                    "--json",
                ]
                    + (isOwn ? [] : ["--compat", "python3.13"]),
                environment: ["TZ": zone]
            )
            #expect(outcome.standardOutput == wanted + "\n", "\(example.line)")
        }
    }

    @Test func `people get a line for each rollover, in the zone of TZ`() throws {
        let outcome = try directory.logconfig(
            ["schedule", "c.yaml", "midnight-1-false", "--at", "2024-03-30 12:00", "--count", "2"],
            environment: ["TZ": "Europe/Berlin"]
        )
        #expect(
            outcome.standardOutput == """
                Sun 2024-03-31 00:00:00 CET  → app.log.2024-03-30
                Mon 2024-04-01 00:00:00 CEST  → app.log.2024-03-31

                """
        )
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        ("nothing", "c.yaml: error: no handler is named 'nothing'\n"),
        ("consol", "c.yaml: error: no handler is named 'consol'; did you mean 'console'?\n"),
        ("console", "c.yaml: error: handlers.console: 'logging.StreamHandler' does not rotate by time\n"),
    ])
    func `a handler without a schedule is wrong data`(handler: String, message: String) throws {
        let outcome = try directory.logconfig(["schedule", "c.yaml", handler])
        #expect(outcome.standardError == message)
        #expect(outcome.status == 1)
    }

    @Test(arguments: [
        ["--at", "yesterday"], ["--at", "2024-02-30"], ["--at", "2024-03-01T24:00"], ["--count", "-1"],
    ])
    func `a time or a number that makes no sense is wrong usage`(options: [String]) throws {
        let outcome = try directory.logconfig(["schedule", "c.yaml", "S-1-false"] + options)
        #expect(outcome.status == 2)
    }
}
