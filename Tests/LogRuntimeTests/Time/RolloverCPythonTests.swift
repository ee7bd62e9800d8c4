import TestSupport
import Testing

@testable import LogRuntime

/// Schedules beside CPython's `TimedRotatingFileHandler` itself.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct RolloverCPythonTests {
    /// A schedule and a moment.
    struct Case {
        var when: String
        var interval: Double
        var utc: Bool
        var atTime: TimeOfDay?
        var time: Int64
        var later: Int64

        /// The case in one line; a whole interval is an `int` for Python.
        var line: String {
            let count = interval == interval.rounded() ? "\(Int(interval))" : "\(interval)"
            return "\(when) \(count) \(utc ? 1 : 0) \(atTime?.description ?? "-") \(time) \(later)"
        }
    }

    /// Random schedules at random moments, half of them near changes of the clocks.
    static func cases(_ zone: LogTimeZone, count: Int = 4000, seed: UInt64 = 4) -> [Case] {
        var random = SeededGenerator(seed: seed)
        let changes = LogTimeZoneCPythonTests.instants(zone).suffix(600).filter { $0 > 0 && $0 < 4_000_000_000 }
        let units = ["S", "M", "h", "D", "midnight", "MIDNIGHT", "W0", "w1", "W2", "W3", "W4", "W5", "W6"]
        return (0..<count).map { number in
            var time = Int64.random(in: 0...4_000_000_000, using: &random)
            if number % 2 == 0, let change = changes.randomElement(using: &random) {
                time = change + .random(in: -200_000...100_000, using: &random)
            }
            if number % 5 == 0 { time -= time % 3600 }
            var atTime: TimeOfDay?
            if number % 3 == 0 {
                let seconds = Int.random(in: 0..<(number % 2 == 0 ? 14400 : 86400), using: &random)
                atTime = TimeOfDay(secondsSinceMidnight: number % 9 == 0 ? seconds / 1800 * 1800 : seconds)
            }
            let whole = Double([1, 1, 1, 2, 3, 7, 26, 0, -1].randomElement(using: &random) ?? 1)
            return Case(
                when: units.randomElement(using: &random) ?? "S",
                interval: number % 11 == 0 ? [0.5, 1.5, 0.1, 1.1].randomElement(using: &random) ?? 1 : whole,
                utc: number % 4 == 0,
                atTime: atTime,
                time: max(time, 0),
                later: Int64.random(in: 0...100_000, using: &random)
            )
        }
    }

    /// Prints the first deadline, the archive's suffix, and the deadline after the rollover.
    static let script = """
        import datetime, logging.handlers, math, os, sys, tempfile, time
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
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, 'x.log')
            for line in sys.stdin:
                when, interval, utc, at, now, later = line.split()
                at = None if at == '-' else datetime.time.fromisoformat(at)
                interval = float(interval) if '.' in interval else int(interval)
                clock[0] = float(now)
                handler = Handler(path, when, interval, 0, None, True, utc == '1', at)
                first = handler.rolloverAt
                clock[0] = math.ceil(first) + int(later)
                handler.doRollover()
                print(math.ceil(first), renamed.pop()[len(path) + 1:], math.ceil(handler.rolloverAt))
                handler.close()
        """

    @Test(arguments: [
        "America/New_York", "EST+05EDT,M3.2.0,M11.1.0", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo",
        "UTC",
    ])
    func `deadlines and archive names are CPython's`(_ name: String) throws {
        try check(name, count: 4000, seed: 4)
    }

    private func check(_ name: String, count: Int, seed: UInt64) throws {
        let zone = try LogTimeZone(identifier: name)
        let cases = RolloverCPythonTests.cases(zone, count: count, seed: seed)
        let expected = try CPython313.run(
            script: RolloverCPythonTests.script,
            zone: name,
            input: cases.map(\.line)
        )
        #expect(expected.count == cases.count)
        for (example, line) in zip(cases, expected) {
            let schedule = try RolloverSchedule(
                when: example.when,
                interval: example.interval,
                utc: example.utc,
                atTime: example.atTime,
                zone: zone
            )
            let first = schedule.computeRollover(after: example.time)
            let now = first + example.later
            let suffix = schedule.archiveSuffix(forRolloverAt: first, now: now)
            let text = "\(first) \(suffix) \(schedule.computeRollover(after: now))"
            #expect(text == line, "\(name): \(example.line)")
        }
    }

    /// Zones whose clocks have done odd things: changes by half an hour or by two hours, at midnight, at the end of a day that
    /// there never was, in winter instead of summer, by the moon, or for good.
    static let oddZones = [
        "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Europe/Dublin", "Asia/Kathmandu",
        "Africa/Casablanca", "Antarctica/Troll", "America/Caracas", "Asia/Pyongyang", "Pacific/Chatham",
        "America/St_Johns", "Asia/Gaza", "Asia/Tehran", "America/Scoresbysund", "Pacific/Kiritimati", "Europe/London",
        "America/Havana", "<+0330>-3:30<+0430>,J79/24,J263/24", "America/Asuncion", "Africa/Cairo",
    ]

    @Test(arguments: Fuzz.seeds)
    func `deadlines and archive names are CPython's where clocks are odd`(_ seed: UInt64) throws {
        for (index, name) in RolloverCPythonTests.oddZones.enumerated() {
            let share = max(Fuzz.count / RolloverCPythonTests.oddZones.count, 1)
            try check(name, count: share, seed: seed &+ UInt64(index) &* 1_000_000_007)
        }
    }

    @Test(arguments: ["S", "M", "H", "D", "MIDNIGHT", "W3"])
    func `archives are recognised as CPython recognises them`(_ when: String) throws {
        let suffixes = ["2024-03-09_11-22-33", "2024-03-09_11-22", "2024-03-09_11", "2024-03-09"]
        var names = ["app.log", "app.log.", "other.log.2024-03-09", "app.log.٢024-03-09", "é-2024-03-09"]
        for suffix in suffixes {
            for tail in ["", ".gz", "1", "_", "-1", "x"] {
                for head in ["app.log.", "app.log.1", "app.", "app-", "1"] { names.append(head + suffix + tail) }
            }
            names.append("app.\(suffix)\(suffix).log")
            names.append("app.\(suffix)_\(suffix).log")
        }
        let script = """
            import logging.handlers, os, sys
            when, *names = sys.stdin.read().split('\\n')
            os.listdir = lambda directory: names
            for namer in (None, lambda name: name.replace('app.log.', 'app.') + '.gz'):
                for count in (0, 1, 3):
                    handler = logging.handlers.TimedRotatingFileHandler('/nowhere/app.log', when, backupCount=count, delay=True)
                    handler.namer = namer
                    print('|'.join(os.path.basename(n) for n in handler.getFilesToDelete()))
            """
        let expected = try CPython313.run(script: script, zone: "UTC", input: [when] + names)
        let schedule = try RolloverSchedule(when: when, zone: .utc)
        var found: [String] = []
        for namer in [nil, { "app.\($0).gz" }] as [((String) -> String)?] {
            for count in [0, 1, 3] {
                found.append(
                    schedule.archivesToRemove(among: names, baseName: "app.log", backupCount: count, namer: namer)
                        .joined(separator: "|")
                )
            }
        }
        #expect(found == expected)
        #expect(found.contains { !$0.isEmpty })
    }
}
