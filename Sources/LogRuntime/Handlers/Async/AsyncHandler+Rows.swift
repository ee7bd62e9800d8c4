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
