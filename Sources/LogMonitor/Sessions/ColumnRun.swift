internal import LogRuntime

/// Where the values of one column are among all that a table has.
struct ColumnRun: BitwiseCopyable {
    /// `, "name": `, which the column keeps alive; readable as `ByteBuffer.append(padded:count:)` wants it.
    let key: UnsafeRawPointer
    /// How long that is.
    let keyCount: Int
    /// The place of the first value.
    private(set) var first = 0
    /// How many values there are.
    private(set) var count = 0
    /// Whether the values lie behind one another.
    private(set) var isUnbroken = true

    /// A column without values.
    init(_ column: CompiledColumn) {
        key = column.furtherKey.start
        keyCount = column.furtherKey.count
    }

    /// Adds the place of another value.
    @inline(__always) mutating func add(_ place: Int) {
        if count == 0 { first = place }
        if place != first &+ count { isUnbroken = false }
        count &+= 1
    }

    /// Counts its values again, from another place on.
    mutating func restart(at place: Int) {
        first = place
        count = 0
    }

    /// Takes the next place for a value.
    @inline(__always) mutating func takePlace() -> Int {
        defer { count &+= 1 }
        return first &+ count
    }
}
