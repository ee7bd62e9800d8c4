internal import YAMLTree

/// Turns faults and doubts into diagnostics, in the order of the file.
struct DiagnosticReporter: Sendable {
    /// The file's name.
    let file: String
    /// The file's text; `nil` for a configuration that comes from code and has no lines.
    let document: (any NumberedLines)?

    /// All diagnostics of a run.
    func diagnostics(faults: [Fault], doubts: [Planner.Doubt], strict: Bool) -> [Diagnostic] {
        let lines = excerpts(at: faults.map(\.mark) + doubts.map(\.mark))
        var all = faults.map { fault in
            diagnostic(.error, fault.code, fault.path, fault.mark, fault.problem, fault.hint, lines)
        }
        all += doubts.map { doubt in
            let severity: Diagnostic.Severity = strict && doubt.severity == .warning ? .error : doubt.severity
            return diagnostic(severity, doubt.code, doubt.path, doubt.mark, doubt.problem, doubt.hint, lines)
        }
        return DiagnosticReporter.sorted(all)
    }

    /// One fault.
    func diagnostic(_ fault: Fault) -> Diagnostic {
        let lines = excerpts(at: [fault.mark])
        return diagnostic(.error, fault.code, fault.path, fault.mark, fault.problem, fault.hint, lines)
    }

    /// A note on a file that could not be opened on this machine.
    func note(onOpening fault: Fault) -> Diagnostic {
        let isMissing = fault.chain.contains { $0.type == "FileNotFoundError" }
        let code = isMissing ? DiagnosticCode.missingDirectory : fault.code
        let problem = "on this machine: " + fault.problem
        return diagnostic(.note, code, fault.path, fault.mark, problem, fault.hint, excerpts(at: [fault.mark]))
    }

    /// Diagnostics with the names of the loggers that a configuration has switched off in place of the general note.
    func diagnostics(_ diagnostics: [Diagnostic], disabling names: [String]) -> [Diagnostic] {
        guard !names.isEmpty else { return diagnostics }
        let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
        let more = names.count > 10 ? " and \(names.count - 10) more" : ""
        let note = diagnostic(
            .note,
            .disabledLoggers,
            "",
            nil,
            "\(names.count == 1 ? "logger" : "loggers") \(shown)\(more) existed before, and "
                + "\(names.count == 1 ? "is" : "are") switched off now",
            "write 'disable_existing_loggers: false' to keep them, or name them under 'loggers'",
            [:]
        )
        let general = DiagnosticCode.disabledLoggers.rawValue
        return DiagnosticReporter.sorted(diagnostics.filter { $0.code != general } + [note])
    }

    /// Diagnostics in the order of the file, those without a place first, each once.
    static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var known: Set<Diagnostic> = []
        let unique = diagnostics.filter { known.insert($0).inserted }
        return unique.enumerated().sorted { left, right in
            let first = (left.element.line ?? 0, left.element.column ?? 0, left.offset)
            return first < (right.element.line ?? 0, right.element.column ?? 0, right.offset)
        }.map(\.element)
    }

    /// The lines of places, as far as they may be shown.
    private func excerpts(at marks: [Mark?]) -> [Int: ExcerptLine] {
        (document?.sourceLines(Set(marks.compactMap { $0?.line })) ?? [:]).compactMapValues { ExcerptLine($0) }
    }

    private func diagnostic(
        _ severity: Diagnostic.Severity,
        _ code: DiagnosticCode,
        _ path: String,
        _ mark: Mark?,
        _ problem: String,
        _ hint: String?,
        _ lines: [Int: ExcerptLine]
    ) -> Diagnostic {
        let place = document == nil ? nil : mark
        let isSecret = SecretKeys.contains(path: path)
        return Diagnostic(
            severity: severity,
            code: code.rawValue,
            path: path,
            message: problem,
            file: file,
            line: place?.line,
            column: place?.column,
            hint: hint,
            excerptLine: isSecret ? nil : place.flatMap { lines[$0.line] }
        )
    }
}
