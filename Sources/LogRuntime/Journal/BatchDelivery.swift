/// Writes batches to whatever a handler writes to.
enum BatchDelivery {
    /// How far a batch has come.
    struct Outcome {
        /// What kept lines from being written.
        var failure: SinkError?
        /// How many lines are lost by it.
        var lost = 0
        /// Their bytes.
        var lostBytes = 0
    }

    /// Writes what is left of a batch.
    ///
    /// A file takes many lines at once, and what it did not take can be tried again. A standard stream takes all at once, and
    /// any other sink line by line; what these refuse is lost, as it would be without a queue.
    static func write(_ batch: LineBatch, to sink: any Sink) -> Outcome {
        if let file = sink as? any BatchSink {
            if let error = file.write(batch) { return Outcome(failure: error) }
            // Lines that CPython's handler drops without a word, after it was closed.
            if !batch.isFinished {
                let bytes = batch.count - batch.done
                return Outcome(lost: batch.abandon(), lostBytes: bytes)
            }
            return Outcome()
        }
        var lines = 0
        var size = 0
        do throws(SinkError) {
            while !batch.isFinished {
                let line = batch.lines[batch.doneLines]
                let end = sink is StreamSink ? batch.count : Int(line.end)
                let bytes = batch.slice(batch.done..<end)
                lines = batch.remainingLines
                size = bytes.count
                batch.finish(size)
                lines -= batch.remainingLines
                try sink.write(bytes, at: line.time)
            }
            return Outcome()
        } catch {
            return Outcome(failure: error, lost: lines, lostBytes: size)
        }
    }
}
