internal import Synchronization

extension AsyncHandler {
    /// Puts fields that are JSON already as a line into the queue.
    ///
    /// - Returns: `false` if that takes a record, or the line has to go another way than through the queue.
    func writeLine(_ level: Level, of fields: RawText, at time: WallTime) -> Bool {
        guard case .lines(let target) = target, let queue = slot.load(), leavesRecordsAlone,
            target.takesRenderedFields
        else { return false }
        guard takes(level), !options.respectsHandlerLevel || target.takes(level) else { return true }
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else { return false }
        defer { context.pointee.leave() }
        frame.pointee.line.removeAll()
        frame.pointee.line.reserve(fields.count &+ 16)
        frame.pointee.line.append(UInt8(ascii: "{"))
        frame.pointee.line.append(fields.start, count: fields.count)
        frame.pointee.line.append(UInt8(ascii: "}"))
        target.appendTerminator(to: &frame.pointee.line)
        let line = frame.pointee.line.bytes
        switch queue._withUnsafeGuaranteedRef({ $0.put(line, level: level, at: time) }) {
        case .queued, .dropped:
            counters.records.add(1, ordering: .relaxed)
            return true
        case .closed, .tooLong, .foreign: return false
        }
    }
}
