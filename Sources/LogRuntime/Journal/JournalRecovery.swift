/// Writes what a killed process has left in a journal to its log, each line once.
///
/// It works as the process itself would have: each step is written down in the journal before it is done, so a recovery that
/// is killed is taken up by the next one.
package struct JournalRecovery {
    /// What was found.
    package struct Report: Sendable, Hashable {
        /// Lines that were written to the log now, the end of a line that was written in part included.
        package var lineCount = 0
        /// Places that held no whole line: one that was being made when the process was killed, or damage.
        package var skippedCount = 0
        /// How many bytes these places have.
        package var skippedBytes = 0
        /// What kept the rest from being written; the journal then still has it.
        package var failure: SinkError?

        /// Creates an empty report.
        package init() {}
    }

    private let journal: Journal
    private let sink: any Sink
    private var report = Report()

    /// Recovers a journal, and removes it if everything in it is in the log.
    ///
    /// - Parameters:
    ///   - journal: was taken over.
    ///   - sink: the log.
    /// - Returns: what was found.
    package static func recover(_ journal: Journal, into sink: any Sink) -> Report {
        var recovery = JournalRecovery(journal: journal, sink: sink)
        recovery.report.failure = recovery.run()
        if recovery.report.failure == nil { journal.remove() }
        return recovery.report
    }

    /// Recovers a journal into the file that it names, as it is now.
    ///
    /// - Throws: ``SinkError`` if the file cannot be opened.
    package static func recover(_ journal: Journal) throws(SinkError) -> Report {
        let sink = try FileSink(FileSettings(filename: journal.logPath))
        defer { sink.close() }
        return recover(journal, into: sink)
    }

    /// How many lines a journal has that may not be in its log.
    package static func pendingLines(of journal: Journal) -> Int {
        var count = 0
        var position = journal.memory.ring.start
        if let intent = journal.readIntent() {
            let batch = journal.batch
            batch.restore(count: Int(intent.count), lineCount: Int(intent.lineCount), done: Int(intent.done))
            count = batch.remainingLines
            position = intent.tail
        }
        var walk = RingWalk(journal.memory.ring, from: position)
        while let entry = walk.next() {
            if entry.kind == RingEntry.Kind.line { count += 1 }
        }
        return count
    }

    private init(journal: Journal, sink: any Sink) {
        self.journal = journal
        self.sink = sink
    }

    private mutating func run() -> SinkError? {
        let ring = journal.memory.ring
        let batch = journal.batch
        if let intent = journal.readIntent() {
            batch.restore(count: Int(intent.count), lineCount: Int(intent.lineCount), done: Int(intent.done))
            do throws(SinkError) {
                try completeRun(intent)
            } catch {
                return error
            }
            ring.release(upTo: intent.tail)
            if let failure = deliver() { return failure }
            journal.finish()
        }
        var walk = RingWalk(ring, from: ring.start)
        while fill(batch, from: &walk) {
            journal.begin(upTo: walk.position)
            ring.release(upTo: walk.position)
            if let failure = deliver() { return failure }
            journal.finish()
        }
        report.skippedCount = walk.skippedCount
        report.skippedBytes = walk.skippedBytes
        return nil
    }

    /// Fills the batch with the next lines.
    ///
    /// - Returns: `false` if there are none.
    private func fill(_ batch: LineBatch, from walk: inout RingWalk) -> Bool {
        batch.removeAll()
        while let entry = walk.peek() {
            if entry.kind == RingEntry.Kind.line, !batch.append(entry.payload, at: entry.time) { break }
            walk.advance(past: entry)
        }
        return batch.lineCount > 0
    }

    /// Writes what is left of the batch.
    private mutating func deliver() -> SinkError? {
        let batch = journal.batch
        let before = batch.remainingLines
        defer { report.lineCount += before - batch.remainingLines }
        return BatchDelivery.write(batch, to: sink).failure
    }

    // MARK: The run that was being written

    /// Finds out how much of the last run is in the file, and writes the rest behind it.
    private mutating func completeRun(_ intent: DeliveryIntent) throws(SinkError) {
        let batch = journal.batch
        let run = Int(intent.done)..<Int(intent.runEnd)
        guard !run.isEmpty, intent.inode != 0 else { return }
        let identity = FileStatus.Identity(device: intent.device, inode: intent.inode)
        // A file that is gone takes its lines with it: they are written again.
        guard let place = InterruptedRun.find(identity, near: journal.logPath) else { return }
        let file = try InterruptedRun(path: place)
        let written = try file.written(batch.slice(run), from: Int(intent.fileSize))
        if written.count == run.count {
            batch.finish(run.count)
        } else if written.isAtEnd {
            let firstLine = batch.doneLines
            try file.append(batch.slice(run.lowerBound + written.count..<run.upperBound))
            batch.finish(run.count)
            var complete = firstLine
            while complete < batch.doneLines, Int(batch.lines[complete].end) <= run.lowerBound + written.count {
                complete += 1
            }
            report.lineCount += batch.doneLines - complete
        } else if written.count > 0 {
            // Others have written behind it: lines that are whole stay, the one that was cut is written again.
            let whole = (batch.doneLines..<batch.lineCount).last { index in
                Int(batch.lines[index].end) <= run.lowerBound + written.count
            }
            if let whole { batch.finish(Int(batch.lines[whole].end) - batch.done) }
        }
    }
}
