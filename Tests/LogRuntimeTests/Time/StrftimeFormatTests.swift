import Testing

@testable import LogRuntime

struct StrftimeFormatTests {
    /// Saturday, 2024-03-09 16:00:00 UTC.
    private let moment = WallTime(seconds: 1_710_000_000, nanoseconds: 7_089_123)

    @Test(arguments: [
        ("%Y-%m-%d %H:%M:%S", "2024-03-09 11:00:00"),
        ("%a %A %b %B %p %P", "Sat Saturday Mar March AM am"),
        ("%-d|%_d|%05d|%-5d|%5Y", "9| 9|00009|    9|02024"),
        ("%^a %#a %#Z %#p", "SAT SAT est am"),
        ("%z|%-z|%_z|%10z", "-0500|-500|- 500|         -0000000500"),
        ("%c|%20F|%^c", "Sat Mar  9 11:00:00 2024|          2024-03-09|SAT MAR  9 11:00:00 2024"),
        ("%f %3f %:z %q %E %é", "%f %3f %:z %q %E %é"),
        ("100%% %", "100% %"),
        ("%s", "1710000000"),
        ("日本 %Y", "日本 2024"),
        ("%9999d", ""),
        ("", ""),
    ])
    func `a pattern gives what glibc gives`(pattern: String, text: String) throws {
        let zone = try LogTimeZone(posix: "EST+05EDT,M3.2.0,M11.1.0")
        #expect(StrftimeFormat(pattern).string(moment, in: zone) == text)
    }

    @Test(arguments: [
        ("%f", "007089"),
        ("%3f|%6f|%9f|%1f", "007|007089|007089123|0"),
        ("%:z", "-05:00"),
        ("%10f %Ef %:a %-:z", "      %10f %Ef %:a -05:00"),
        ("%H:%M:%S.%3f%:z", "11:00:00.007-05:00"),
    ])
    func `extensions show fractions and offsets with a colon`(pattern: String, text: String) throws {
        let zone = try LogTimeZone(posix: "EST+05EDT,M3.2.0,M11.1.0")
        #expect(StrftimeFormat(pattern, extensions: true).string(moment, in: zone) == text)
    }

    @Test func `text is appended behind what a buffer holds`() {
        var buffer = ByteBuffer()
        buffer.append("at ")
        StrftimeFormat("%H:%M").append(moment, in: .utc, to: &buffer)
        StrftimeFormat("%2048d").append(moment, in: .utc, to: &buffer)
        #expect(buffer.string() == "at 16:00")
    }

    @Test(arguments: [
        (1.5, 1, 500_000_000), (-0.25, -1, 750_000_000), (-2.0, -2, 0),
        (1_700_000_000.123456, 1_700_000_000, 123_456_000),
        (.nan, 0, 0), (1e300, 9_223_372_036, 854_775_807), (-.infinity, -9_223_372_037, 145_224_192),
    ])
    func `fractional seconds become a moment`(value: Double, seconds: Int64, nanoseconds: Int32) {
        #expect(WallTime(epochSeconds: value) == WallTime(seconds: seconds, nanoseconds: nanoseconds))
    }

    @Test func `a moment tells its parts`() {
        #expect(moment.milliseconds == 7)
        #expect(moment.microseconds == 7089)
        #expect(moment.epochSeconds == 1_710_000_000.0070891)
        #expect(WallTime(seconds: -1, nanoseconds: 750_000_000).epochSeconds == -0.25)
        #expect(WallTime(seconds: 1_000_000_000_000).epochSeconds == 1e12)
        #expect(WallTime(seconds: 1, nanoseconds: 2) < WallTime(seconds: 1, nanoseconds: 3))
        #expect(WallTime.now() > WallTime(seconds: 1_700_000_000))
    }
}
