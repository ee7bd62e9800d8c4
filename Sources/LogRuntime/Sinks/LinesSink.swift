/// A sink that can take several lines at once.
protocol LinesSink: CountingSink {
    /// Writes lines with as few system calls as possible, if nothing has to be thought of between them.
    ///
    /// - Parameters:
    ///   - lines: the lines.
    ///   - time: the time of the record that all of them belong to.
    /// - Returns: how many are dealt with, the others being left to ``Sink/write(_:at:)``; and what has gone wrong with the
    ///   last one of these, which is lost then.
    func write(_ lines: RenderedLines, at time: WallTime) -> (done: Int, problem: SinkError?)
}

extension LogFile {
    /// Lines are written in runs of this many bytes at most, so that no thread waits long for another.
    private static let runLimit = 1 << 18

    /// Writes lines in runs, or gathers them if there is room for all.
    ///
    /// - Returns: see ``LinesSink/write(_:at:)``.
    mutating func write(_ lines: RenderedLines) -> (done: Int, problem: SinkError?) {
        if hold(lines) {
            counts.add(lines.bytes.count, records: lines.count)
            return (lines.count, nil)
        }
        var done = 0
        while done < lines.count, takesRuns {
            let run = LogFile.run(of: lines, from: done)
            let bytes = lines.bytes(of: run)
            let (written, errorNumber) = putRun(bytes)
            if _fastPath(errorNumber == 0) {
                counts.add(written, records: run.count)
                done = run.upperBound
                continue
            }
            let start = lines.start(of: done)
            while lines.ends[done] - start <= written {
                counts.add(lines.bytes(of: done..<(done + 1)).count)
                done += 1
            }
            let torn = start + written - lines.start(of: done)
            guard torn > 0 else { return (done, nil) }
            tear(lines.bytes(of: done..<(done + 1)), after: torn)
            return (done + 1, SinkError("write", settings.path, errorNumber: errorNumber))
        }
        return (done, nil)
    }

    /// As many lines as are written at once.
    private static func run(of lines: RenderedLines, from first: Int) -> Range<Int> {
        if lines.bytes.count <= runLimit { return first..<lines.count }
        let start = lines.start(of: first)
        var end = first + 1
        while end < lines.count, lines.ends[end] - start <= runLimit { end += 1 }
        return first..<end
    }
}
