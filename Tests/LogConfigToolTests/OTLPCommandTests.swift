#if OTLP
import Foundation
import TestSupport
import Testing

/// What the tool knows of collectors.
struct OTLPCommandTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `a rehearsal keeps requests for a collector in its report`() throws {
        try directory.write(
            """
            version: 1
            handlers:
              otlp: {class: opentelemetry.sdk._logs.LoggingHandler, endpoint: "http://collector:4318", service_name: shop}
            root: {level: INFO, handlers: [otlp]}

            """,
            to: "c.yaml"
        )
        try directory.write(
            #"{"logger": "app", "level": "CRITICAL", "msg": {"n": 1}, "created": 1717243386}"# + "\n",
            to: "s"
        )
        let outcome = try directory.logconfig(
            ["replay", "c.yaml", "--script", "s", "--report", "r.json", "--capture", "--pin", "--clock", "1717243380"]
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        let data = try #require(directory.data("r.json"))
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let output = try #require(report["output"] as? [String: Any])
        let captured = try #require((output["captured"] as? [[String: Any]])?.first)
        #expect(captured["kind"] as? String == "otlp")
        #expect(captured["handler"] as? String == "otlp")
        #expect(captured["endpoint"] as? String == "http://collector:4318/v1/logs")
        #expect(captured["records"] as? Int == 1)
        let text = String(
            decoding: try JSONSerialization.data(withJSONObject: captured, options: .sortedKeys),
            as: UTF8.self
        )
        for part in [
            #""severityNumber":"SEVERITY_NUMBER_FATAL","severityText":"FATAL","timeUnixNano":"1717243386000000000""#,
            #""body":{"kvlistValue":{"values":[{"key":"n","value":{"intValue":"1"}}]}}"#,
            #"{"key":"service.name","value":{"stringValue":"shop"}}"#, #""scope":{"name":"app"}"#,
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test func `wrong options of the monitor type are told before any row`() throws {
        try directory.write("type: otlp\noptions: {endpoint: 'h:1', metasamplerate: 1}\n", to: "o.yaml")
        try directory.write("", to: "rows")
        let outcome = try directory.logconfig(
            ["monitor", "m", "rows", "--options", "o.yaml"]
        )
        #expect(
            outcome.standardError == """
                o.yaml:2:11: error: options.endpoint: 'h:1' has no scheme; write http:// or https:// in front of it
                o.yaml:2:28: error: options.metasamplerate: is not known; did you mean 'meta_sample_rate'?

                """
        )
        #expect(outcome.status == 1)
    }
}
#endif
