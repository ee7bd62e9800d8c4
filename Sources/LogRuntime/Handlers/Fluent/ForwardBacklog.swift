/// Records that wait to be sent, the oldest first: their bytes one behind the other.
struct ForwardBacklog: ~Copyable {
    private var bytes = ByteBuffer()
    private var lengths: [Int] = []
    /// How many bytes at the beginning are gone already.
    private var firstByte = 0
    /// How many lengths at the beginning are gone already.
    private var firstLength = 0

    /// How many records wait.
    var count: Int { lengths.count - firstLength }
    /// Their bytes.
    var size: Int { bytes.count - firstByte }

    /// Lets a record wait.
    mutating func append(_ record: UnsafeRawBufferPointer) {
        bytes.append(record)
        lengths.append(record.count)
    }

    /// Lets go of the record that has waited longest.
    mutating func removeOldest() {
        guard count > 0 else { return }
        firstByte += lengths[firstLength]
        firstLength += 1
        compact()
    }

    /// Moves the oldest records into a batch: as many as fit, and one at least.
    ///
    /// - Parameters:
    ///   - batch: takes their bytes.
    ///   - limit: how many bytes fit.
    /// - Returns: how many records that are.
    mutating func move(into batch: inout ByteBuffer, upTo limit: Int) -> Int {
        var taken = 0
        var size = 0
        while taken < count {
            let length = lengths[firstLength + taken]
            guard taken == 0 || size + length <= limit else { break }
            size += length
            taken += 1
        }
        batch.append(UnsafeRawBufferPointer(rebasing: bytes.bytes[firstByte..<(firstByte + size)]))
        firstByte += size
        firstLength += taken
        compact()
        return taken
    }

    /// Lets go of all.
    ///
    /// - Returns: how many there were.
    mutating func removeAll() -> Int {
        defer { self = ForwardBacklog() }
        return count
    }

    /// Uses the memory at the beginning again, once it is half of all.
    private mutating func compact() {
        guard firstByte > bytes.count / 2 || count == 0 else { return }
        bytes.removeFirst(firstByte)
        lengths.removeFirst(firstLength)
        firstByte = 0
        firstLength = 0
    }
}
