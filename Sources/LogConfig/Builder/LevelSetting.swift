internal import LogRuntime

extension Level {
    /// The level as documents have it: the name of a named one, else the number.
    var documentValue: LogValue {
        switch self {
        case .notSet: "NOTSET"
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info: "INFO"
        case .notice: "NOTICE"
        case .warning: "WARNING"
        case .error: "ERROR"
        case .critical: "CRITICAL"
        default: .int(Int64(rawValue))
        }
    }
}
