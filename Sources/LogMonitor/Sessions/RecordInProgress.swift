internal import LogRuntime

/// The values that a block has logged so far, as JSON.
///
/// As long as each column has one value, the row itself is being written, names included. From a second value of a column on
/// (a batch, or a loop that logs several rows), only the values are kept and the rows are put together at the end.
struct RecordInProgress: ~Copyable {
    /// One value: its column and the place of its bytes.
    struct Cell {
        var column: Int
        var start: Int
        var end: Int
    }

    /// Knows the monitor's columns.
    private let book: ColumnBook
    /// `{` and the bytes of the row, or of the row's beginning and then of single values.
    var bytes = ByteBuffer()
    /// The values in the order logged.
    private(set) var cells = ScratchList<Cell>()
    /// What the record is expected to look like; layouts that records expect were published, and live for good.
    private(set) var layout: Unmanaged<ColumnLayout>
    /// The columns so far, once the record looks different.
    private(set) var ownColumns: [CompiledColumn] = []
    /// Whether the record looks as expected so far.
    private(set) var followsLayout = true
    /// Whether some column has not exactly one value.
    private(set) var isTable = false
    /// How many columns the record has so far.
    private(set) var columnCount = 0
    /// Where the next value is expected.
    private var expected = 0
    /// Whether a number that JSON lacks is among the values.
    private(set) var hasNonFinite = false
    /// Where each column's values are, when the record is a table.
    var runs = ScratchList<ColumnRun>()
    /// The places of all values, column by column, when they were logged in another order.
    var order = ScratchList<Int>()
    /// The lines put together, when the record is a table.
    var assembled = ByteBuffer()
    /// Where each line ends.
    var rowEnds = ScratchList<Int>()
    /// How many bytes before the end of each line are not columns: time, request and trace.
    var tailCount = 0
    /// Identifiers for records that belong to no request.
    var requestIDs = RequestIDSource.Run()
    /// The text of the second shown last.
    var secondText = SecondText()

    init(layout: Unmanaged<ColumnLayout>, book: ColumnBook) {
        self.book = book
        self.layout = layout
    }

    /// Gets ready for a block.
    mutating func begin(layout: Unmanaged<ColumnLayout>) {
        bytes.removeAll()
        bytes.append(UInt8(ascii: "{"))
        cells.removeAll()
        if !ownColumns.isEmpty { ownColumns.removeAll(keepingCapacity: true) }
        rowEnds.removeAll()
        assembled.removeAll()
        self.layout = layout
        followsLayout = true
        isTable = false
        columnCount = 0
        expected = 0
        hasNonFinite = false
    }

    /// Whether nothing was logged.
    var isEmpty: Bool { columnCount == 0 }

    /// What the record is expected to look like.
    var expectedLayout: ColumnLayout { layout.takeUnretainedValue() }

    /// Adds a value.
    ///
    /// - Parameters:
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values it holds.
    ///   - hasNonFinite: whether the value has a number that JSON lacks.
    ///   - write: appends the value as JSON.
    @inline(__always)
    mutating func add(
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType,
        hasNonFinite: Bool,
        _ write: (inout ByteBuffer) -> Void
    ) {
        if hasNonFinite { self.hasNonFinite = true }
        let place = startValue(name, role, dataType)
        let start = bytes.count
        write(&bytes)
        cells.append(Cell(column: place, start: start, end: bytes.count))
    }

    /// Finds a value's column, and writes its name when a row is being written.
    ///
    /// - Returns: the column's place.
    @inline(__always)
    private mutating func startValue(
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType
    ) -> Int {
        if followsLayout, !isTable {
            let expectedColumns = layout._withUnsafeGuaranteedRef { $0.references }
            if expected < expectedColumns.count {
                let isExpected = expectedColumns[expected]._withUnsafeGuaranteedRef { column in
                    guard column.matches(name, role, dataType) else { return false }
                    appendKey(of: column)
                    return true
                }
                if _fastPath(isExpected) {
                    let place = expected
                    expected = place &+ 1
                    columnCount = expected
                    return place
                }
            }
        }
        return startUnexpectedValue(name, role, dataType)
    }

    @inline(never)
    private mutating func startUnexpectedValue(
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType
    ) -> Int {
        let place = place(name, role, dataType)
        if !isTable {
            if place < columnCount - 1 || cells.count == columnCount {
                isTable = true
            } else {
                appendKey(of: ownColumns[place])
            }
        }
        return place
    }

    /// Adds any number of values of one column.
    ///
    /// - Parameters:
    ///   - values: the values as JSON, one behind the other.
    ///   - lengths: how long each value is.
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values it holds.
    ///   - hasNonFinite: whether a value has a number that JSON lacks.
    mutating func add(
        batch values: UnsafeRawBufferPointer,
        lengths: UnsafeBufferPointer<Int>,
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType,
        hasNonFinite: Bool
    ) {
        if hasNonFinite { self.hasNonFinite = true }
        isTable = true
        let place = place(name, role, dataType)
        var start = bytes.count
        bytes.append(values)
        for length in lengths {
            cells.append(Cell(column: place, start: start, end: start &+ Int(length)))
            start &+= Int(length)
        }
    }

    /// Says that a whole row was written, with the columns that are expected.
    mutating func takeRow() {
        columnCount = layout._withUnsafeGuaranteedRef { $0.references.count }
    }

    /// The place of a column among this record's, made when it is new.
    private mutating func place(
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType
    ) -> Int {
        if followsLayout {
            ownColumns.append(contentsOf: expectedLayout.columns.prefix(columnCount))
            followsLayout = false
        }
        // Columns mostly come in the order in which they came before.
        for step in 0..<columnCount {
            let place = (expected + step) % columnCount
            if ownColumns[place].givenName == name {
                expected = place + 1
                if !ownColumns[place].matches(name, role, dataType) { book.remarkConflict(name) }
                return place
            }
        }
        ownColumns.append(book.column(name, role, dataType))
        columnCount += 1
        expected = columnCount
        return columnCount - 1
    }

    /// Appends a column's name to the row.
    @inline(__always)
    private mutating func appendKey(of column: CompiledColumn) {
        // The first name has no comma before it.
        let skipped = bytes.count == 1 ? 2 : 0
        bytes.append(padded: column.furtherKey.start + skipped, count: column.furtherKey.count &- skipped)
    }

    /// A column of the finished record.
    func column(_ place: Int) -> CompiledColumn {
        followsLayout ? expectedLayout.columns[place] : ownColumns[place]
    }

    /// The columns of the finished record.
    var columns: ArraySlice<CompiledColumn> {
        followsLayout ? expectedLayout.columns.prefix(columnCount) : ownColumns[...]
    }

    /// Whether the finished record has the columns that were expected, in their order.
    var hasExpectedColumns: Bool {
        guard columnCount == layout._withUnsafeGuaranteedRef({ $0.references.count }) else { return false }
        if followsLayout { return true }
        let expectedColumns = expectedLayout.columns
        for place in 0..<columnCount where ownColumns[place] !== expectedColumns[place] { return false }
        return true
    }
}
