internal import LogRuntime

/// What every row of a record ends with.
struct RowTail {
    let time: WallTime
    let requestID: UInt64
    let traceID: UInt128?
}

extension RecordInProgress {
    /// What ends a line, beside the columns and ``RowTail``: `}` and a line feed.
    static let lineEnd: StaticString = "}\n"

    /// Puts the rows together.
    ///
    /// - Parameters:
    ///   - tail: what each row ends with.
    ///   - environment: knows the time zone.
    /// - Returns: how many cells are null because their column has fewer values than another.
    mutating func assemble(_ tail: RowTail, in environment: LogEnvironment) -> Int {
        guard _slowPath(isTable) else {
            let start = bytes.count
            secondText.append(tail, in: environment, to: &bytes)
            tailCount = bytes.count - start
            bytes.append(RecordInProgress.lineEnd)
            rowEnds.append(bytes.count)
            return 0
        }
        return assembleTable(tail, in: environment)
    }

    /// The lines that ``rowEnds`` are places in.
    var rowBytes: UnsafeRawBufferPointer { isTable ? assembled.bytes : bytes.bytes }

    /// Turns columns of values into rows; a column that runs out is null from there on.
    private mutating func assembleTable(_ tail: RowTail, in environment: LogEnvironment) -> Int {
        let isOrdered = findRuns()
        // The end is the same for all rows: made once, behind the values.
        let values = bytes.count
        secondText.append(tail, in: environment, to: &bytes)
        tailCount = bytes.count - values
        bytes.append(RecordInProgress.lineEnd)
        let (cells, order, runs) = (cells.elements, order.elements, runs.elements)
        let start = UnsafeRawPointer(bytes.base)
        let end = bytes.count - values
        let rowCount = runs.reduce(0) { max($0, $1.count) }
        assembled.reserve(values + rowCount * runs.reduce(end + 1) { $0 + $1.keyCount })
        for row in 0..<rowCount {
            assembled.append(UInt8(ascii: "{"))
            // The first name has no comma before it.
            var skipped = 2
            for run in runs {
                assembled.append(padded: run.key + skipped, count: run.keyCount &- skipped)
                skipped = 0
                if _fastPath(row < run.count) {
                    let cell = cells[isOrdered ? run.first &+ row : order[run.first &+ row]]
                    assembled.append(piece: start + cell.start, count: cell.end &- cell.start)
                } else {
                    assembled.append("null")
                }
            }
            assembled.append(start + values, count: end)
            rowEnds.append(assembled.count)
        }
        return rowCount * runs.count - cells.count
    }

    /// Finds the cells of each column.
    ///
    /// - Returns: whether they lie behind one another, as those of batches do; else ``order`` has their places.
    private mutating func findRuns() -> Bool {
        runs.removeAll()
        for place in 0..<columnCount { runs.append(ColumnRun(column(place))) }
        let cells = self.cells.elements
        let runs = self.runs.mutableElements
        for (index, cell) in cells.enumerated() { runs[cell.column].add(index) }
        if runs.allSatisfy(\.isUnbroken) { return true }
        var first = 0
        for index in runs.indices {
            let count = runs[index].count
            runs[index].restart(at: first)
            first += count
        }
        order.removeAll()
        order.append(repeating: 0, count: cells.count)
        let order = self.order.mutableElements
        for (index, cell) in cells.enumerated() { order[runs[cell.column].takePlace()] = index }
        return false
    }
}

extension SecondText {
    /// Appends `, "timestamp": "…", "request_id": "…"`, and `, "trace_id": "…"` when there is one.
    @inline(__always)
    fileprivate mutating func append(_ tail: RowTail, in environment: LogEnvironment, to buffer: inout ByteBuffer) {
        append(tail.time, in: environment, to: &buffer)
        buffer.append(decimal: tail.requestID)
        if let traceID = tail.traceID {
            buffer.append("\", \"trace_id\": \"")
            buffer.append(decimal: traceID)
        }
        buffer.append(UInt8(ascii: "\""))
    }
}

extension ByteBuffer {
    /// Appends an integer of 128 bits in decimal.
    fileprivate mutating func append(decimal value: UInt128) {
        let power: UInt128 = 10_000_000_000_000_000_000
        guard value >= power else { return append(decimal: UInt64(value)) }
        let (high, low) = value.quotientAndRemainder(dividingBy: power)
        append(decimal: high)
        append(padded: Int(low / 1_000_000_000), digits: 10)
        append(padded: Int(low % 1_000_000_000), digits: 9)
    }
}
