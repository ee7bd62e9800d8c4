/// Decodes `!!binary`.
///
/// Source: PyYAML `construct_yaml_binary`, CPython `binascii.a2b_base64` in its tolerant mode.
enum Base64Decoding {
    /// The bytes that a text stands for; characters outside the alphabet are passed over.
    ///
    /// - Throws: ``YAMLError`` for text that is not ASCII, and for a wrong number of characters.
    static func bytes(of text: String, at mark: Mark) throws(YAMLError) -> [UInt8] {
        if let index = text.unicodeScalars.firstIndex(where: { !$0.isASCII }) {
            throw refusal(ofNonASCII: text.unicodeScalars, from: index, at: mark)
        }
        var output: [UInt8] = []
        var place = 0
        var padCount = 0
        var left: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "=") {
                if place >= 2 {
                    padCount += 1
                    if place + padCount >= 4 { return output }
                }
                continue
            }
            guard let bits = value(of: byte) else { continue }
            padCount = 0
            switch place {
            case 0: left = bits
            case 1:
                output.append(left << 2 | bits >> 4)
                left = bits & 0x0F
            case 2:
                output.append(left << 4 | bits >> 2)
                left = bits & 0x03
            default: output.append(left << 6 | bits)
            }
            place = (place + 1) % 4
        }
        if place == 0 { return output }
        let reason =
            place == 1
            ? "Invalid base64-encoded string: number of data characters (\(output.count / 3 * 4 + 1)) cannot be 1 more "
                + "than a multiple of 4"
            : "Incorrect padding"
        throw YAMLError(.constructor, "failed to decode base64 data: \(reason)", at: mark)
    }

    /// The error of `str.encode('ascii')`, which names one character or a run of them.
    private static func refusal(
        ofNonASCII scalars: String.UnicodeScalarView,
        from start: String.UnicodeScalarView.Index,
        at mark: Mark
    ) -> YAMLError {
        let position = scalars.distance(from: scalars.startIndex, to: start)
        let length = scalars[start...].prefix { !$0.isASCII }.count
        let spelling = scalars[start].value
        let what =
            if length > 1 {
                "characters in position \(position)-\(position + length - 1)"
            } else if spelling <= 0xFF {
                "character '\\x\(PythonSpelling.hexadecimal(spelling, width: 2))' in position \(position)"
            } else if spelling <= 0xFFFF {
                "character '\\u\(PythonSpelling.hexadecimal(spelling, width: 4))' in position \(position)"
            } else {
                "character '\\U\(PythonSpelling.hexadecimal(spelling, width: 8))' in position \(position)"
            }
        return YAMLError(
            .constructor,
            "failed to convert base64 data into ascii: 'ascii' codec can't encode \(what): ordinal not in range(128)",
            at: mark
        )
    }

    /// The six bits of a character.
    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
