import Testing

@testable import LogRuntime

/// Lines beside those of uvicorn's formatters.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("uvicorn"), "needs CPython 3.13 with uvicorn"))
struct UvicornFormatterCPythonTests {
    private static let records: [SampleRecord] =
        SampleRecord.all + [
            SampleRecord(level: .trace, levelName: "TRACE", text: "t"),
            SampleRecord(level: .debug, levelName: "DEBUG", text: "d"),
            SampleRecord(level: .critical, levelName: "CRITICAL", text: "c"),
            SampleRecord(
                level: .info,
                levelName: "INFO",
                text: "Started %s",
                arguments: .positional(["x"]),
                extra: ["color_message": "\u{1B}[1mStarted %s\u{1B}[0m"]
            ),
            SampleRecord(text: "plain", extra: ["color_message": "colored"]),
        ]
        + ["200", 200, 404, 500, 299, 100, 301, 999, 42, true, 200.9, "x", nil, " 201 "].map { status in
            SampleRecord(
                level: .info,
                levelName: "INFO",
                text: "%s - \"%s %s HTTP/%s\" %s",
                arguments: .positional(["127.0.0.1:80", "GET", "/é?a=%20", "1.1", status])
            )
        } + [
            SampleRecord(text: "%s", arguments: .positional(["a"])),
            SampleRecord(text: "%s%s%s%s%s%s", arguments: .positional([1, 2, 3, 4, 5, 6])),
        ]

    private func check(
        _ type: String,
        _ format: String,
        _ make: (Bool) throws(FormattingError) -> any Formatter
    ) throws {
        for usesColors in [false, true] {
            let name = "__import__('uvicorn.logging').logging.\(type)"
            let expected = try PythonExpression.results(
                "\(name)(\(PythonExpression.of(format)), use_colors=\(usesColors ? "True" : "False")).format(case)",
                prelude: SampleRecord.prelude,
                zone: "UTC",
                cases: UvicornFormatterCPythonTests.records.map(\.expression)
            )
            #expect(expected.count == UvicornFormatterCPythonTests.records.count)
            for (record, wanted) in zip(UvicornFormatterCPythonTests.records, expected) {
                let got = record.outcome { () throws(FormattingError) in try make(usesColors) }
                #expect(got == wanted, "\(record.expression)")
            }
        }
    }

    @Test func `the default formatter writes uvicorn's lines`() throws {
        let format = "%(levelprefix)s %(asctime)s %(levelname)s %(message)s"
        try check("DefaultFormatter", format) { usesColors throws(FormattingError) in
            try UvicornDefaultFormatter(format: format, usesColors: usesColors)
        }
    }

    @Test func `the access formatter writes uvicorn's lines`() throws {
        let format = "%(levelprefix)s %(client_addr)s - \"%(request_line)s\" %(status_code)s|%(message)s"
        try check("AccessFormatter", format) { usesColors throws(FormattingError) in
            try UvicornAccessFormatter(format: format, usesColors: usesColors)
        }
    }

    @Test func `a request may be in the attributes when there are no arguments`() {
        let record = SampleRecord(
            level: .info,
            levelName: "INFO",
            extra: ["client_addr": "::1", "method": "PUT", "full_path": "/x", "http_version": "2", "status_code": 204]
        )
        let got = record.outcome { () throws(FormattingError) in
            try UvicornAccessFormatter(
                format: "%(levelprefix)s %(client_addr)s - \"%(request_line)s\" %(status_code)s",
                usesColors: false
            )
        }
        #expect(got == .text("INFO:     ::1 - \"PUT /x HTTP/2\" 204 No Content"))
    }
}
