/// How severe a syslog message is: 0, an emergency, to 7, for debugging.
///
/// Source: RFC 5424 §6.2.1.
public struct SysLogSeverity: RawRepresentable, Sendable, Hashable {
    /// The number.
    public let rawValue: Int

    /// A severity by its number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The system is unusable (0).
    public static let emergency = SysLogSeverity(rawValue: 0)
    /// Action must be taken at once (1).
    public static let alert = SysLogSeverity(rawValue: 1)
    /// Critical conditions (2).
    public static let critical = SysLogSeverity(rawValue: 2)
    /// Error conditions (3).
    public static let error = SysLogSeverity(rawValue: 3)
    /// Warning conditions (4).
    public static let warning = SysLogSeverity(rawValue: 4)
    /// Normal but significant (5).
    public static let notice = SysLogSeverity(rawValue: 5)
    /// Informational (6).
    public static let info = SysLogSeverity(rawValue: 6)
    /// For debugging (7).
    public static let debug = SysLogSeverity(rawValue: 7)

    /// The names of severities (CPython: `SysLogHandler.priority_names`).
    public static let named: [String: SysLogSeverity] = [
        "emerg": .emergency, "panic": .emergency, "alert": .alert, "crit": .critical, "critical": .critical,
        "err": .error, "error": .error, "warn": .warning, "warning": .warning, "notice": .notice, "info": .info,
        "debug": .debug,
    ]

    /// Severities by the names of levels; every other level is a warning.
    ///
    /// Source: CPython `SysLogHandler.priority_map`, which lacks `NOTICE` and `TRACE`.
    ///
    /// - Parameter compatibility: with ``Compatibility/python313`` only CPython's names are there.
    /// - Returns: the table.
    public static func byLevelName(compatibility: Compatibility = .standard) -> [String: SysLogSeverity] {
        var table: [String: SysLogSeverity] = [
            "DEBUG": .debug, "INFO": .info, "WARNING": .warning, "ERROR": .error, "CRITICAL": .critical,
        ]
        if compatibility == .standard {
            table["NOTICE"] = .notice
            table["TRACE"] = .debug
        }
        return table
    }
}
