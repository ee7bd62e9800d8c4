import ArgumentParser
import LogRuntime

/// `logconfig recover`: writes what killed processes have left in journals to their logs.
struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Writes what a killed process left in a journal to its log, each record once.",
        discussion: """
            A journal is named by its file, or as in the configuration: then all its files are recovered. A journal \
            whose records are all in the log is removed. The next start of a program with the same configuration does \
            the same by itself.
            """
    )

    @Argument(help: ArgumentHelp("Journals.", valueName: "journal"))
    var journals: [String]

    @Flag(help: "Print one JSON object.")
    var json = false

    /// What became of one file.
    private struct Outcome {
        let file: String
        var log: String?
        var report = JournalRecovery.Report()
        var problem: String?
        var status: ExitStatus?

        var object: LogValue {
            .object([
                "file": .string(file), "log": log.map { .string($0) } ?? .null,
                "records": .int(Int64(report.lineCount)), "skipped": .int(Int64(report.skippedCount)),
                "skipped_bytes": .int(Int64(report.skippedBytes)),
                "error": problem.map { .string($0) } ?? .null,
            ])
        }

        var text: String {
            guard problem == nil else { return "" }
            let count = report.lineCount
            var text = "\(file): \(count) \(count == 1 ? "record" : "records") recovered into '\(log ?? "")'"
            if report.skippedCount > 0 {
                text +=
                    ", \(report.skippedCount) unfinished or damaged \(report.skippedCount == 1 ? "place" : "places") skipped"
            }
            return text + "\n"
        }
    }

    func run() throws {
        var outcomes: [Outcome] = []
        for name in journals {
            // The name of a configuration stands for the files of its processes.
            let files = (try? Journal.files(of: name)) ?? []
            outcomes +=
                files.isEmpty ? [recover(name, isMissingFine: false)] : files.map { recover($0, isMissingFine: true) }
        }
        for outcome in outcomes {
            if let problem = outcome.problem { Terminal.standardError.write("\(outcome.file): error: \(problem)\n") }
            if !json { try Terminal.standardOutput.put(outcome.text) }
        }
        if json {
            try Terminal.standardOutput.put(json: .object(["journals": .array(outcomes.map(\.object))]))
        }
        let statuses = outcomes.compactMap(\.status)
        if statuses.contains(.environment) { throw ExitStatus.environment }
        if !statuses.isEmpty { throw ExitStatus.wrongData }
    }

    private func recover(_ file: String, isMissingFine: Bool) -> Outcome {
        var outcome = Outcome(file: file)
        do throws(JournalError) {
            let journal = try Journal.takeOver(file)
            outcome.log = journal.logPath
            do throws(SinkError) {
                outcome.report = try JournalRecovery.recover(journal)
            } catch {
                throw .system(error)
            }
            if let failure = outcome.report.failure { throw .system(failure) }
        } catch {
            switch error {
            case .gone where isMissingFine: break
            case .gone: (outcome.problem, outcome.status) = ("there is no such journal", .environment)
            case .inUse, .system: (outcome.problem, outcome.status) = ("\(error)", .environment)
            case .noJournal, .unknownVersion, .damagedHeader:
                (outcome.problem, outcome.status) = ("\(error)", .wrongData)
            }
        }
        return outcome
    }
}
