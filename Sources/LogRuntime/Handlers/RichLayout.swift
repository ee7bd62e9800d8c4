/// Lays the columns of a ``RichHandler``'s record out.
struct RichLayout {
    /// The columns there are.
    let options: RichHandler.Options
    /// The time, empty for none.
    var time: String = ""
    /// The level's name; `nil` for no column.
    var level: String?
    /// File and line, empty for none.
    var path = ""

    /// Creates an empty layout.
    init(options: RichHandler.Options) {
        self.options = options
    }

    /// Appends a record's lines, each with a line feed.
    ///
    /// - Parameters:
    ///   - message: the message; line feeds begin lines below it.
    ///   - isRepeated: whether the time's column stays blank.
    ///   - buffer: takes the UTF-8.
    func append(_ message: String, isRepeated: Bool, to buffer: inout ByteBuffer) {
        var lines = message.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let first = lines.popFirst().map(RichLayout.expanded) ?? ""
        var column = 0
        if options.showsTime {
            let width = RichLayout.cells(time.unicodeScalars)
            if isRepeated {
                RichLayout.pad(width, &buffer)
            } else {
                append(time, color: "\u{1B}[2;36m", to: &buffer)
            }
            column += width + 1
            RichLayout.pad(1, &buffer)
        }
        if let level {
            let padding = max(8 - level.unicodeScalars.count, 0)
            append(level, color: color(ofLevel: level), to: &buffer)
            RichLayout.pad(padding + 1, &buffer)
            column += RichLayout.cells(level.unicodeScalars) + padding + 1
        }
        let indentation = column
        buffer.append(first)
        column += RichLayout.cells(first.unicodeScalars)
        if !path.isEmpty {
            RichLayout.pad(max(options.width - column - RichLayout.cells(path.unicodeScalars), 1), &buffer)
            append(path, color: "\u{1B}[2m", to: &buffer)
        }
        RichLayout.endLine(&buffer)
        for line in lines {
            RichLayout.pad(indentation, &buffer)
            buffer.append(RichLayout.expanded(line))
            RichLayout.endLine(&buffer)
        }
    }

    private func append(_ text: String, color: String?, to buffer: inout ByteBuffer) {
        guard options.hasColors, let color else { return buffer.append(text) }
        buffer.append(color)
        buffer.append(text)
        buffer.append("\u{1B}[0m")
    }

    /// The colours of rich's theme.
    private func color(ofLevel name: String) -> String? {
        switch name {
        case "NOTSET": "\u{1B}[2m"
        case "DEBUG": "\u{1B}[32m"
        case "INFO": "\u{1B}[34m"
        case "WARNING": "\u{1B}[33m"
        case "ERROR": "\u{1B}[1;31m"
        case "CRITICAL": "\u{1B}[1;7;31m"
        default: nil
        }
    }

    /// Ends a line without blanks in front of the line feed.
    private static func endLine(_ buffer: inout ByteBuffer) {
        var count = buffer.count
        while count > 0, buffer.bytes[count - 1] == UInt8(ascii: " ") { count -= 1 }
        buffer.truncate(to: count)
        buffer.append(UInt8(ascii: "\n"))
    }

    private static func pad(_ count: Int, _ buffer: inout ByteBuffer) {
        for _ in 0..<count { buffer.append(UInt8(ascii: " ")) }
    }

    /// A line with blanks up to each eighth column in place of tabulators.
    private static func expanded(_ line: Substring.UnicodeScalarView) -> String {
        guard line.contains("\t") else { return String(line) }
        var result = String.UnicodeScalarView()
        var column = 0
        for scalar in line {
            if scalar == "\t" {
                let count = 8 - column % 8
                result.append(contentsOf: repeatElement(" ", count: count))
                column += count
            } else {
                result.append(scalar)
                column += cells(of: scalar)
            }
        }
        return String(result)
    }

    /// How many cells of a terminal a text takes.
    private static func cells(_ text: some Sequence<Unicode.Scalar>) -> Int {
        text.reduce(0) { $0 + cells(of: $1) }
    }

    /// How many cells a character takes: none for marks that combine, two for East Asian letters and pictures.
    ///
    /// Source: Unicode Standard Annex 11.
    private static func cells(of scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        return switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
