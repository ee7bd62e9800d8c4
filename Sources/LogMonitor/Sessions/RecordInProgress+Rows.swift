internal import LogRuntime

/// What every row of a record ends with.
struct RowTail {
    let time: WallTime
    let requestID: UInt64
    let traceID: UInt128?
}

extension RecordInProgress {
    /// Puts the rows together.
    ///
    /// - Parameters:
    ///   - tail: what each row ends with.
    ///   - environment: knows the time zone.
    /// - Returns: how many cells are null because their column has fewer values than another.
    mutating func assemble(_ tail: RowTail, in environment: LogEnvironment) -> Int {
        guard isTable else {
            let start = bytes.count
            secondText.append(tail, in: environment, to: &bytes)
            tailCount = bytes.count - start
            rowEnds.append(bytes.count)
            return 0
        }
        return assembleTable(tail, in: environment)
    }

    /// The bytes that ``rowEnds`` are places in.
    var rowBytes: UnsafeRawBufferPointer { isTable ? assembled.bytes : bytes.bytes }

    /// Turns columns of values into rows; a column that runs out is null from there on.
    private mutating func assembleTable(_ tail: RowTail, in environment: LogEnvironment) -> Int {
        let cells = self.cells.elements
        var counts = [Int](repeating: 0, count: columnCount)
        for cell in cells { counts[cell.column] += 1 }
        var next: [Int] = []
        var total = 0
        for count in counts {
            next.append(total)
            total += count
        }
        let firsts = next
        var ordered = [Int](repeating: 0, count: cells.count)
        for (index, cell) in cells.enumerated() {
            ordered[next[cell.column]] = index
            next[cell.column] += 1
        }

        let rowCount = counts.max() ?? 0
        for row in 0..<rowCount {
            var isFirst = true
            for (place, column) in columns.enumerated() {
                if !isFirst { assembled.append(", ") }
                isFirst = false
                assembled.append(column.key.bytes)
                if row < counts[place] {
                    let cell = cells[ordered[firsts[place] + row]]
                    assembled.append(UnsafeRawBufferPointer(rebasing: bytes.bytes[cell.start..<cell.end]))
                } else {
                    assembled.append("null")
                }
            }
            let start = assembled.count
            secondText.append(tail, in: environment, to: &assembled)
            tailCount = assembled.count - start
            rowEnds.append(assembled.count)
        }
        return rowCount * columnCount - cells.count
    }
}

extension SecondText {
    /// Appends `, "timestamp": "…", "request_id": "…"`, and `, "trace_id": "…"` when there is one.
    fileprivate mutating func append(_ tail: RowTail, in environment: LogEnvironment, to buffer: inout ByteBuffer) {
        buffer.append(", \"timestamp\": \"")
        append(tail.time, in: environment, to: &buffer)
        buffer.append("\", \"request_id\": \"")
        buffer.append(decimal: tail.requestID)
        if let traceID = tail.traceID {
            buffer.append("\", \"trace_id\": \"")
            buffer.append(decimal: traceID)
        }
        buffer.append("\"")
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
