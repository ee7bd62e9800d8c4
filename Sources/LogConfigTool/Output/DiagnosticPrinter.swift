import LogConfig

/// Prints diagnostics to standard error: a line each, on a terminal with the source line and a caret below.
struct DiagnosticPrinter {
    /// The file that the diagnostics are about.
    let source: [UInt8]

    /// Prints diagnostics in the order given.
    func print(_ diagnostics: [Diagnostic]) {
        let out = Terminal.standardError
        for diagnostic in diagnostics {
            out.write(out.allowsColour ? coloured(diagnostic) : diagnostic.description)
            out.write("\n")
            if out.isInteractive, let excerpt = diagnostic.excerpt(of: source) { out.write(excerpt + "\n") }
        }
    }

    private func coloured(_ diagnostic: Diagnostic) -> String {
        let colour =
            switch diagnostic.severity {
            case .error: "31"
            case .warning: "33"
            default: "36"
            }
        let word = diagnostic.severity.rawValue
        let text = diagnostic.description
        guard let place = text.range(of: ": \(word): ") else { return text }
        return text.replacing(": \(word): ", with: ": \u{1B}[1;\(colour)m\(word)\u{1B}[0m: ", maxReplacements: 1)
    }
}
