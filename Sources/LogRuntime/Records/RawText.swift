/// UTF-8 bytes that somebody else keeps alive while a record is on its way.
package struct RawText: @unchecked Sendable /* read only; the record's maker outlives every use */ {
    /// Where the bytes begin.
    package let start: UnsafeRawPointer
    /// How many there are.
    package let count: Int

    /// A run of bytes.
    @inline(__always) package init(start: UnsafeRawPointer, count: Int) {
        self.start = start
        self.count = count
    }

    /// A literal's bytes, which live for good.
    @inline(__always) package init(_ text: StaticString) {
        if text.hasPointerRepresentation {
            self.init(start: UnsafeRawPointer(text.utf8Start), count: text.utf8CodeUnitCount)
        } else {
            self.init(immortal: text.description)
        }
    }

    /// A copy of a string that is never freed: for names that live as long as the process.
    package init(immortal text: String) {
        let bytes = Array(text.utf8)
        // Padded, so that short names can be copied in 16-byte steps.
        let padded = (bytes.count + 31) / 16 * 16
        let memory = UnsafeMutableRawPointer.allocate(byteCount: padded, alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: padded)
        memory.copyMemory(from: bytes, byteCount: bytes.count)
        self.init(start: UnsafeRawPointer(memory), count: bytes.count)
    }

    private static let interned = Lock<[[UInt8]: RawText]>([:])

    /// A copy of a string that is never freed, and made once: for texts that configurations name again and again.
    package init(interned text: String) {
        self = RawText.interned.withLock { interned in
            let key = Array(text.utf8)
            if let known = interned[key] { return known }
            let copy = RawText(immortal: text)
            interned[key] = copy
            return copy
        }
    }

    /// The bytes.
    @inline(__always) package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: count)
    }

    /// A copy as a string, ill-formed UTF-8 repaired.
    package var string: String { String(decoding: bytes, as: UTF8.self) }
}
