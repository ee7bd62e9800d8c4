/// A sink that takes many lines at once, and puts each where it would have gone alone.
protocol BatchSink: FileBackedSink {
    /// Writes the lines of a batch that are not dealt with yet, and completes a line that was written in part before.
    ///
    /// - Parameter batch: remembers how far it has come; after an error the rest can be tried again.
    /// - Returns: what kept the rest from being written.
    func write(_ batch: LineBatch) -> SinkError?

    /// Whether part of a line is still to be written before anything else.
    var hasTornLine: Bool { get }
}

/// The file of a sink, as the lines of a batch come to it.
protocol LineWriter: ~Copyable {
    /// What the sink has done.
    var counts: SinkCounts { get set }

    /// Gathers the lines to come; without a batch, writes what is gathered.
    mutating func combine(_ batch: LineBatch?) throws(SinkError)

    /// Writes a line, which the file gathers with the lines beside it.
    ///
    /// - Returns: trouble that did not keep the line from being written.
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    mutating func writeLine(_ line: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) -> SinkError?
}

extension LineWriter where Self: ~Copyable {
    /// Writes the lines of a batch that are not dealt with yet, and counts those that it has dealt with.
    ///
    /// - Returns: what kept the rest from being written, and trouble that cost no line.
    mutating func write(_ batch: LineBatch) -> (failure: SinkError?, trouble: SinkError?) {
        var trouble: SinkError?
        let linesBefore = batch.doneLines
        let bytesBefore = batch.done
        let discardedBefore = counts.discarded
        defer {
            counts.records += batch.doneLines - linesBefore
            counts.bytes += batch.done - bytesBefore
            // Lines passed over stay in the batch, and whoever has it counts them.
            counts.discarded = discardedBefore
        }
        batch.rewind()
        do throws(SinkError) {
            try combine(batch)
            while let (line, time) = batch.next() {
                if let problem = try writeLine(line, at: time) { trouble = problem }
            }
            try combine(nil)
            return (nil, trouble)
        } catch {
            // What is still gathered is left to the next attempt.
            try? combine(nil)
            return (error, trouble)
        }
    }
}

extension LogFile: LineWriter {
    mutating func writeLine(_ line: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) -> SinkError? {
        if try prepare() { try write(line) }
        return nil
    }
}

extension RotatingFile: LineWriter {
    mutating func writeLine(_ line: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) -> SinkError? {
        try writeQuickly(line, at: time) ? nil : writeCarefully(line, at: time)
    }
}

extension TimedRotatingFile: LineWriter {
    mutating func writeLine(_ line: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) -> SinkError? {
        try writeQuickly(line, at: time) ? nil : writeCarefully(line, at: time)
    }
}
