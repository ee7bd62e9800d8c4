#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes records for a developer's eyes: `21:53:18.123 WARNING  shop.cart: the cart is empty user=7`.
///
/// On a terminal the level has its colour, time and logger are dim, and the names of attributes are cyan. There are no colours
/// when the destination is not a terminal, when `TERM` is `dumb`, or when the environment variable `NO_COLOR` is not empty
/// (no-color.org); `FORCE_COLOR` forces them.
///
/// ## Configuration keys
/// - `datefmt` (string, default `%H:%M:%S` and milliseconds): a pattern of `strftime`.
/// - `use_colors` (boolean or null, default null): whether there are colours; null leaves it to terminal and environment.
/// - `stream` (stream, default `ext://sys.stderr`): what must be a terminal for colours.
public final class ConsoleFormatter: Formatter {
    private let date: DateText
    private let hasColors: Bool

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - dateFormat: a pattern of `strftime`; `nil` for the time of the day with milliseconds.
    ///   - usesColors: whether there are colours; `nil` leaves it to terminal and environment.
    ///   - descriptor: what must be a terminal for colours, standard error by default.
    public init(dateFormat: String? = nil, usesColors: Bool? = nil, descriptor: Int32 = 2) {
        date = DateText(format: dateFormat, standardFormat: "%H:%M:%S", millisecondFormat: "%s.%03d")
        hasColors = usesColors ?? ConsoleFormatter.wantsColors(descriptor)
    }

    private static func wantsColors(_ descriptor: Int32) -> Bool {
        wantsColors(isTerminal: isatty(descriptor) == 1) { name in getenv(name).map { String(cString: $0) } }
    }

    /// Whether there are colours.
    ///
    /// - Parameters:
    ///   - isTerminal: whether the destination is a terminal.
    ///   - variable: finds an environment variable.
    /// - Returns: whether time, level, logger and names of attributes get escape codes.
    static func wantsColors(isTerminal: Bool, variable: (String) -> String?) -> Bool {
        if let force = variable("FORCE_COLOR"), !force.isEmpty, force != "0" { return true }
        if let plain = variable("NO_COLOR"), !plain.isEmpty { return false }
        return isTerminal && variable("TERM") != "dumb"
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        begin("2", in: &buffer)
        try date.append(record, to: &buffer)
        end(in: &buffer)
        buffer.append(UInt8(ascii: " "))
        begin(ConsoleFormatter.color(of: record.level), in: &buffer)
        buffer.append(record.levelText.bytes)
        end(in: &buffer)
        buffer.append(repeating: UInt8(ascii: " "), count: max(1, 9 - record.levelText.count))
        begin("2", in: &buffer)
        buffer.append(record.loggerName.bytes)
        buffer.append(UInt8(ascii: ":"))
        end(in: &buffer)
        buffer.append(UInt8(ascii: " "))
        try record.appendMessage(to: &buffer)
        for field in record.extra.fields { append(field, to: &buffer) }
        buffer.appendTrailers(of: record)
    }

    private func append(_ field: LogObject.Field, to buffer: inout ByteBuffer) {
        buffer.append(UInt8(ascii: " "))
        begin("36", in: &buffer)
        buffer.append(field.key)
        end(in: &buffer)
        buffer.append(UInt8(ascii: "="))
        if case .string(let text) = field.value, !text.isEmpty, !text.contains(where: { " \"=\n\t".contains($0) }) {
            buffer.append(text)
        } else {
            buffer.append(json: field.value, style: JSONStyle(isASCII: false))
        }
    }

    private func begin(_ code: StaticString, in buffer: inout ByteBuffer) {
        guard hasColors else { return }
        buffer.append("\u{1B}[")
        buffer.append(code)
        buffer.append(UInt8(ascii: "m"))
    }

    private func end(in buffer: inout ByteBuffer) {
        if hasColors { buffer.append("\u{1B}[0m") }
    }

    private static func color(of level: Level) -> StaticString {
        switch level {
        case ..<Level.info: "34"
        case ..<Level.notice: "32"
        case ..<Level.warning: "36"
        case ..<Level.error: "33"
        case ..<Level.critical: "31"
        default: "1;31"
        }
    }
}
