internal import LogRuntime

extension ByteBuffer {
    /// Appends a row, its `NaN`, `Infinity` and `-Infinity` spelled in a way that is JSON.
    ///
    /// - Parameters:
    ///   - row: a row as it was rendered, in which letters outside of text are in small letters but for these words.
    ///   - spelling: what stands for such a number.
    mutating func append(row: RawText, nonFinite spelling: FileMonitorOptions.NonFinite) {
        let bytes = row.bytes
        var isText = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isText {
                append(byte)
                if byte == UInt8(ascii: "\\") {
                    index += 1
                    append(bytes[index])
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                index += 1
                continue
            }
            if byte == UInt8(ascii: "\"") { isText = true }
            let isNegative = byte == UInt8(ascii: "-") && bytes[index + 1] == UInt8(ascii: "I")
            if byte == UInt8(ascii: "N") || byte == UInt8(ascii: "I") || isNegative {
                let count = byte == UInt8(ascii: "N") ? 3 : isNegative ? 9 : 8
                let word = UnsafeRawBufferPointer(rebasing: bytes[index..<(index + count)])
                append(nonFinite: word, spelling)
                index += count
            } else {
                append(byte)
                index += 1
            }
        }
    }

    private mutating func append(nonFinite word: UnsafeRawBufferPointer, _ spelling: FileMonitorOptions.NonFinite) {
        switch spelling {
        case .text: append(jsonString: word, isASCII: true)
        case .null: append("null")
        case .python: append(word)
        }
    }
}
