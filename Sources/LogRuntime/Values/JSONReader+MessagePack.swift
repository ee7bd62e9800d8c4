extension JSONReader {
    /// Writes `"name": value` pairs with commas between them, the whole text, as a map of MessagePack.
    ///
    /// Nothing is made of the values on the way: text without escapes is copied.
    ///
    /// - Parameters:
    ///   - buffer: takes the map; what was appended before an error is left there.
    ///   - isSingle: whether floating point numbers have 32 bits.
    /// - Throws: ``JSONError`` at the first byte that does not fit.
    mutating func transcodeFields(to buffer: inout ByteBuffer, isSingle: Bool) throws(JSONError) {
        try transcodeMembers(to: &buffer, isSingle: isSingle, closedBy: nil, depth: 0)
        guard position == bytes.count else { throw problem("expected ',' or the end of the text") }
    }

    /// Writes an object, the whole text, as a map of MessagePack.
    ///
    /// - Parameters:
    ///   - buffer: takes the map; what was appended before an error is left there.
    ///   - isSingle: whether floating point numbers have 32 bits.
    /// - Throws: ``JSONError`` at the first byte that does not fit.
    mutating func transcodeObject(to buffer: inout ByteBuffer, isSingle: Bool) throws(JSONError) {
        skipSpace()
        guard next == UInt8(ascii: "{") else { throw problem("expected an object") }
        position += 1
        try transcodeMembers(to: &buffer, isSingle: isSingle, closedBy: UInt8(ascii: "}"), depth: 1)
        skipSpace()
        guard position == bytes.count else { throw problem("expected the end of the text") }
    }

    private mutating func transcodeMembers(
        to buffer: inout ByteBuffer,
        isSingle: Bool,
        closedBy close: UInt8?,
        depth: Int
    ) throws(JSONError) {
        let start = buffer.count
        buffer.append(0)
        var count = 0
        skipSpace()
        if next != close {
            while true {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
                try transcodeString(to: &buffer)
                skipSpace()
                guard next == UInt8(ascii: ":") else { throw problem("expected ':'") }
                position += 1
                try transcodeValue(to: &buffer, isSingle: isSingle, depth: depth)
                count += 1
                skipSpace()
                if next == close { break }
                guard next == UInt8(ascii: ",") else { throw problem("expected ','") }
                position += 1
            }
        }
        if close != nil { position += 1 }
        buffer.setMessagePackHead(at: start) { $0.appendMessagePackMapHead(count) }
    }

    private mutating func transcodeElements(
        to buffer: inout ByteBuffer,
        isSingle: Bool,
        depth: Int
    ) throws(JSONError) {
        let start = buffer.count
        buffer.append(0)
        var count = 0
        skipSpace()
        if next != UInt8(ascii: "]") {
            while true {
                try transcodeValue(to: &buffer, isSingle: isSingle, depth: depth)
                count += 1
                skipSpace()
                if next == UInt8(ascii: "]") { break }
                guard next == UInt8(ascii: ",") else { throw problem("expected ',' or ']'") }
                position += 1
            }
        }
        position += 1
        buffer.setMessagePackHead(at: start) { $0.appendMessagePackArrayHead(count) }
    }

    private mutating func transcodeValue(
        to buffer: inout ByteBuffer,
        isSingle: Bool,
        depth: Int
    ) throws(JSONError) {
        skipSpace()
        switch next {
        case UInt8(ascii: "\"")?: try transcodeString(to: &buffer)
        case UInt8(ascii: "{")?:
            try enter(depth)
            try transcodeMembers(to: &buffer, isSingle: isSingle, closedBy: UInt8(ascii: "}"), depth: depth + 1)
        case UInt8(ascii: "[")?:
            try enter(depth)
            try transcodeElements(to: &buffer, isSingle: isSingle, depth: depth + 1)
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?:
            buffer.append(messagePack: try readNumber(), isSingle: isSingle)
        case UInt8(ascii: "t")? where skip("true"): buffer.append(messagePack: true)
        case UInt8(ascii: "f")? where skip("false"): buffer.append(messagePack: false)
        case UInt8(ascii: "n")? where skip("null"): buffer.appendMessagePackNil()
        case UInt8(ascii: "N")? where acceptsNonFinite && skip("NaN"):
            buffer.append(messagePack: .nan, isSingle: isSingle)
        case UInt8(ascii: "I")? where acceptsNonFinite && skip("Infinity"):
            buffer.append(messagePack: .infinity, isSingle: isSingle)
        default: throw problem("expected a value")
        }
    }

    /// Writes a string, the opening quote being the next byte.
    private mutating func transcodeString(to buffer: inout ByteBuffer) throws(JSONError) {
        let quote = position
        position += 1
        _ = skipPlainText()
        if next == UInt8(ascii: "\"") {
            buffer.append(messagePackText: UnsafeRawBufferPointer(rebasing: bytes[(quote + 1)..<position]))
            position += 1
            return
        }
        position = quote
        buffer.append(messagePack: try readString())
    }
}
