import Testing

@testable import LogRuntime

struct LogTimeZoneTests {
    @Test(arguments: [
        (0, "1970 1 1 0 0 0 3 1 0 0 GMT"),
        (951_782_399, "2000 2 28 23 59 59 0 59 0 0 GMT"),
        (951_782_400, "2000 2 29 0 0 0 1 60 0 0 GMT"),
        (-62_135_596_801, "0 12 31 23 59 59 6 366 0 0 GMT"),
        (253_402_300_800, "10000 1 1 0 0 0 5 1 0 0 GMT"),
    ])
    func `UTC shows an instant of the proleptic Gregorian calendar`(seconds: Int, fields: String) {
        #expect(LogTimeZone.utc.components(at: Int64(seconds)).fields == fields)
    }

    @Test func `instants beyond the calendar are cut to its ends`() {
        #expect(LogTimeZone.utc.components(at: .max).year == 2_147_483_647)
        #expect(LogTimeZone.utc.components(at: .min).year == -2_147_479_708)
        #expect(LogTimeZone.system.components(at: .max).year >= 2_147_483_646)
    }

    @Test func `a fixed zone is named for its offset`() {
        #expect(LogTimeZone.fixed(19800).components(at: 0).fields == "1970 1 1 5 30 0 3 1 0 19800 +0530")
        #expect(LogTimeZone.fixed(-10800).components(at: 0).fields == "1969 12 31 21 0 0 2 365 0 -10800 -03")
    }

    @Test func `the system's zone finds the instant of what it shows`() {
        for seconds in [Int64(0), 1_700_000_000, 1_720_000_000] {
            let shown = LogTimeZone.system.components(at: seconds)
            #expect(LogTimeZone.system.seconds(of: shown) == seconds)
        }
    }

    @Test func `readings in a gap and in an overlap are decided as by mktime`() throws {
        let zone = try LogTimeZone(posix: "EST+05EDT,M3.2.0,M11.1.0")
        // 02:30 on the day the clocks go forward becomes 03:30; 01:30 on the day they go back is the first of the two.
        let gap = zone.seconds(of: CivilTime(year: 2024, month: 3, day: 10, hour: 2, minute: 30))
        #expect(zone.components(at: gap).fields == "2024 3 10 3 30 0 6 70 1 -14400 EDT")
        let overlap = zone.seconds(of: CivilTime(year: 2024, month: 11, day: 3, hour: 1, minute: 30))
        #expect(zone.components(at: overlap).fields == "2024 11 3 1 30 0 6 308 1 -14400 EDT")
    }

    @Test func `fields outside of their ranges are carried over`() {
        let reading = CivilTime(year: 2023, month: 14, day: 30, hour: 25, minute: -1)
        let seconds = LogTimeZone.utc.seconds(of: reading)
        #expect(LogTimeZone.utc.components(at: seconds).fields == "2024 3 2 0 59 0 5 62 0 0 GMT")
    }

    @Test(arguments: [
        ("", "a name of at least three letters is expected at the end"),
        ("AB5", "a name of at least three letters is expected at '5'"),
        ("<+03-3", "a name of at least three letters is expected at the end"),
        ("EST", "an offset from UTC of at most 24 hours is expected at the end"),
        ("EST25", "an offset from UTC of at most 24 hours is expected at '25'"),
        ("EST5EDT,M3.2.0", "dates of begin and end are expected at the end"),
        ("EST5EDT,M13.2.0,M11.1.0", "a month from 1 to 12 is expected at '13.2.0,M11.1.0'"),
        ("EST5EDT,M3.6.0,M11.1.0", "a week from 1 to 5 is expected at '6.0,M11.1.0'"),
        ("EST5EDT,M3.2.7,M11.1.0", "a weekday from 0 to 6 is expected at '7,M11.1.0'"),
        ("EST5EDT,J0,J365", "a day from 1 to 365 is expected at '0,J365'"),
        ("EST5EDT,366,1", "a day from 0 to 365 is expected at '366,1'"),
        ("EST5EDT,1/168,2", "a time of at most 167 hours is expected at '168,2'"),
        ("EST5EDT,1,2,3", "more text follows the end of daylight saving time at ',3'"),
    ])
    func `a rule that is not valid is refused with the place of the fault`(rule: String, problem: String) {
        #expect(throws: TimeZoneError("time zone rule '\(rule)' is not valid: \(problem)")) {
            try LogTimeZone(posix: rule)
        }
    }

    @Test(arguments: ["", "../etc/passwd", "Europe/../Europe/Berlin"])
    func `a name that leads out of the database is refused`(name: String) {
        #expect(throws: TimeZoneError("'\(name)' is not the name of a time zone")) {
            try LogTimeZone(identifier: name)
        }
    }

    @Test func `an unknown name is refused`() {
        let error = #expect(throws: TimeZoneError.self) { try LogTimeZone(identifier: "Mars/Olympus_Mons") }
        #expect(error?.description.hasPrefix("no time zone is named 'Mars/Olympus_Mons' in '/") == true)
    }

    @Test func `a damaged file is refused at any length`() throws {
        let content = ZoneFile.sample
        _ = try ZoneTable(content, path: "x")
        for length in 0..<content.count {
            #expect(throws: TimeZoneError.self) { try ZoneTable(Array(content[..<length]), path: "x") }
        }
    }

    @Test func `a file's transitions come before the rule in its footer`() throws {
        let table = try ZoneTable(ZoneFile.sample, path: "x")
        #expect(table.localTimeType(at: 99) == LocalTimeType(utcOffset: 60, isDST: false, abbreviation: "LMT"))
        #expect(table.localTimeType(at: 100) == LocalTimeType(utcOffset: 3600, isDST: false, abbreviation: "CET"))
        #expect(table.localTimeType(at: 200) == LocalTimeType(utcOffset: 7200, isDST: false, abbreviation: "EET"))
    }

    @Test func `a file that counts leap seconds is refused`() {
        var content = ZoneFile.sample
        content[ZoneFile.secondHeader + 31] = 1
        #expect(throws: TimeZoneError("time zone file 'x' counts leap seconds, which is not supported")) {
            try ZoneTable(content, path: "x")
        }
    }

    @Test func `a text file is not a zone`() {
        #expect(throws: TimeZoneError("'x' is not a time zone file")) {
            try ZoneTable(Array("Europe/Berlin\n".utf8), path: "x")
        }
    }
}

/// A small TZif file of version 2.
private enum ZoneFile {
    /// Where the second header begins: behind the first, one type and one name.
    static let secondHeader = 44 + 6 + 4

    static var sample: [UInt8] {
        var file = header(transitions: 0, types: 1, nameBytes: 4)
        file += [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
        file += header(transitions: 2, types: 2, nameBytes: 8)
        file += [0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 200]
        file += [1, 1]
        file += [0, 0, 0, 60, 0, 0, 0, 0, 14, 16, 0, 4]
        file += Array("LMT\0CET\0".utf8)
        file += Array("\nEET-2\n".utf8)
        return file
    }

    private static func header(transitions: UInt8, types: UInt8, nameBytes: UInt8) -> [UInt8] {
        Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
            + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            + [0, 0, 0, transitions, 0, 0, 0, types, 0, 0, 0, nameBytes]
    }
}
