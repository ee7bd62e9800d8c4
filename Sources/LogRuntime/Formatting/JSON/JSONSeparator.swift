/// Puts `, ` in front of every field but the first.
struct JSONSeparator {
    private var isFirst: Bool

    /// Before the first field, or behind it.
    init(isFirst: Bool = true) {
        self.isFirst = isFirst
    }

    /// Appends what stands in front of the next field.
    @inline(__always) mutating func append(to buffer: inout ByteBuffer) {
        if isFirst {
            isFirst = false
        } else {
            buffer.append(UInt8(ascii: ","))
            buffer.append(UInt8(ascii: " "))
        }
    }
}
