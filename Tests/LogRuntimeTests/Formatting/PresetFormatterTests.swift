import TestSupport
import Testing

@testable import LogRuntime

@Suite struct PresetFormatterTests {
    /// A record's line by a formatter.
    private func line(_ formatter: any Formatter, _ change: (inout SampleRecord) -> Void = { _ in }) throws -> String {
        var sample = SampleRecord()
        change(&sample)
        var line = ""
        try sample.withRecord { record throws(FormattingError) in
            var buffer = ByteBuffer()
            try formatter.format(record, into: &buffer)
            line = buffer.string()
        }
        return line
    }

    private func json(_ preset: JSONPreset, _ change: (inout SampleRecord) -> Void = { _ in }) throws -> String {
        var options = JSONPresetFormatter.Options()
        options.service = "shop"
        options.host = "box"
        options.project = "p1"
        return try line(JSONPresetFormatter(preset, options: options), change)
    }

    @Test func `ECS begins with time, level and message`() throws {
        let text = try json(.ecs) {
            $0.extra = ["user": 7, "trace_id": "abc", "message": "mine"]
            $0.exceptionText = "oops\nat line 3"
        }
        #expect(
            text == """
                {"@timestamp": "2023-11-14T22:13:20.123Z", "log.level": "warning", "message": "the cart is empty", \
                "ecs.version": "1.6.0", "service.name": "shop", "log": {"logger": "shop.cart", "origin": {"file": \
                {"name": "Cart.swift", "line": 42}, "function": "checkout(_:)"}}, "process": {"pid": 4711, "name": \
                "MainProcess", "thread": {"id": 140000000000001, "name": "worker-é"}}, "error": {"message": "oops", \
                "stack_trace": "oops\\nat line 3"}, "trace.id": "abc", "user": 7, "message_": "mine"}
                """
        )
    }

    @Test func `GELF has texts and numbers behind underscores`() throws {
        let text = try json(.gelf) { $0.extra = ["user id": 7, "ok": true, "none": nil, "id": 1, "list": [1, "a"]] }
        #expect(
            text == """
                {"version": "1.1", "host": "box", "short_message": "the cart is empty", "timestamp": 1700000000.123, \
                "level": 4, "_logger": "shop.cart", "_level_name": "WARNING", "_file": "Shop/Views/Cart.swift", \
                "_line": 42, "_function": "checkout(_:)", "_process_id": 4711, "_thread_name": "worker-é", \
                "_service": "shop", "_user_id": 7, "_ok": "true", "_id_": 1, "_list": "[1, \\"a\\"]"}
                """
        )
    }

    @Test func `Google Cloud finds severity, place and trace`() throws {
        let text = try json(.gcp) { $0.extra = ["trace_id": "abc", "span_id": "def", "user": 7] }
        #expect(
            text == """
                {"severity": "WARNING", "message": "the cart is empty", "time": "2023-11-14T22:13:20.123456789Z", \
                "logging.googleapis.com/sourceLocation": {"file": "Shop/Views/Cart.swift", "line": "42", "function": \
                "checkout(_:)"}, "logging.googleapis.com/labels": {"logger": "shop.cart"}, "serviceContext": \
                {"service": "shop"}, "logging.googleapis.com/trace": "projects/p1/traces/abc", \
                "logging.googleapis.com/spanId": "def", "user": 7}
                """
        )
    }

    @Test func `OpenTelemetry's data model keeps attributes apart`() throws {
        let text = try json(.otel) { $0.extra = ["trace_id": "abc", "user": 7] }
        #expect(
            text == """
                {"Timestamp": "1700000000123456789", "SeverityText": "WARNING", "SeverityNumber": 13, "Body": \
                "the cart is empty", "TraceId": "abc", "Attributes": {"code.file.path": "Shop/Views/Cart.swift", \
                "code.line.number": 42, "code.function.name": "checkout(_:)", "thread.id": 140000000000001, \
                "thread.name": "worker-é", "user": 7}, "Resource": {"service.name": "shop"}, \
                "InstrumentationScope": {"Name": "shop.cart"}}
                """
        )
    }

    @Test func `Logstash gets logback's names`() throws {
        let text = try json(.logstash) { $0.extra = ["user": 7] }
        #expect(
            text == """
                {"@timestamp": "2023-11-14T22:13:20.123Z", "@version": "1", "message": "the cart is empty", \
                "logger_name": "shop.cart", "thread_name": "worker-é", "level": "WARNING", "level_value": 30000, \
                "caller_file_name": "Cart.swift", "caller_line_number": 42, "caller_method_name": "checkout(_:)", \
                "service": "shop", "user": 7}
                """
        )
    }

    @Test func `logfmt quotes what would be read otherwise`() throws {
        let text = try line(LogfmtFormatter(staticFields: ["env": "prod"])) {
            $0.extra = ["user": 7, "a b": "", "q": "x=\"1\"", "n": nil, "o": ["p": 1.5, "r": [1, 2]], "é": "ü"]
            $0.exceptionText = "one\ntwo"
        }
        #expect(
            text == """
                time=2023-11-14T22:13:20.123Z level=warning logger=shop.cart msg="the cart is empty" env=prod user=7 \
                a_b="" q="x=\\"1\\"" n=null o.p=1.5 o.r="[1, 2]" é=ü error="one\\ntwo"
                """
        )
    }

    @Test func `the console shows attributes behind the message`() throws {
        let text = try line(ConsoleFormatter(usesColors: false)) {
            $0.extra = ["user": 7, "name": "Zoë", "note": "a b"]
        }
        #expect(text == #"22:13:20.123 WARNING  shop.cart: the cart is empty user=7 name=Zoë note="a b""#)
    }

    @Test func `the console colours the level`() throws {
        let text = try line(ConsoleFormatter(dateFormat: "%H", usesColors: true)) { $0.extra = ["user": 7] }
        #expect(
            text == "\u{1B}[2m22\u{1B}[0m \u{1B}[33mWARNING\u{1B}[0m  \u{1B}[2mshop.cart:\u{1B}[0m the cart is empty "
                + "\u{1B}[36muser\u{1B}[0m=7"
        )
    }

    @Test(
        arguments: [
            (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
            (true, ["TERM": "dumb"], false), (false, ["FORCE_COLOR": "1"], true),
            (true, ["FORCE_COLOR": "1", "NO_COLOR": "1"], true), (false, ["FORCE_COLOR": "0"], false),
        ] as [(Bool, [String: String], Bool)]
    )
    func `terminal and environment decide about colours`(
        isTerminal: Bool,
        variables: [String: String],
        expected: Bool
    ) {
        #expect(ConsoleFormatter.wantsColors(isTerminal: isTerminal) { variables[$0] } == expected)
    }
}
