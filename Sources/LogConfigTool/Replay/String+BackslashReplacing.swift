extension String {
    /// Decodes UTF-8; bytes that are not part of it appear as `\xNN`.
    ///
    /// Source: CPython `bytes.decode("utf-8", "backslashreplace")`.
    init(backslashReplacing bytes: UnsafeRawBufferPointer) {
        var result = ""
        var decoder = UTF8()
        var source = bytes.makeIterator()
        var position = 0
        while true {
            switch decoder.decode(&source) {
            case .scalarValue(let scalar):
                result.unicodeScalars.append(scalar)
                position += UTF8.width(scalar)
            case .emptyInput:
                self = result
                return
            case .error:
                let byte = bytes[position]
                result += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
                position += 1
                decoder = UTF8()
                source = UnsafeRawBufferPointer(rebasing: bytes[position...]).makeIterator()
            }
        }
    }
}
