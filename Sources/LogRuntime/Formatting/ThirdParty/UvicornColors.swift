#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What uvicorn's two formatters have in common: the padded level and its colours.
///
/// Source: uvicorn `ColourizedFormatter`.
struct UvicornColors: Sendable {
    /// Whether there are colours.
    let isEnabled: Bool

    /// Decides about colours.
    ///
    /// - Parameter wanted: `nil` for colours if standard output is a terminal.
    init(_ wanted: Bool?) {
        isEnabled = wanted ?? (isatty(STDOUT_FILENO) == 1)
    }

    /// Text in a colour.
    static func styled(_ text: String, color: Int? = nil, isBold: Bool = false) -> String {
        (color.map { "\u{1B}[\($0)m" } ?? "") + (isBold ? "\u{1B}[1m" : "") + text + "\u{1B}[0m"
    }

    /// Appends a record's line with `levelprefix` among its attributes, and `color_message` in place of the message.
    func append(
        _ record: borrowing LogRecord,
        by formatter: TextFormatter,
        overlay: LogObject,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        var values = overlay
        var level = record.levelName
        let padding = String(repeating: " ", count: max(8 - level.unicodeScalars.count, 0))
        if isEnabled, let color = UvicornColors.color(of: record.level) {
            level = UvicornColors.styled(level, color: color)
        }
        values["levelprefix"] = .string(level + ":" + padding)
        let attributes = AttributeOverlay(values: values)
        guard isEnabled, let colored = record.extra["color_message"] else {
            return try formatter.formatMessage(of: record, overlay: attributes, into: &buffer)
        }
        var text = ByteBuffer()
        text.append(pythonStr: colored)
        guard let arguments = record.arguments else {
            return try formatter.formatMessage(of: record, message: text, overlay: attributes, into: &buffer)
        }
        var message = ByteBuffer()
        try PercentFormat(compiling: text.bytes).format(arguments, into: &message)
        try formatter.formatMessage(of: record, message: message, overlay: attributes, into: &buffer)
    }

    private static func color(of level: Level) -> Int? {
        switch level {
        case .trace: 34
        case .debug: 36
        case .info: 32
        case .warning: 33
        case .error: 31
        case .critical: 91
        default: nil
        }
    }
}
