import LogConfig
import LogRuntime

extension Diagnostic {
    /// The diagnostic as the tool's JSON shows it.
    var logValue: LogValue {
        .object([
            "severity": .string(severity.rawValue), "code": .string(code), "path": .string(path),
            "message": .string(message), "line": .int(Int64(line)), "column": .int(Int64(column)),
            "hint": hint.map { .string($0) } ?? .null,
        ])
    }
}

extension LoggingConfigurationError {
    /// The verdict on a configuration that was rejected.
    var verdict: LogObject {
        [
            "accepted": false,
            "error": .object([
                "stage": .string(stage),
                "chain": .array(
                    chain.map { .object(["type": .string($0.type), "message": .string($0.message)]) }
                ),
                "diagnostics": .array(diagnostics.map(\.logValue)),
            ]),
        ]
    }
}
