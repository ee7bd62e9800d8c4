/// Lines that lie behind one another in memory, to be written with as few system calls as their places allow.
///
/// Filled and written by one thread at a time: whoever has the turn of the queue that it belongs to.
final class LineBatch: @unchecked Sendable /* used by the one thread that has the queue's turn */ {
    /// One line of a batch, as it lies in memory and in a journal.
    struct Line: BitwiseCopyable {
        /// Where the line ends, counted from the start of the batch.
        var end: UInt32
        /// The nanoseconds of the record's time.
        var nanoseconds: Int32
        /// The seconds of the record's time.
        var seconds: Int64

        /// Creates an entry.
        init(end: UInt32, time: WallTime) {
            self.end = end
            nanoseconds = time.nanoseconds
            seconds = time.seconds
        }

        /// When the record was logged.
        var time: WallTime { WallTime(seconds: seconds, nanoseconds: nanoseconds) }
    }

    /// The lines' bytes.
    let bytes: UnsafeMutableRawPointer
    /// How many bytes there is room for.
    let capacity: Int
    /// The lines' ends and times.
    let lines: UnsafeMutablePointer<Line>
    /// How many lines there is room for.
    let lineLimit: Int
    /// Who is told before bytes go to a file; set before the batch is used.
    weak var observer: (any BatchObserver)?

    /// How many bytes are in the batch.
    private(set) var count = 0
    /// How many lines are in the batch.
    private(set) var lineCount = 0
    /// How many of the bytes are dealt with: written, or kept by the file to be written first of all.
    private(set) var done = 0
    /// How many of the lines are dealt with.
    private(set) var doneLines = 0
    /// The line that is handed to a file next.
    private var cursor = 0

    /// Creates a batch in memory that somebody else keeps alive.
    init(
        bytes: UnsafeMutableRawPointer,
        capacity: Int,
        lines: UnsafeMutablePointer<Line>,
        lineLimit: Int
    ) {
        self.bytes = bytes
        self.capacity = capacity
        self.lines = lines
        self.lineLimit = lineLimit
    }

    /// Whether everything is dealt with.
    var isFinished: Bool { done == count }

    /// How many lines are not dealt with.
    var remainingLines: Int { lineCount - doneLines }

    /// Forgets the lines.
    func removeAll() {
        count = 0
        lineCount = 0
        done = 0
        doneLines = 0
        cursor = 0
    }

    /// Takes over lines that are in the memory already, some of them dealt with.
    func restore(count: Int, lineCount: Int, done: Int) {
        self.count = count
        self.lineCount = lineCount
        self.done = done
        doneLines = 0
        while doneLines < lineCount, Int(lines[doneLines].end) <= done { doneLines += 1 }
    }

    /// Whether the memory holds a table of so many lines, one behind the other, the last of which ends at an offset.
    ///
    /// A sum that fits does not say so: it withstands damage, not intent.
    func hasTable(ofLines lineCount: Int, endingAt end: Int) -> Bool {
        var last = 0
        for index in 0..<lineCount {
            guard Int(lines[index].end) >= last else { return false }
            last = Int(lines[index].end)
        }
        return last == end
    }

    /// Adds a line.
    ///
    /// - Returns: `false` if there is no room for it.
    func append(_ line: UnsafeRawBufferPointer, at time: WallTime) -> Bool {
        guard lineCount < lineLimit, line.count <= capacity - count else { return false }
        if let start = line.baseAddress { (bytes + count).copyMemory(from: start, byteCount: line.count) }
        count += line.count
        lines[lineCount] = Line(end: UInt32(truncatingIfNeeded: count), time: time)
        lineCount += 1
        return true
    }

    /// Where a line begins.
    func start(ofLine index: Int) -> Int { index == 0 ? 0 : Int(lines[index - 1].end) }

    /// Bytes of the batch.
    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: bytes + range.lowerBound, count: range.count)
    }

    // MARK: Writing

    /// Starts handing lines on, from the first that is not dealt with.
    func rewind() {
        cursor = doneLines
    }

    /// The next line, if there is one.
    ///
    /// The first may be the end of a line whose beginning is written.
    func next() -> (bytes: UnsafeRawBufferPointer, time: WallTime)? {
        guard cursor < lineCount else { return nil }
        let line = lines[cursor]
        let start = max(start(ofLine: cursor), done)
        cursor += 1
        return (slice(start..<Int(line.end)), line.time)
    }

    /// Notes that more bytes are dealt with.
    func finish(_ bytes: Int) {
        done += bytes
        while doneLines < lineCount, Int(lines[doneLines].end) <= done { doneLines += 1 }
    }

    /// Gives up all that is not dealt with.
    ///
    /// - Returns: how many lines that are.
    func abandon() -> Int {
        let lost = remainingLines
        done = count
        doneLines = lineCount
        return lost
    }

    /// Where the line ends that a place lies in; the place itself if it is between two lines.
    func lineEnd(at place: Int) -> Int {
        var low = 0
        var high = lineCount
        while low < high {
            let middle = (low + high) / 2
            if Int(lines[middle].end) < place { low = middle + 1 } else { high = middle }
        }
        return low < lineCount ? Int(lines[low].end) : count
    }
}

/// Learns of what a batch does to files, before it does it.
protocol BatchObserver: AnyObject, Sendable {
    /// A run of the batch is about to be appended to a file.
    ///
    /// - Parameters:
    ///   - range: the run.
    ///   - identity: which file; `nil` if it is no ordinary one.
    ///   - size: the file's size.
    func willWrite(_ range: Range<Int>, to identity: FileStatus.Identity?, ofSize size: Int)
}
