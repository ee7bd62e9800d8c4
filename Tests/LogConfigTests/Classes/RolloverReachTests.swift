import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Intervals beyond the calendar")
struct RolloverReachTests {
    private func refusal(_ arguments: String, _ compatibility: Compatibility) throws -> String? {
        let text = """
            version: 1
            handlers:
              h: {class: logging.handlers.TimedRotatingFileHandler, filename: x.log, \(arguments)}
            """
        let verdict = try Rehearsed.verdict(of: Array(text.utf8), file: "f.yaml", compatibility: compatibility)
        guard let error = verdict["error"] as? [String: Any] else { return nil }
        let last = (error["chain"] as? [[String: String]])?.last ?? [:]
        return "\(last["type"] ?? ""): \(last["message"] ?? "")"
    }

    @Test(arguments: [
        ("when: midnight, interval: ext://sys.maxsize", "OverflowError: timestamp out of range for platform time_t"),
        ("when: W0, interval: 9223372036854775807", "OverflowError: timestamp out of range for platform time_t"),
        ("when: midnight, interval: -9223372036854775808", "OverflowError: timestamp out of range for platform time_t"),
        ("when: midnight, interval: .inf", "OverflowError: timestamp out of range for platform time_t"),
        ("when: MIDNIGHT, interval: .nan", "ValueError: Invalid value NaN (not a number)"),
        ("when: midnight, interval: 100000000000000", "OSError: [Errno 75] Value too large for defined data type"),
        ("when: w6, interval: 1000000000000", "OSError: [Errno 75] Value too large for defined data type"),
        ("when: midnight, interval: -2000000000000", "OSError: [Errno 75] Value too large for defined data type"),
        ("when: midnight, interval: 784351576776", nil),
        ("when: midnight, interval: ext://sys.maxsize, utc: true", nil),
        ("when: S, interval: ext://sys.maxsize", nil),
        ("when: H, interval: 9223372036854775807", nil),
    ])
    func `days that no calendar has are refused in the words of CPython, and nothing crashes`(
        arguments: String,
        error: String?
    ) throws {
        for compatibility in [Compatibility.python313, .standard] {
            #expect(try refusal(arguments, compatibility) == error)
        }
    }
}
