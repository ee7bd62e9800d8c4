import TestSupport
import Testing

@testable import LogRuntime

/// Lines of text beside CPython's `logging.Formatter`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct TextFormatterCPythonTests {
    /// One formatter and one record.
    struct Case {
        var format: String?
        var dateFormat: String?
        var style = FormatStyle.percent
        var validate = true
        var defaults = LogObject()
        var record = SampleRecord()
    }

    func check(_ cases: [Case], zone: String = "UTC") throws {
        let timeZone = try LogTimeZone(identifier: zone)
        let expected = try PythonExpression.results(
            "logging.Formatter(case[0], case[1], style=case[2], validate=case[3], defaults=case[4]).format(case[5])",
            prelude: SampleRecord.prelude,
            zone: zone,
            cases: cases.map { sample in
                let format = sample.format.map { PythonExpression.of($0) } ?? "None"
                let dateFormat = sample.dateFormat.map { PythonExpression.of($0) } ?? "None"
                let validate = sample.validate ? "True" : "False"
                let style = PythonExpression.of(sample.style.rawValue)
                let defaults = PythonExpression.of(sample.defaults)
                return "(\(format), \(dateFormat), \(style), \(validate), \(defaults), \(sample.record.expression))"
            }
        )
        #expect(expected.count == cases.count)
        for (sample, wanted) in zip(cases, expected) {
            var record = sample.record
            record.zone = timeZone
            let got = record.outcome { () throws(FormattingError) in
                try TextFormatter(
                    format: sample.format,
                    dateFormat: sample.dateFormat,
                    style: sample.style,
                    validate: sample.validate,
                    defaults: sample.defaults
                )
            }
            #expect(got == wanted, "\(sample.format ?? "none") for \(sample.record.expression)")
        }
    }

    @Test func `common formats give CPython's lines`() throws {
        let formats: [(FormatStyle, String?)] = [
            (.percent, nil), (.brace, nil), (.dollar, nil), (.percent, ""),
            (.percent, "%(asctime)s - %(name)s - %(levelname)s - %(message)s"),
            (.percent, "%(asctime)s %(levelname)-8s [%(name)20s] %(filename)s:%(lineno)d %(message)s"),
            (.percent, "%(levelname).1s %(process)d %(thread)d %(threadName)s %(processName)s %(taskName)s"),
            (
                .percent,
                "%(created)f %(created).3f %(msecs)03d %(msecs)d %(msecs)f %(relativeCreated)d %(relativeCreated)s"
            ),
            (.percent, "%(pathname)s %(module)s %(funcName)s %(levelno)s %(levelno)05d %(levelno)-5d| %(lineno)x"),
            (.percent, "%(args)s %(msg)s %(stack_info)s %(exc_text)s"),
            (.percent, "a rather long literal text that takes more than sixteen bytes %(message)s %%done%%"),
            (.percent, "%(message)10s|%(message).3s|%(message)-10.2s|%(name)r|%(name)a|%(levelno)+d|%(levelno)#x"),
            (.percent, "%(user)s %(message)s"), (.percent, "%(name)d"), (.percent, "%(message)s %s"),
            (.brace, "{asctime} - {name} - {levelname:<8} - {message}"),
            (.brace, "{asctime:>30} {levelname!r:^12} {lineno:05d} {msecs:03.0f} {created:.6f} {process} {taskName}"),
            (.brace, "{levelname:*^20} {name:é<15} {message:.5} {levelno:+} {thread:,} {taskName!s:>6} {message!a}"),
            (.brace, "{levelname:{lineno}}|{{}}|{message[0]}"), (.brace, "{nope}"), (.brace, "{message} {0}"),
            (.brace, "{taskName:5}"),
            (.brace, "{name:d}"), (.brace, "{user[x]}"),
            (.dollar, "$asctime ${name} $levelname $$ $message $lineno $taskName $created $msecs"),
            (.dollar, "${message} $nope"),
        ]
        var cases: [Case] = []
        for (style, format) in formats {
            for record in SampleRecord.all {
                for validate in [true, false] {
                    cases.append(Case(format: format, style: style, validate: validate, record: record))
                }
            }
        }
        try check(cases)
        try check(cases, zone: "Asia/Kolkata")
    }

    @Test func `date formats and defaults give CPython's lines`() throws {
        var cases: [Case] = []
        for dateFormat in ["", "%H:%M:%S", "%d/%b/%Y %I:%M %p %Z %z", "é%%%f %j", "%s"] {
            for record in SampleRecord.all {
                cases.append(
                    Case(format: "%(asctime)s|%(asctime)25s %(message)s", dateFormat: dateFormat, record: record)
                )
            }
        }
        let defaults: LogObject = ["user": "nobody", "name": "hidden", "ip": nil, "n": 3.5]
        for record in SampleRecord.all {
            cases.append(Case(format: "%(user)s %(name)s %(ip)5s %(n)08.3f", defaults: defaults, record: record))
            cases.append(
                Case(format: "{user:>9} {name} {ip} {n:+.2e}", style: .brace, defaults: defaults, record: record)
            )
            cases.append(Case(format: "$user $name $ip $n", style: .dollar, defaults: defaults, record: record))
        }
        try check(cases, zone: "America/New_York")
    }

    @Test func `random formats give CPython's lines or errors`() throws {
        var random = SeededGenerator(seed: 18)
        let names = [
            "message", "name", "levelname", "lineno", "asctime", "msecs", "created", "user", "taskName", "nope",
            "process", "é",
        ]
        var cases: [Case] = []
        for _ in 0..<6000 {
            let style = FormatStyle.allCases.randomElement(using: &random) ?? .percent
            var format = ""
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let name = names.randomElement(using: &random) ?? ""
                let flags = ["", "-", "0", "+", "#", " ", "-0"].randomElement(using: &random) ?? ""
                let size = ["", "5", "12", ".3", "9.2", ".0"].randomElement(using: &random) ?? ""
                switch style {
                case .percent:
                    let letter =
                        ["s", "s", "d", "r", "f", "x", "i", "a", "c", "%", "g"].randomElement(using: &random) ?? ""
                    format += "%(\(name))\(flags)\(size)\(letter)"
                case .brace:
                    let align = ["", "<", ">", "^", "=", "*^", "é>"].randomElement(using: &random) ?? ""
                    let conversion = ["", "", "", "!r", "!s", "!a"].randomElement(using: &random) ?? ""
                    let letter = ["", "", "s", "d", "f", ",", "x", "n"].randomElement(using: &random) ?? ""
                    let specification = align + (flags.contains("-") ? "" : flags) + size + letter
                    format += "{\(name)\(conversion)" + (specification.isEmpty ? "}" : ":\(specification)}")
                case .dollar:
                    format += Bool.random(using: &random) ? "$\(name)" : "${\(name)}"
                }
                format += ["", " ", " - ", "é", "a literal text of some length"].randomElement(using: &random) ?? ""
            }
            let record = SampleRecord.all.randomElement(using: &random) ?? SampleRecord()
            cases.append(Case(format: format, style: style, validate: Bool.random(using: &random), record: record))
        }
        try check(cases)
    }
}
