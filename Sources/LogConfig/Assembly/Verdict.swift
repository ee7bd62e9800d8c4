package import LogRuntime
internal import YAMLTree

/// What becomes of a file: accepted, with what is then in force, or refused, with CPython's first error.
package struct Verdict: Sendable {
    /// Why the file was refused.
    package let error: LoggingConfigurationError?
    /// What is in force, when the file was accepted.
    package let active: ActiveConfiguration?
    /// Everything to tell about the file.
    package let diagnostics: [Diagnostic]

    /// Whether the file was accepted.
    package var isAccepted: Bool { error == nil }

    /// Judges a file's bytes.
    ///
    /// With `isLive` destinations are opened, as a program would; CPython comes by the handlers before the loggers, so a
    /// file that cannot be opened is its first error even where a logger is wrong, too. Otherwise nothing is opened, and
    /// the handlers in the tree take records and do nothing with them.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - file: what diagnostics call it.
    ///   - options: how it is read.
    ///   - tree: the tree to configure.
    ///   - isLive: whether destinations are opened.
    /// - Returns: the verdict.
    package static func of(
        bytes: [UInt8],
        file: String,
        options: ConfigurationOptions,
        tree: LoggerTree,
        isLive: Bool
    ) -> Verdict {
        do throws(LoggingConfigurationError) {
            let outcome = try ConfigurationReader.outcome(of: bytes, file: file, options: options)
            if let first = outcome.faults.min(by: { $0.order < $1.order }) {
                throw refusal(of: outcome, first: first, in: tree, isLive: isLive)
            }
            let assembly = Assembly(
                plan: outcome.plan,
                tree: tree,
                reporter: outcome.reporter,
                diagnostics: outcome.diagnostics
            )
            let active = isLive || outcome.plan.isIncremental ? try assembly.apply() : assembly.preview()
            return Verdict(error: nil, active: active, diagnostics: outcome.diagnostics)
        } catch {
            return Verdict(error: error, active: nil, diagnostics: error.diagnostics)
        }
    }

    /// The error of a faulty document: a file that cannot be opened counts where CPython would have come by it.
    private static func refusal(
        of outcome: ConfigurationReader.Outcome,
        first: Planner.OrderedFault,
        in tree: LoggerTree,
        isLive: Bool
    ) -> LoggingConfigurationError {
        var chain = first.fault.chain
        var diagnostics = outcome.diagnostics
        if outcome.plan.isIncremental {
            let missing = LevelAdjustment.missingHandler(of: outcome.plan, in: ConfigurationSlot.of(tree).inForce)
            if let missing {
                if missing.order < first.order { chain = missing.fault.chain }
                diagnostics = DiagnosticReporter.sorted(diagnostics + [outcome.reporter.diagnostic(missing.fault)])
            }
        }
        if isLive {
            let files = tree.environment.files
            let failures = outcome.plan.handlers.filter { $0.order < first.order }
                .compactMap { FileProbe.fault(of: $0, files: files, stage: outcome.plan.stage) }
            if let failure = failures.first { chain = failure.chain }
            diagnostics = DiagnosticReporter.sorted(diagnostics + failures.map(outcome.reporter.diagnostic))
        }
        return LoggingConfigurationError(stage: outcome.plan.stage, chain: chain, diagnostics: diagnostics)
    }

    /// The verdict as an object: `accepted`, then `error` or what is in force.
    ///
    /// - Parameter existing: names of further loggers to show.
    /// - Returns: the object.
    package func describe(existing: [String] = []) -> LogObject {
        if let error {
            return ["accepted": false, "error": .object(error.object)]
        }
        var object: LogObject = ["accepted": true]
        for field in active?.describe(existing: existing).fields ?? [] { object[field.key] = field.value }
        return object
    }
}

extension LoggingConfigurationError {
    /// The error as an object: `stage`, `chain`, `diagnostics`.
    package var object: LogObject {
        var object: LogObject = [
            "stage": .string(stage.rawValue),
            "chain": .array(chain.map { .object(["type": .string($0.type), "message": .string($0.message)]) }),
            "diagnostics": .array(diagnostics.map { .object($0.object) }),
        ]
        if stage == .yaml || stage == .json, let first = diagnostics.first, let line = first.line {
            object["problem"] = .string(first.message)
            object["line"] = .int(Int64(line))
            object["column"] = first.column.map { .int(Int64($0)) } ?? .null
        }
        return object
    }
}

extension Diagnostic {
    /// The diagnostic as an object for machines.
    package var object: LogObject {
        [
            "severity": .string(severity.rawValue),
            "code": .string(code),
            "path": .string(path),
            "message": .string(message),
            "line": line.map { .int(Int64($0)) } ?? .null,
            "column": column.map { .int(Int64($0)) } ?? .null,
            "hint": hint.map { .string($0) } ?? .null,
        ]
    }
}
