import Testing

@testable import LogRuntime

/// Lines beside those of the formatter of Django's development server.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("django"), "needs CPython 3.13 with Django"))
struct ServerFormatterCPythonTests {
    @Test func `formats give Django's lines`() throws {
        let settings: [(format: String?, dateFormat: String?, style: FormatStyle)] = [
            ("[{server_time}] {message}", nil, .brace), ("[{server_time}] {asctime} {message}", "%H:%M", .brace),
            ("{server_time:>30}|{message}", nil, .brace), ("%(asctime)s {server_time} %(message)s", nil, .percent),
            ("${server_time} $message", nil, .dollar), (nil, nil, .percent),
        ]
        var records = SampleRecord.all
        records.append(SampleRecord(text: "own", extra: ["server_time": "14/Nov/2023"]))
        for (format, dateFormat, style) in settings {
            let given = format.map { PythonExpression.of($0) } ?? "None"
            let date = dateFormat.map { PythonExpression.of($0) } ?? "None"
            let expected = try PythonExpression.results(
                "ServerFormatter(\(given), \(date), style='\(style.rawValue)').format(case)",
                prelude: SampleRecord.prelude + """
                    from django.conf import settings
                    settings.configure()
                    from django.utils.log import ServerFormatter

                    """,
                cases: records.map(\.expression)
            )
            #expect(expected.count == records.count)
            for (record, wanted) in zip(records, expected) {
                let got = record.outcome { () throws(FormattingError) in
                    try ServerFormatter(format: format, dateFormat: dateFormat, style: style)
                }
                #expect(got == wanted, "\(given) for \(record.expression)")
            }
        }
    }
}
