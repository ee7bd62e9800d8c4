package import LogRuntime
package import Logging

extension Level {
    /// The level that stands for one of swift-log's.
    ///
    /// | swift-log | number |
    /// |---|---|
    /// | `trace` | 5 |
    /// | `debug` | 10 |
    /// | `info` | 20 |
    /// | `notice` | 25 |
    /// | `warning` | 30 |
    /// | `error` | 40 |
    /// | `critical` | 50 |
    package init(_ level: Logging.Logger.Level) {
        switch level {
        case .trace: self = .trace
        case .debug: self = .debug
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .error: self = .error
        case .critical: self = .critical
        }
    }
}

extension Logging.Logger.Level {
    /// The least of swift-log's levels whose number reaches a threshold; `critical` where none does.
    @inline(__always) package init(threshold: Int) {
        // The usual ones first: this is asked for every statement, the disabled ones above all.
        if threshold <= Level.info.rawValue {
            self = threshold > Level.debug.rawValue ? .info : threshold > Level.trace.rawValue ? .debug : .trace
        } else if threshold <= Level.warning.rawValue {
            self = threshold > Level.notice.rawValue ? .warning : .notice
        } else {
            self = threshold > Level.error.rawValue ? .critical : .error
        }
    }
}
