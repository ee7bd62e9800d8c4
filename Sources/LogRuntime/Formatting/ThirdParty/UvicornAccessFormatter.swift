/// Writes requests as uvicorn does: `%(client_addr)s - "%(request_line)s" %(status_code)s`.
///
/// The record's five arguments are the client's address, method, path with query, HTTP version and status. A record without
/// arguments may have them as attributes of the names `client_addr`, `method`, `full_path`, `http_version` and
/// `status_code` instead, as Swift's messages leave nothing to merge. Source: uvicorn `AccessFormatter`.
///
/// ## Configuration keys
/// Those of ``UvicornDefaultFormatter``.
public final class UvicornAccessFormatter: Formatter {
    private let text: TextFormatter
    private let colors: UvicornColors

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - format: the format string.
    ///   - dateFormat: a pattern of `strftime` for `asctime`.
    ///   - style: the language of the format string.
    ///   - usesColors: whether there are colours; `nil` if standard output is a terminal.
    ///   - date: how the time is written otherwise.
    /// - Throws: ``FormattingError`` if the format string does not pass validation.
    public init(
        format: String? = nil,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        usesColors: Bool? = nil,
        date: TextFormatter.DateOptions = TextFormatter.DateOptions()
    ) throws(FormattingError) {
        text = try TextFormatter(format: format, dateFormat: dateFormat, style: style, date: date)
        colors = UvicornColors(usesColors)
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        if record.arguments != nil { _ = try record.message() }
        let values = try UvicornAccessFormatter.requestValues(record)
        var line = ByteBuffer()
        line.append(pythonStr: values[1])
        line.append(" ")
        line.append(pythonStr: values[2])
        line.append(" HTTP/")
        line.append(pythonStr: values[3])
        let requestLine = line.string()
        let overlay: LogObject = [
            "client_addr": values[0],
            "request_line": .string(colors.isEnabled ? UvicornColors.styled(requestLine, isBold: true) : requestLine),
            "status_code": .string(statusText(try UvicornAccessFormatter.status(values[4]))),
        ]
        try colors.append(record, by: text, overlay: overlay, to: &buffer)
        buffer.appendTrailers(of: record)
    }

    private static let attributeNames = ["client_addr", "method", "full_path", "http_version", "status_code"]

    /// The five values of a request.
    private static func requestValues(_ record: borrowing LogRecord) throws(FormattingError) -> [LogValue] {
        let values: [LogValue]
        switch record.arguments {
        case .positional(let arguments): values = arguments
        case .mapping(let object): values = object.fields.map { .string($0.key) }
        case nil:
            var found: [LogValue] = []
            for name in attributeNames { if let value = record.extra[name] { found.append(value) } }
            values = found.count == attributeNames.count ? found : []
        }
        if values.count > 5 { throw FormattingError("ValueError", "too many values to unpack (expected 5)") }
        guard values.count == 5 else {
            throw FormattingError("ValueError", "not enough values to unpack (expected 5, got \(values.count))")
        }
        return values
    }

    /// The number of a status.
    ///
    /// CPython: `int(value)`.
    private static func status(_ value: LogValue) throws(FormattingError) -> Int64 {
        if case .double(let number) = value, let status = try PythonInteger(truncating: number).word { return status }
        if let status = PythonInteger(value)?.word { return status }
        guard case .string(let text) = value else {
            throw FormattingError(
                "TypeError",
                "int() argument must be a string, a bytes-like object or a real number, not '\(value.pythonTypeName)'"
            )
        }
        var digits = text.unicodeScalars[...]
        while let first = digits.first, first.isPythonSpace { digits.removeFirst() }
        while let last = digits.last, last.isPythonSpace { digits.removeLast() }
        if let status = Int64(String(digits)) { return status }
        var shown = ByteBuffer()
        shown.append(pythonRepr: value)
        throw FormattingError("ValueError", "invalid literal for int() with base 10: \(shown.string())")
    }

    /// A status with its phrase.
    private func statusText(_ status: Int64) -> String {
        let text = "\(status) \(HTTPStatusPhrase.phrase(status))"
        guard colors.isEnabled else { return text }
        switch status {
        case 100..<200: return UvicornColors.styled(text, color: 97)
        case 200..<300: return UvicornColors.styled(text, color: 32)
        case 300..<400: return UvicornColors.styled(text, color: 33)
        case 400..<500: return UvicornColors.styled(text, color: 31)
        case 500..<600: return UvicornColors.styled(text, color: 91)
        default: return text
        }
    }
}

extension UvicornAccessFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? { text.timeText(of: record) }
}
