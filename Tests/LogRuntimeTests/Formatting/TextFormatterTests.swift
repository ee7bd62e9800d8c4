import Testing

@testable import LogRuntime

@Suite struct TextFormatterTests {
    @Test func `a line shows time, level, logger and message`() {
        let got = SampleRecord().outcome { () throws(FormattingError) in
            try TextFormatter(format: "%(asctime)s %(levelname)-8s %(name)s: %(message)s")
        }
        #expect(got == .text("2023-11-14 22:13:20,123 WARNING  shop.cart: the cart is empty"))
    }

    @Test func `the time follows the zone, the format and the milliseconds asked for`() {
        var date = TextFormatter.DateOptions()
        date.zone = .fixed(5 * 3600)
        let zoned = SampleRecord().outcome { () throws(FormattingError) in
            try TextFormatter(format: "%(asctime)s", date: date)
        }
        #expect(zoned == .text("2023-11-15 03:13:20,123"))
        date.standardFormat = "%H:%M"
        date.millisecondFormat = "<%s|%6.2f>"
        let custom = SampleRecord().outcome { () throws(FormattingError) in
            try TextFormatter(format: "%(asctime)s", date: date)
        }
        #expect(custom == .text("<03:13|123.00>"))
        date.millisecondFormat = "%s.%03d"
        let dot = SampleRecord().outcome { () throws(FormattingError) in
            try TextFormatter(format: "%(asctime)s", date: date)
        }
        #expect(dot == .text("03:13.123"))
        date.millisecondFormat = nil
        let none = SampleRecord().outcome { () throws(FormattingError) in
            try TextFormatter(format: "%(asctime)s", date: date)
        }
        #expect(none == .text("03:13"))
        date.hasExtensions = true
        let extended = SampleRecord().outcome { () throws(FormattingError) in
            try TextFormatter(format: "%(asctime)s", dateFormat: "%S.%f", date: date)
        }
        #expect(extended == .text("20.123456"))
    }

    @Test func `the same second in two zones is not mixed up`() throws {
        let formatter = try TextFormatter(format: "%(asctime)s", dateFormat: "%H:%M")
        var lines: [String] = []
        for zone in [LogTimeZone.utc, .fixed(3600), .utc] {
            var record = SampleRecord()
            record.zone = zone
            var buffer = ByteBuffer()
            try record.withRecord { record throws(FormattingError) in try formatter.format(record, into: &buffer) }
            lines.append(buffer.string())
        }
        #expect(lines == ["22:13", "23:13", "22:13"])
    }

    @Test(arguments: [
        (FormatStyle.percent, "%(nope)s", "ValueError: Formatting field not found in record: 'nope'"),
        (.brace, "{nope}", "ValueError: Formatting field not found in record: 'nope'"),
        (.dollar, "$nope", "ValueError: Formatting field not found in record: 'nope'"),
    ])
    func `a field that the record does not have is an error`(_ style: FormatStyle, _ format: String, _ error: String) {
        let got = SampleRecord().outcome { () throws(FormattingError) in try TextFormatter(format: format, style: style)
        }
        #expect(got == .error(error))
    }

    @Test(arguments: [
        (FormatStyle.percent, "no field", "Invalid format 'no field' for '%' style"),
        (.brace, "no field", "invalid format: no fields"),
        (.brace, "{a!x}", "invalid format: invalid conversion: 'x'"),
        (.dollar, "$1", "invalid format: bare '$' not allowed"),
    ])
    func `a format string that does not pass validation makes no formatter`(
        _ style: FormatStyle,
        _ format: String,
        _ message: String
    ) {
        #expect(throws: FormattingError("ValueError", message)) { try TextFormatter(format: format, style: style) }
    }

    @Test func `a style that there is not is an error`() {
        #expect(throws: FormattingError("ValueError", "Style must be one of: %,{,$")) { try FormatStyle(symbol: "x") }
        #expect((try? FormatStyle(symbol: "{")) == .brace)
    }
}
