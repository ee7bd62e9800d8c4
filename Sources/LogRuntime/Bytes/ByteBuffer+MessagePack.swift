/// MessagePack, the binary form of values that Fluentd and Fluent Bit speak.
///
/// Every value takes the shortest form there is for it, as the packer of Python's `msgpack` chooses it.
///
/// Source: MessagePack specification, "Formats".
extension ByteBuffer {
    /// Appends the absent value.
    mutating func appendMessagePackNil() {
        append(0xC0)
    }

    /// Appends a truth value.
    mutating func append(messagePack flag: Bool) {
        append(flag ? 0xC3 : 0xC2)
    }

    /// Appends an unsigned integer.
    mutating func append(messagePack number: UInt64) {
        switch number {
        case 0..<0x80: append(UInt8(truncatingIfNeeded: number))
        case 0x80..<0x100: append(tag: 0xCC, UInt8(truncatingIfNeeded: number))
        case 0x100..<0x1_0000: append(tag: 0xCD, UInt16(truncatingIfNeeded: number))
        case 0x1_0000..<0x1_0000_0000: append(tag: 0xCE, UInt32(truncatingIfNeeded: number))
        default: append(tag: 0xCF, number)
        }
    }

    /// Appends a signed integer.
    mutating func append(messagePack number: Int64) {
        switch number {
        case 0...: append(messagePack: UInt64(number))
        case -0x20..<0: append(UInt8(truncatingIfNeeded: number))
        case -0x80..<0: append(tag: 0xD0, UInt8(truncatingIfNeeded: number))
        case -0x8000..<0: append(tag: 0xD1, UInt16(truncatingIfNeeded: number))
        case -0x8000_0000..<0: append(tag: 0xD2, UInt32(truncatingIfNeeded: number))
        default: append(tag: 0xD3, UInt64(bitPattern: number))
        }
    }

    /// Appends a floating point number, with 64 bits or, if it is not beyond them, with 32.
    mutating func append(messagePack number: Double, isSingle: Bool) {
        let single = Float(number)
        if isSingle, single.isFinite || !number.isFinite {
            append(tag: 0xCA, single.bitPattern)
        } else {
            append(tag: 0xCB, number.bitPattern)
        }
    }

    /// Appends text that is UTF-8 already.
    mutating func append(messagePackText text: UnsafeRawBufferPointer) {
        appendMessagePackTextHead(text.count)
        append(text)
    }

    /// Appends text.
    mutating func append(messagePack text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            append(messagePackText: UnsafeRawBufferPointer($0))
        }
        guard done == nil else { return }
        var copy = text
        copy.withUTF8 { append(messagePackText: UnsafeRawBufferPointer($0)) }
    }

    /// Appends what comes before a text.
    ///
    /// - Parameter count: the text's length in bytes.
    mutating func appendMessagePackTextHead(_ count: Int) {
        switch count {
        case 0..<0x20: append(0xA0 | UInt8(truncatingIfNeeded: count))
        case 0x20..<0x100: append(tag: 0xD9, UInt8(truncatingIfNeeded: count))
        case 0x100..<0x1_0000: append(tag: 0xDA, UInt16(truncatingIfNeeded: count))
        default: append(tag: 0xDB, UInt32(truncatingIfNeeded: count))
        }
    }

    /// Appends what comes before bytes that are no text.
    ///
    /// - Parameter count: how many bytes.
    mutating func appendMessagePackBytesHead(_ count: Int) {
        switch count {
        case 0..<0x100: append(tag: 0xC4, UInt8(truncatingIfNeeded: count))
        case 0x100..<0x1_0000: append(tag: 0xC5, UInt16(truncatingIfNeeded: count))
        default: append(tag: 0xC6, UInt32(truncatingIfNeeded: count))
        }
    }

    /// Appends what comes before the elements of an array.
    mutating func appendMessagePackArrayHead(_ count: Int) {
        switch count {
        case 0..<0x10: append(0x90 | UInt8(truncatingIfNeeded: count))
        case 0x10..<0x1_0000: append(tag: 0xDC, UInt16(truncatingIfNeeded: count))
        default: append(tag: 0xDD, UInt32(truncatingIfNeeded: count))
        }
    }

    /// Appends what comes before the pairs of a map.
    mutating func appendMessagePackMapHead(_ count: Int) {
        switch count {
        case 0..<0x10: append(0x80 | UInt8(truncatingIfNeeded: count))
        case 0x10..<0x1_0000: append(tag: 0xDE, UInt16(truncatingIfNeeded: count))
        default: append(tag: 0xDF, UInt32(truncatingIfNeeded: count))
        }
    }

    /// Appends a moment with its nanoseconds: an extension of type 0 that Fluentd knows.
    ///
    /// Source: Forward Protocol Specification v1, "EventTime Ext Format".
    mutating func append(eventTime seconds: UInt32, nanoseconds: UInt32) {
        append(tag: 0xD7, UInt8(0))
        append(bigEndian: seconds)
        append(bigEndian: nanoseconds)
    }

    /// Puts the right beginning in front of what was written behind a beginning of one byte.
    ///
    /// Most arrays, maps and texts are short, so that nothing has to be moved.
    ///
    /// - Parameters:
    ///   - start: where that byte is.
    ///   - appendHead: appends the right beginning.
    mutating func setMessagePackHead(at start: Int, _ appendHead: (inout ByteBuffer) -> Void) {
        let end = count
        appendHead(&self)
        let size = count - end
        // The beginning is at the end for now: room is made for it, and it is moved there.
        var head: (UInt64) = 0
        withUnsafeMutableBytes(of: &head) { $0.copyBytes(from: UnsafeRawBufferPointer(rebasing: bytes[end...])) }
        truncate(to: end)
        insert(repeating: 0, count: size - 1, at: start + 1)
        withUnsafeBytes(of: head) { bytes in
            for index in 0..<size { base[start + index] = bytes[index] }
        }
    }

    private mutating func append(tag: UInt8, _ value: some FixedWidthInteger) {
        append(tag)
        append(bigEndian: value)
    }

    private mutating func append(bigEndian value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { append($0) }
    }
}

extension ByteBuffer {
    /// Appends a value.
    ///
    /// An integer of more than 64 bits, which MessagePack lacks, is written as the text of its digits. Values nested deeper
    /// than 500 levels are replaced by `"..."`.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - isSingle: whether floating point numbers have 32 bits.
    ///   - depth: how many values there are around it.
    mutating func append(messagePack value: LogValue, isSingle: Bool, depth: Int = 0) {
        switch value {
        case .null: appendMessagePackNil()
        case .bool(let flag): append(messagePack: flag)
        case .int(let number): append(messagePack: number)
        case .uint(let number): append(messagePack: number)
        case .digits(let digits): append(messagePack: digits)
        case .double(let number): append(messagePack: number, isSingle: isSingle)
        case .string(let text): append(messagePack: text)
        case .array where depth > ByteBuffer.depthLimit, .object where depth > ByteBuffer.depthLimit:
            append(messagePack: "...")
        case .array(let elements):
            appendMessagePackArrayHead(elements.count)
            for element in elements { append(messagePack: element, isSingle: isSingle, depth: depth + 1) }
        case .object(let object): append(messagePack: object, isSingle: isSingle, depth: depth)
        }
    }

    /// Appends named values as a map.
    ///
    /// - Parameters:
    ///   - object: the values.
    ///   - isSingle: whether floating point numbers have 32 bits.
    ///   - depth: how many values there are around it.
    mutating func append(messagePack object: LogObject, isSingle: Bool, depth: Int = 0) {
        appendMessagePackMapHead(object.count)
        for field in object.fields {
            append(messagePack: field.key)
            append(messagePack: field.value, isSingle: isSingle, depth: depth + 1)
        }
    }
}
