import Foundation
import TestSupport
import Testing

@testable import LogRuntime

/// Zones beside Python's `time.localtime` and `time.mktime`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct LogTimeZoneCPythonTests {
    static let zones = [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca",
        "Europe/Dublin",
        "America/Sao_Paulo", "Pacific/Apia", "EST+05EDT,M3.2.0,M11.1.0", "AEST-10AEDT,M10.1.0,M4.1.0/3", "<+03>-3",
        "XXX3YYY,J60/0,J300/26", "XXX-3YYY-4:30,59,300/-1:30:15", "EST5EDT", "UTC",
    ]

    /// Random instants of 1900 to 2100, the two seconds at each change of the clocks, and a few far away.
    static func instants(_ zone: LogTimeZone) -> [Int64] {
        var random = SeededGenerator(seed: 1)
        var instants: [Int64] = [-62_135_596_800, -5_000_000_000, -1, 0, 4_200_000_000, 253_402_300_799]
        for _ in 0..<1500 { instants.append(.random(in: -2_208_988_800...4_102_444_800, using: &random)) }
        // Changes of the clocks, found by halving the days in which they lie.
        var day: Int64 = -2_208_988_800
        while day < 4_102_444_800 {
            var low = day
            var high = day + 20 * 86400
            if zone.components(at: low).utcOffset != zone.components(at: high).utcOffset {
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if zone.components(at: low).utcOffset == zone.components(at: middle).utcOffset {
                        low = middle
                    } else {
                        high = middle
                    }
                }
                instants += [low, high, high - 1800, high + 1800, high - 5400, high + 5400]
            }
            day += 20 * 86400
        }
        return instants
    }

    @Test(arguments: zones)
    func `a zone shows each instant as Python's localtime does`(_ name: String) throws {
        let zone = try LogTimeZone(identifier: name)
        let instants = LogTimeZoneCPythonTests.instants(zone)
        let script = """
            import sys, time
            for line in sys.stdin:
                t = time.localtime(int(line))
                print(*t, t.tm_gmtoff, t.tm_zone)
            """
        let expected = try CPython313.run(script: script, zone: name, input: instants.map { "\($0)" })
        #expect(expected.count == instants.count)
        for (instant, line) in zip(instants, expected) {
            #expect(zone.components(at: instant).fields == line, "\(name) at \(instant)")
        }
    }

    @Test(arguments: zones)
    func `a wall clock reading has the instant that mktime finds in a fresh process`(_ name: String) throws {
        let zone = try LogTimeZone(identifier: name)
        // Readings around each change of the clocks, gaps and overlaps among them.
        let readings = LogTimeZoneCPythonTests.instants(zone).flatMap { instant in
            [0, 1800, 3600].map { CivilTime(seconds: instant + Int64($0 + zone.components(at: instant).utcOffset)) }
        }
        // mktime remembers the offset that it found last; a reading in UTC resets the memory.
        let script = """
            import os, sys, time
            zone = os.environ['TZ']
            for line in sys.stdin:
                os.environ['TZ'] = 'UTC'; time.tzset(); time.mktime((2000, 1, 1, 0, 0, 0, 0, 0, -1))
                os.environ['TZ'] = zone; time.tzset()
                print(int(time.mktime(tuple(map(int, line.split())) + (0, 0, -1))))
            """
        let input = readings.map { "\($0.year) \($0.month) \($0.day) \($0.hour) \($0.minute) \($0.second)" }
        let expected = try CPython313.run(script: script, zone: name, input: input)
        #expect(expected.count == readings.count)
        for (reading, line) in zip(readings, expected) {
            #expect("\(zone.seconds(of: reading))" == line, "\(name) \(reading.fields)")
        }
    }

    @Test func `the system's zone shows what Python shows in the same environment`() throws {
        let zone = ProcessInfo.processInfo.environment["TZ"]
        let instants = LogTimeZoneCPythonTests.instants(.system)
        let script = """
            import os, sys, time
            zone = sys.stdin.readline().strip()
            del os.environ['TZ']
            if zone: os.environ['TZ'] = zone
            time.tzset()
            for line in sys.stdin:
                t = time.localtime(int(line))
                print(*t, t.tm_gmtoff, t.tm_zone)
                print(time.mktime(t) == int(line))
            """
        let expected = try CPython313.run(
            script: script,
            zone: "UTC",
            input: [zone ?? ""] + instants.map { "\($0)" }
        )
        #expect(expected.count == 2 * instants.count)
        for (index, instant) in instants.enumerated() where 2 * index < expected.count {
            #expect(LogTimeZone.system.components(at: instant).fields == expected[2 * index])
        }
    }
}
