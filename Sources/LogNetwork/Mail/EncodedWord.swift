#if Network
/// A piece of a header's text that is not ASCII, as `=?utf-8?q?caf=C3=A9?=`.
///
/// Source: RFC 2047; CPython `email._encoded_words.encode`, which takes the longer `q` up to four characters more.
enum EncodedWord {
    /// The characters that frame a word in UTF-8.
    static let chrome = 12

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Encodes a text as one word.
    static func text(_ scalars: some Collection<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let bytes = Array(String(view).utf8)
        let quoted = quoted(bytes)
        let base64Count = (bytes.count + 2) / 3 * 4
        if quoted.count - base64Count < 5 { return "=?utf-8?q?\(String(decoding: quoted, as: UTF8.self))?=" }
        return "=?utf-8?b?\(Base64.text(bytes))?="
    }

    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || ["-", "!", "*", "+", "/"].contains(scalar)
            if isPlain {
                result.append(byte)
            } else if byte == UInt8(ascii: " ") {
                result.append(UInt8(ascii: "_"))
            } else {
                result += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return result
    }
}
#endif
