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

extension LogFile {
    /// Hands the lines of a batch to a file's own way of writing one.
    ///
    /// - Parameters:
    ///   - batch: the lines.
    ///   - owner: what the file belongs to.
    ///   - combine: tells the file to gather lines, or to write what it has gathered.
    ///   - write: writes one line, which the file gathers with the lines beside it.
    /// - Returns: what kept the rest from being written.
    static func write<Owner: ~Copyable>(
        _ batch: LineBatch,
        through owner: inout Owner,
        combine: (inout Owner, LineBatch?) throws(SinkError) -> Void,
        write: (inout Owner, UnsafeRawBufferPointer, WallTime) throws(SinkError) -> Void
    ) -> SinkError? {
        batch.rewind()
        do throws(SinkError) {
            try combine(&owner, batch)
            while let (line, time) = batch.next() { try write(&owner, line, time) }
            try combine(&owner, nil)
            return nil
        } catch {
            // What is still gathered is left to the next attempt.
            try? combine(&owner, nil)
            return error
        }
    }
}
