/// Several runs of bytes in one allocation, for a record to point into.
final class OwnedBytes {
    private let memory: UnsafeMutableRawBufferPointer
    private var places: [(offset: Int, count: Int)] = []

    init(parts: [[UInt8]]) {
        memory = .allocate(byteCount: parts.reduce(1) { $0 + $1.count }, alignment: 16)
        var offset = 0
        for part in parts {
            UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyBytes(from: part)
            places.append((offset, part.count))
            offset += part.count
        }
    }

    deinit { memory.deallocate() }

    func part(_ index: Int) -> RawText {
        let place = places[index]
        guard let base = memory.baseAddress else { return RawText("") }
        return RawText(start: UnsafeRawPointer(base) + place.offset, count: place.count)
    }
}
