#if Network
internal import LogRuntime

/// Writes names and values as a form does: `name=shop.cart&msg=the+cart+is+empty`.
///
/// CPython: `urllib.parse.urlencode` with `quote_plus`.
enum FormEncoding {
    /// Whether each byte stands for itself: letters, digits, `_`, `.`, `-`, `~`.
    private static let plain: [Bool] = (0..<256).map { byte in
        let scalar = Unicode.Scalar(UInt8(byte))
        let isAlphanumeric =
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        return isAlphanumeric || scalar == "_" || scalar == "." || scalar == "-" || scalar == "~"
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// All attributes of a record as a form.
    static func form(of record: borrowing LogRecord) -> [UInt8] {
        var form: [UInt8] = []
        form.reserveCapacity(512)
        record.forEachAttribute { name, text in
            if !form.isEmpty { form.append(UInt8(ascii: "&")) }
            append(name.utf8, to: &form)
            form.append(UInt8(ascii: "="))
            append(text, to: &form)
        }
        return form
    }

    private static func append(_ bytes: some Sequence<UInt8>, to form: inout [UInt8]) {
        for byte in bytes {
            if plain[Int(byte)] {
                form.append(byte)
            } else if byte == UInt8(ascii: " ") {
                form.append(UInt8(ascii: "+"))
            } else {
                form.append(UInt8(ascii: "%"))
                form.append(digits[Int(byte >> 4)])
                form.append(digits[Int(byte & 15)])
            }
        }
    }
}
#endif
