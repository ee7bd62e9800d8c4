extension AsyncHandler {
    /// Writes what processes that are gone have left in journals of a name, for the log that is behind the queue.
    ///
    /// - Throws: ``SinkError`` when no journal can be kept.
    func recover(_ name: String) throws(SinkError) {
        let target = try journalled(name)
        for path in try Journal.files(of: name) {
            do throws(JournalError) {
                let journal = try Journal.takeOver(path)
                guard journal.logPath == target.settings.path else { continue }
                tell(JournalRecovery.recover(journal, into: target.sink), of: journal)
            } catch {
                tell(error, of: path)
            }
        }
    }

    /// The sink of the one handler for which a journal can be kept.
    private func journalled(_ name: String) throws(SinkError) -> (sink: any Sink, settings: FileSettings) {
        func refusal(_ problem: String) -> SinkError {
            SinkError("open", name, problem: problem, pythonType: "ValueError")
        }
        guard handlers.count == 1, let handler = handlers[0] as? SinkHandler, let settings = handler.fileSettings,
            handler.sink is any BatchSink
        else { throw refusal("a journal needs exactly one handler behind the queue, and one that writes a file") }
        guard try TextEncoding(settings.encoding, errors: settings.errors, place: settings.path).isUTF8 else {
            throw refusal("a journal needs a file in UTF-8")
        }
        return (handler.sink, settings)
    }

    private func tell(_ found: JournalRecovery.Report, of journal: Journal) {
        addRecovered(found.lineCount)
        if let failure = found.failure {
            report(SinkError("recover", journal.path, problem: "\(failure)"), isLoss: false)
        } else if found.skippedCount > 1 {
            // One per thread that was logging at the time is no damage; more may be.
            let problem = "\(found.skippedCount) places with \(found.skippedBytes) bytes held no whole record"
            report(SinkError("recover", journal.path, problem: problem), isLoss: false)
        }
    }

    private func tell(_ error: JournalError, of path: String) {
        switch error {
        case .inUse, .gone: return
        case .noJournal where path.hasSuffix(".new"):
            // Its process was killed while it was making the file: nothing was in it.
            try? SystemCalls.remove(path)
        case .noJournal, .unknownVersion, .damagedHeader, .system:
            report(SinkError("recover", path, problem: "\(error)"), isLoss: false)
        }
    }
}
