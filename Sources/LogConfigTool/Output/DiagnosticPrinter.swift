import LogConfig

/// Prints diagnostics to standard error: a line each, on a terminal with the source line and a caret below.
enum DiagnosticPrinter {
    /// Prints diagnostics in the order given.
    static func print(_ diagnostics: [Diagnostic]) {
        let out = Terminal.standardError
        for diagnostic in diagnostics {
            out.write(text(of: diagnostic, isInteractive: out.isInteractive, paint: out.paint))
        }
    }

    /// A diagnostic as it is printed, with a line end.
    ///
    /// - Parameters:
    ///   - diagnostic: the diagnostic.
    ///   - isInteractive: whether a person reads it, who gets the source line, a caret and the code to look up.
    ///   - paint: colours it.
    /// - Returns: the text.
    static func text(of diagnostic: Diagnostic, isInteractive: Bool, paint: Paint) -> String {
        var text = line(diagnostic, paint)
        if isInteractive { text += paint.dim(" [\(diagnostic.code)]") }
        text += "\n"
        guard isInteractive, let excerpt = diagnostic.excerpt else { return text }
        let lines = excerpt.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 2 else { return text + excerpt + "\n" }
        return text + lines[0] + "\n" + colour(diagnostic.severity, paint)(String(lines[1])) + "\n"
    }

    /// The line with the place and the word for the severity to look at.
    private static func line(_ diagnostic: Diagnostic, _ paint: Paint) -> String {
        let word = diagnostic.severity.rawValue
        return diagnostic.description.replacing(
            ": \(word): ",
            with: ": " + paint.strong(colour(diagnostic.severity, paint)(word)) + ": ",
            maxReplacements: 1
        )
    }

    private static func colour(_ severity: Diagnostic.Severity, _ paint: Paint) -> (String) -> String {
        switch severity {
        case .error: paint.red
        case .warning: paint.yellow
        case .note: paint.cyan
        }
    }
}
