/// Where a monitor's files are.
struct MonitorFiles {
    /// The file of rows.
    let data: String
    /// The file of schemas.
    let schema: String

    /// The files of a monitor: `<log path>/<name>/data/data.<worker>.log` and `…/schema/schema.<worker>.log`.
    ///
    /// - Parameters:
    ///   - logPath: the directory of all monitors' files.
    ///   - name: the monitor's name.
    ///   - worker: the number of this process among those of its service.
    init(logPath: String, name: String, worker: Int) {
        let directory = logPath + "/" + MonitorFiles.directory(of: name)
        data = "\(directory)/data/data.\(worker).log"
        schema = "\(directory)/schema/schema.\(worker).log"
    }

    /// The longest name of a directory, in bytes; file systems take 255.
    private static let longestComponent = 200
    /// The longest directory of a name, in bytes; systems take 4096 for a whole path.
    private static let longestDirectory = 1024

    /// The directory of a monitor's name: always one below the directory of all monitors, and another for each name.
    ///
    /// A single slash between two parts makes directories in each other. Everything that could lead elsewhere is written as
    /// `%` and two hexadecimal digits: other slashes, the dots of `.` and `..`, control characters, and a `%` that could be
    /// taken for such an escape. A part of more than 200 bytes is cut and ends in a number made from all of it, and so is, as one part, a name of more than 1024.
    static func directory(of name: String) -> String {
        let source = Array(name.utf8)
        // No name at all: an escape that no other name has, because spaces are not escaped.
        if source.isEmpty { return "%20" }
        var components: [[UInt8]] = [[]]
        for (index, byte) in source.enumerated() {
            let last = components.count - 1
            switch byte {
            case UInt8(ascii: "/"):
                let next = index + 1 < source.count ? source[index + 1] : UInt8(ascii: "/")
                if components[last].isEmpty || next == UInt8(ascii: "/") {
                    components[last] += escape(byte)
                } else {
                    components.append([])
                }
            case 0..<0x20, 0x7F: components[last] += escape(byte)
            case UInt8(ascii: "%") where isEscape(source[(index + 1)...]): components[last] += escape(byte)
            default: components[last].append(byte)
            }
        }
        let directory = components.map { component($0) }.joined(separator: "/")
        guard directory.utf8.count > longestDirectory else { return directory }
        return component(Array(directory.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }), of: source)
    }

    /// A part of a path that is neither `.` nor `..` nor too long.
    ///
    /// - Parameters:
    ///   - bytes: the part.
    ///   - whole: what the number is made from; `nil` for the part.
    /// - Returns: the part as it is in the path.
    private static func component(_ bytes: [UInt8], of whole: [UInt8]? = nil) -> String {
        if bytes.allSatisfy({ $0 == UInt8(ascii: ".") }), bytes.count <= 2 {
            return String(repeating: "%2E", count: bytes.count)
        }
        guard bytes.count > longestComponent else { return String(decoding: bytes, as: UTF8.self) }
        var cut = longestComponent - 20
        // Not inside of a character.
        while cut > 0, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        let mark = String(fingerprint(whole ?? bytes), radix: 16)
        return String(decoding: bytes[..<cut], as: UTF8.self) + "%~" + mark
    }

    /// A number made from bytes.
    ///
    /// Source: FNV-1a, 64 bits.
    private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// Whether bytes begin with two hexadecimal digits.
    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count >= 2 && bytes.prefix(2).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
