/// The part of a system that a syslog message comes from, by number or by name.
public struct SysLogFacility: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// The name, if it was given by name.
    public let name: String?
    /// The number; `nil` if there is no facility of the name.
    public let code: Int?

    /// A facility by its number; any number is taken, as in CPython.
    public init(code: Int) {
        self.name = nil
        self.code = code
    }

    /// A facility by its name, such as `local0`.
    public init(_ name: String) {
        self.name = name
        self.code = SysLogFacility.named[name]
    }

    /// A facility by its name.
    public init(stringLiteral name: String) { self.init(name) }

    /// A facility by its number.
    public init(integerLiteral code: Int) { self.init(code: code) }

    /// User-level messages (1): the default.
    public static let user = SysLogFacility(code: 1)

    /// The names of facilities (CPython: `SysLogHandler.facility_names`).
    public static let named: [String: Int] = [
        "kern": 0, "user": 1, "mail": 2, "daemon": 3, "auth": 4, "syslog": 5, "lpr": 6, "news": 7, "uucp": 8, "cron": 9,
        "authpriv": 10, "ftp": 11, "ntp": 12, "security": 13, "console": 14, "solaris-cron": 15, "local0": 16,
        "local1": 17, "local2": 18, "local3": 19, "local4": 20, "local5": 21, "local6": 22, "local7": 23,
    ]
}
