public import LogRuntime

/// The rows that one run of a block has logged.
public struct MonitorRecord: ~Copyable {
    /// The columns and where they come from.
    public var schema: MonitorSchema { layout.takeUnretainedValue().schema }
    /// When the block ended; all its rows share it.
    public let time: WallTime
    /// The request that the rows belong to, or a random number.
    public let requestID: UInt64
    /// The trace that the rows belong to, if one is active.
    public let traceID: UInt128?
    /// Whether a number that JSON lacks is among the values: the rendered rows have Python's `NaN`, `Infinity`.
    package let hasNonFinite: Bool
    /// The columns; whoever makes the record keeps them alive.
    private let layout: Unmanaged<ColumnLayout>
    private let bytes: UnsafeRawBufferPointer
    private let ends: UnsafeBufferPointer<Int>
    private let tailCount: Int

    init(
        layout: Unmanaged<ColumnLayout>,
        tail: RowTail,
        hasNonFinite: Bool,
        bytes: UnsafeRawBufferPointer,
        ends: UnsafeBufferPointer<Int>,
        tailCount: Int
    ) {
        self.layout = layout
        self.time = tail.time
        self.requestID = tail.requestID
        self.traceID = tail.traceID
        self.hasNonFinite = hasNonFinite
        self.bytes = bytes
        self.ends = ends
        self.tailCount = tailCount
    }

    /// How many rows there are; at least one.
    public var rowCount: Int { ends.count }

    /// The values of the columns, row by row, in the order of the schema.
    public var rows: [LogObject] {
        (0..<rowCount).map { index in
            var reader = JSONReader(renderedColumns(index).bytes, acceptsNonFinite: true)
            // The bytes are of this library's own making.
            return (try? reader.readFields()) ?? LogObject()
        }
    }

    /// The rows as lines of JSON.
    @inline(__always) var lines: RenderedLines { RenderedLines(bytes: bytes, ends: ends) }

    /// A row as `"name": value` pairs, with time, request and trace behind the columns.
    package func renderedRow(_ index: Int) -> RawText {
        let start = index == 0 ? 0 : ends[index - 1]
        guard let base = bytes.baseAddress else { return RawText("") }
        // Without the braces and the line feed.
        return RawText(start: base + start + 1, count: ends[index] - start - 3)
    }

    /// The columns of a row as `"name": value` pairs, in the order of the schema.
    package func renderedColumns(_ index: Int) -> RawText {
        let row = renderedRow(index)
        return RawText(start: row.start, count: row.count - tailCount)
    }
}
