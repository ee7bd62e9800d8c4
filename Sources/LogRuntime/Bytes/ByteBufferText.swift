/// Lets a value print itself into a byte buffer.
struct ByteBufferText: TextOutputStream {
    /// The buffer.
    let buffer: UnsafeMutablePointer<ByteBuffer>

    mutating func write(_ string: String) {
        buffer.pointee.append(string)
    }

    /// What the standard library calls for text that it knows to be ASCII; saves the detour through a string.
    mutating func _writeASCII(_ bytes: UnsafeBufferPointer<UInt8>) {
        buffer.pointee.append(UnsafeRawBufferPointer(bytes))
    }
}

extension ByteBuffer {
    /// Appends a floating point number as Swift prints it: the fewest digits that name it.
    mutating func append(swiftDescription value: Double) {
        withUnsafeMutablePointer(to: &self) { pointer in
            var text = ByteBufferText(buffer: pointer)
            value.write(to: &text)
        }
    }
}
