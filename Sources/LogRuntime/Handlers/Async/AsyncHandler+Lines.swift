internal import Synchronization

extension AsyncHandler {
    /// Puts lines of JSON into the queue.
    ///
    /// - Returns: how many of them; the others take records, or have to go another way than through the queue.
    func write(_ lines: RenderedLines, _ level: Level, at time: WallTime) -> Int {
        guard case .lines(let target) = target, let queue = slot.load(), leavesRecordsAlone,
            target.takesRenderedLines
        else { return 0 }
        guard takes(level), !options.respectsHandlerLevel || target.takes(level) else { return lines.count }
        for index in 0..<lines.count {
            let line = lines.bytes(of: index..<(index + 1))
            switch queue._withUnsafeGuaranteedRef({ $0.put(line, level: level, at: time) }) {
            case .queued, .dropped: counters.records.add(1, ordering: .relaxed)
            case .closed, .tooLong, .foreign: return index
            }
        }
        return lines.count
    }
}

extension AsyncHandler {
    /// Puts a message into the queue as a line whose beginning this thread has written before.
    ///
    /// - Parameters:
    ///   - text: the message.
    ///   - level: its level.
    ///   - levelText: the level's name.
    ///   - core: the logger.
    ///   - frame: what the line is made in.
    /// - Returns: `false` if that takes a record, or the line has to go another way than through the queue.
    @inline(never) func writeLine(
        _ text: RawText,
        _ level: Level,
        _ levelText: RawText,
        of core: UnsafeMutablePointer<LoggerCore>,
        in frame: RecordFrame
    ) -> Bool {
        guard let lineTarget, let queue = slot.load(), leavesRecordsAlone else { return false }
        guard takes(level) else { return true }
        return lineTarget._withUnsafeGuaranteedRef { target in
            guard !options.respectsHandlerLevel || target.takes(level),
                let (line, time) = target.makeLine(text, level, levelText, of: core, in: frame)
            else { return false }
            switch queue._withUnsafeGuaranteedRef({ $0.put(line, level: level, at: time) }) {
            case .queued, .dropped: break
            case .closed, .tooLong, .foreign: return false
            }
            counters.records.add(1, ordering: .relaxed)
            return true
        }
    }
}
