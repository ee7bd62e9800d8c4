/// A character set of one byte a character, which Python makes of a table.
struct Charmap: Sendable, Hashable {
    /// A table as it is written down: Python's name, the aliases, the meanings of the bytes.
    typealias Row = (name: String, aliases: String, meanings: String)

    /// Python's name of its module.
    let name: String

    /// All tables.
    static let rows: [Row] = standard + windows + dos + mainframe + apple

    /// The codes of each character.
    ///
    /// - Returns: the table; empty but for ASCII for a name that nothing is written down for.
    func codes() -> CodeTable {
        var codes = CodeTable.empty
        let meanings = Charmap.rows.first { $0.name == name }?.meanings ?? ""
        if !meanings.hasPrefix("00:") {
            for byte in 0..<0x80 { codes[byte] = UInt32(byte) }
        }
        var byte: UInt32 = 0
        for part in meanings.split(separator: " ") {
            var run = part
            if let colon = run.firstIndex(of: ":") {
                byte = UInt32(run[..<colon], radix: 16) ?? 0
                run = run[run.index(after: colon)...]
            }
            let pieces = run.split(separator: "+")
            guard let first = pieces.first.flatMap({ Int($0, radix: 16) }) else { continue }
            let count = pieces.count > 1 ? Int(pieces[1]) ?? 1 : 1
            for character in first..<first + count {
                codes[character] = byte
                byte += 1
            }
        }
        return CodeTable(name: name, form: .charmap, codes: codes)
    }
}
