/// One thing that is wrong, or doubtful, in a configuration, with its place.
public struct Diagnostic: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable {
        /// The configuration is refused.
        case error
        /// The configuration works and is surely not what was meant.
        case warning
        /// Good to know.
        case note
    }

    /// How bad it is.
    public let severity: Severity
    /// A stable name of the kind of trouble, such as `unknown-formatter`.
    public let code: String
    /// Where in the document: `handlers.file.formatter`; empty for the document itself.
    public let path: String
    /// What is wrong; texts of the file are shown as they are.
    public let message: String
    /// The file's name as it was given.
    public let file: String
    /// The line, counted from 1.
    public let line: Int?
    /// The column, counted from 1 in Unicode scalars.
    public let column: Int?
    /// What would probably help.
    public let hint: String?
    private let excerptLine: ExcerptLine?

    /// Creates a diagnostic.
    package init(
        severity: Severity,
        code: String,
        path: String,
        message: String,
        file: String,
        line: Int?,
        column: Int?,
        hint: String?,
        excerptLine: ExcerptLine? = nil
    ) {
        self.severity = severity
        self.code = code
        self.path = path
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint
        self.excerptLine = excerptLine
    }

    /// The text of the line; `nil` also where the line may hold a secret.
    public var sourceLine: String? { excerptLine?.text }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: severity: path: message; hint`, which editors can jump to: one line, in which control characters of
    /// the file are shown as `\n` or `\x1b`.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let column, line != nil { text += ":\(column)" }
        text += ": \(severity.rawValue): "
        if !path.isEmpty { text += path + ": " }
        text += message
        if let hint { text += "; " + hint }
        return text.visible(lineEnd: "\\n")
    }
}

extension Diagnostic {
    /// The line of the file and a caret below the place, for terminals; `nil` when the line is not at hand.
    ///
    /// Of a line that is long only the part around the place is there.
    public var excerpt: String? {
        guard let excerptLine, let column else { return nil }
        // Tabs stay tabs, so that the caret stands where the terminal put the character.
        var padding = ""
        let (line, before) = excerptLine.part(around: column)
        for scalar in before.visible(lineEnd: "\\n").unicodeScalars { padding += scalar == "\t" ? "\t" : " " }
        return "    \(line.visible(lineEnd: "\\n"))\n    \(padding)^"
    }
}
