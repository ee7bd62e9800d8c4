import LogConfig

/// Prints diagnostics to standard error: a line each, on a terminal with the source line and a caret below.
enum DiagnosticPrinter {
    /// Prints diagnostics in the order given.
    static func print(_ diagnostics: [Diagnostic]) {
        let out = Terminal.standardError
        for diagnostic in diagnostics {
            out.write(out.allowsColour ? coloured(diagnostic) : diagnostic.description)
            out.write("\n")
            if out.isInteractive, let excerpt = diagnostic.excerpt { out.write(excerpt + "\n") }
        }
    }

    /// The line with the word for its severity in colour.
    private static func coloured(_ diagnostic: Diagnostic) -> String {
        let colour =
            switch diagnostic.severity {
            case .error: "31"
            case .warning: "33"
            case .note: "36"
            }
        let word = diagnostic.severity.rawValue
        return diagnostic.description.replacing(
            ": \(word): ",
            with: ": \u{1B}[1;\(colour)m\(word)\u{1B}[0m: ",
            maxReplacements: 1
        )
    }
}
