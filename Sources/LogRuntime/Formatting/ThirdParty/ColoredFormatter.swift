#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes records as lines of text with colours for terminals.
///
/// Attributes such as `red`, `bold_red`, `bg_blue`, `reset` are escape codes, `log_color` is that of the record's level.
/// Source: colorlog `ColoredFormatter`. Unlike there, the text of an error is not coloured.
///
/// ## Configuration keys
/// Those of ``TextFormatter``, and those of ``Options``.
public final class ColoredFormatter: Formatter {
    /// What a formatter is configured with beyond the format string.
    public struct Options: Sendable {
        /// The colours of levels by name, between commas (`log_colors`).
        public var levelColors: [String: String] = [
            "DEBUG": "white", "INFO": "green", "WARNING": "yellow", "ERROR": "red", "CRITICAL": "bold_red",
        ]
        /// More colours of levels: `message` makes an attribute `message_log_color` (`secondary_log_colors`).
        public var secondaryColors: [String: [String: String]] = [:]
        /// Whether a line ends with the code `reset` (`reset`).
        public var resets = true
        /// The descriptor that must be a terminal for colours (`stream`); `nil` for any destination.
        public var stream: Int32?
        /// Whether there are never colours (`no_color`, the environment variable `NO_COLOR`).
        public var isPlain = false
        /// Whether there are always colours (`force_color`, the environment variable `FORCE_COLOR`).
        public var isForced = false

        /// The defaults.
        public init() {}
    }

    private let options: Options
    private let text: TextFormatter
    private let escapes: ColorEscapes

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - format: the format string; `nil` for `%(log_color)s%(levelname)s:%(name)s:%(message)s` in the style's language.
    ///   - dateFormat: a pattern of `strftime` for `asctime`.
    ///   - style: the language of the format string.
    ///   - validate: whether mistakes that CPython looks for are errors.
    ///   - defaults: values for attributes that a record does not have.
    ///   - date: how the time is written otherwise.
    ///   - options: the colours.
    /// - Throws: ``FormattingError`` if the format string does not pass validation.
    public init(
        format: String? = nil,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        validate: Bool = true,
        defaults: LogObject = LogObject(),
        date: TextFormatter.DateOptions = TextFormatter.DateOptions(),
        options: Options = Options()
    ) throws(FormattingError) {
        self.options = options
        text = try TextFormatter(
            format: format ?? ColoredFormatter.defaultFormat(style),
            dateFormat: dateFormat,
            style: style,
            validate: validate,
            defaults: defaults,
            date: date
        )
        escapes = ColorEscapes(isEnabled: ColoredFormatter.isEnabled(options))
    }

    /// The format string in the place of a missing one, in a style's language.
    package static func defaultFormat(_ style: FormatStyle) -> String {
        switch style {
        case .percent: "%(log_color)s%(levelname)s:%(name)s:%(message)s"
        case .brace: "{log_color}{levelname}:{name}:{message}"
        case .dollar: "${log_color}${levelname}:${name}:${message}"
        }
    }

    /// Source: `ColoredFormatter._colorize`.
    private static func isEnabled(_ options: Options) -> Bool {
        if options.isForced || getenv("FORCE_COLOR") != nil { return true }
        if options.isPlain || getenv("NO_COLOR") != nil { return false }
        if let stream = options.stream { return isatty(stream) == 1 }
        return true
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        let level = record.levelName
        var overlay = AttributeOverlay(colors: escapes)
        overlay.values["log_color"] = .string(try codes(options.levelColors, level))
        for (name, colors) in options.secondaryColors {
            overlay.values["\(name)_log_color"] = .string(try codes(colors, level))
        }
        let start = buffer.count
        try text.formatMessage(of: record, overlay: overlay, into: &buffer)
        if options.resets, escapes.isEnabled {
            let reset: [UInt8] = [0x1B, 0x5B, 0x30, 0x6D]
            if !buffer.bytes[start...].suffix(reset.count).elementsEqual(reset) { buffer.append(reset) }
        }
        buffer.appendTrailers(of: record)
    }

    private func codes(_ colors: [String: String], _ level: String) throws(FormattingError) -> String {
        let codes = try ColorEscapes.codes(colors[level] ?? "")
        return escapes.isEnabled ? codes : ""
    }
}

extension ColoredFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? { text.timeText(of: record) }
}
