/// How syslog messages are written, framed and kept in check.
///
/// ## Configuration keys
/// - `rfc` (3164 or 5424, default 3164): CPython's messages, which leave time and host to the server, or those of RFC 5424.
/// - `framing` (`octet-counting`, `newline` or `none`; default: octet counting for RFC 5424, otherwise none): how messages are
///   told apart on a connection (RFC 6587). `none` is CPython's way: the NUL byte at the end.
/// - `app_name`, `hostname`, `procid`, `msgid` (texts; RFC 5424 only): the fields of the head. Without them: what `ident` says or the
///   program's name, the machine's name, the process number, and the logger's name.
/// - `sd_id` (text, default `extra@32473`; empty for none; RFC 5424 only): the name under which the caller's own attributes are sent as
///   structured data. 32473 is the number that RFC 5612 sets aside for examples: a name of one's own needs one's own number.
/// - `max_length` (bytes, default 8192 for RFC 5424, otherwise 0 = any): a longer message is cut at a character, and says at
///   its end how long it was.
/// - `spool` (bytes, default 1048576; on connections only): messages that wait while the server cannot be reached; the oldest
///   are lost and counted when there is no room.
/// - `timeout` (seconds, default 5; on connections only): how long connecting, and sending a message, may keep the caller waiting.
public struct SysLogProtocol: Sendable, Hashable {
    /// The kinds of messages.
    public enum Version: Int, Sendable {
        /// Priority and text, as CPython sends them.
        case rfc3164 = 3164
        /// Version 1 of the syslog protocol, with time, host, program and structured data.
        case rfc5424 = 5424
    }

    /// How messages are told apart on a connection.
    public enum Framing: String, Sendable {
        /// The length in front of each (RFC 6587 §3.4.1, RFC 5425 §4.3).
        case octetCounting = "octet-counting"
        /// A line feed behind each; those inside become blanks (RFC 6587 §3.4.2).
        case newline
        /// Nothing but the NUL byte that may end a message.
        case none
    }

    /// The kind of messages (`rfc`).
    public var version = Version.rfc3164
    /// How messages are told apart on a connection; `nil` for the version's way (`framing`).
    public var framing: Framing?
    /// The program's name; `nil` for the identifier, else the process' name (`app_name`).
    public var applicationName: String?
    /// The machine's name; `nil` asks the system (`hostname`).
    public var hostName: String?
    /// What `PROCID` says; `nil` for the process number (`procid`).
    public var processIdentifier: String?
    /// What `MSGID` says; `nil` for the logger's name (`msgid`).
    public var messageIdentifier: String?
    /// The name of the caller's own attributes as structured data; empty for none (`sd_id`).
    public var structuredDataIdentifier = "extra@32473"
    /// Bytes of the longest message; 0 for any length; `nil` for the version's limit (`max_length`).
    public var maximumLength: Int?
    /// Bytes of messages that wait while the server cannot be reached (`spool`).
    public var spoolLimit = 1 << 20
    /// Seconds that connecting, and sending a message, may take on a connection (`timeout`).
    public var timeout = 5.0

    /// CPython's messages.
    public init() {}

    /// Messages of RFC 5424.
    public static let rfc5424: SysLogProtocol = {
        var result = SysLogProtocol()
        result.version = .rfc5424
        return result
    }()

    /// How messages are told apart on a connection.
    var actualFraming: Framing { framing ?? (version == .rfc5424 ? .octetCounting : .none) }

    /// Bytes of the longest message; 0 for any length.
    var actualLimit: Int { maximumLength ?? (version == .rfc5424 ? 8192 : 0) }
}
