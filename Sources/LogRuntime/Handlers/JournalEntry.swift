extension ByteBuffer {
    /// Appends a field of an entry for the journal of systemd: `NAME=value`, or with a length where the value has lines.
    ///
    /// Source: systemd, Native Journal Protocol.
    mutating func append(journalField name: String, _ value: UnsafeRawBufferPointer) {
        append(name)
        guard value.contains(UInt8(ascii: "\n")) else {
            append(UInt8(ascii: "="))
            append(value)
            return append(UInt8(ascii: "\n"))
        }
        append(UInt8(ascii: "\n"))
        withUnsafeBytes(of: UInt64(value.count).littleEndian) { append($0) }
        append(value)
        append(UInt8(ascii: "\n"))
    }

    /// Appends a field with a text.
    mutating func append(journalField name: String, _ text: String) {
        var text = text
        text.withUTF8 { append(journalField: name, UnsafeRawBufferPointer($0)) }
    }

    /// Appends a field with a number.
    mutating func append(journalField name: StaticString, _ number: Int64) {
        append(name)
        append(UInt8(ascii: "="))
        append(decimal: number)
        append(UInt8(ascii: "\n"))
    }
}

/// The names of fields in the journal of systemd.
enum JournalFieldName {
    /// The longest name, in bytes.
    static let limit = 64

    /// Whether the journal takes a name from a program: capitals, digits and underscores, neither of the latter two first.
    static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, isCapital(first), name.utf8.count <= limit else { return false }
        return name.utf8.allSatisfy { isCapital($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// The name for an attribute: in capitals, other characters as underscores; one that the journal does not let begin a
    /// name gets `X_` in front.
    static func from(_ attribute: String) -> String {
        var bytes: [UInt8] = []
        for byte in attribute.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes.append(byte - 32)
            case _ where isCapital(byte) || isDigit(byte): bytes.append(byte)
            default: bytes.append(UInt8(ascii: "_"))
            }
        }
        if bytes.first.map(isCapital) != true { bytes = Array("X_".utf8) + bytes }
        return String(decoding: bytes.prefix(limit), as: UTF8.self)
    }

    private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
