import Synchronization

/// The bytes of each character of the Basic Multilingual Plane in a legacy character set.
///
/// It is made once for a character set, with the first file that is written in it, and kept.
final class CodeTable: Sendable, Hashable {
    /// How a code becomes bytes.
    enum Form: Sendable, Hashable {
        /// One byte, by a table of Python's own.
        case charmap
        /// Its bytes, the highest first.
        case plain
        /// As ``plain``; syllables that the standard lacks are spelled in their letters.
        case koreanSyllables
        /// As ``plain``; four bytes for what lies beyond the plane.
        case gb18030
        /// Seven bits, with a sequence of bytes wherever the set of characters changes.
        case shifted(Shifts)
    }

    /// How sets of characters are announced where a code's third byte names one.
    enum Shifts: Sendable, Hashable {
        /// `~{` and `~}`; a tilde is doubled.
        case hz
        /// Escape sequences of ISO 2022.
        case iso2022
    }

    /// Stands for a character that the set lacks.
    static let missing = UInt32.max

    /// No character at all.
    static var empty: [UInt32] { [UInt32](repeating: missing, count: 0x10000) }

    /// Python's name of the character set.
    let name: String
    /// How a code becomes bytes.
    let form: Form
    /// The code of each character.
    private let codes: [UInt32]

    private static let known = Mutex<[String: CodeTable]>([:])

    init(name: String, form: Form, codes: [UInt32]) {
        self.name = name
        self.form = form
        self.codes = codes
    }

    /// A table that may have been made already.
    ///
    /// - Parameters:
    ///   - name: the character set.
    ///   - make: makes the table.
    /// - Returns: the table; `nil` if it cannot be made.
    static func known(_ name: String, make: () -> CodeTable?) -> CodeTable? {
        known.withLock { known in
            if let table = known[name] { return table }
            let table = make()
            known[name] = table
            return table
        }
    }

    /// The code of a character; ``missing`` if there is none.
    func code(of scalar: Unicode.Scalar) -> UInt32 {
        let value = scalar.value
        if value < 0x10000 { return codes[Int(value)] }
        guard form == .gb18030 else { return CodeTable.missing }
        // Four bytes that count by 10, 126, 10 and 126, from 90 30 81 30 on.
        let index = value - 0x10000
        let (first, second) = (0x90 + index / 12_600, 0x30 + index / 1_260 % 10)
        let (third, fourth) = (0x81 + index / 10 % 126, 0x30 + index % 10)
        return first << 24 | second << 16 | third << 8 | fourth
    }

    static func == (left: CodeTable, right: CodeTable) -> Bool { left.name == right.name }

    func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
