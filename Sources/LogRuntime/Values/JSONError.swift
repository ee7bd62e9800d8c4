/// Why a text is not JSON, and where.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    package let problem: String
    /// Where, in bytes from the start of the text.
    package let offset: Int
    /// Where, by lines from 1.
    package let line: Int
    /// Where, by characters of the line from 1.
    package let column: Int

    /// Creates an error at a place of a text.
    init(_ problem: String, at offset: Int, of text: UnsafeRawBufferPointer) {
        self.problem = problem
        self.offset = offset
        var line = 1
        var column = 1
        for byte in text.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.line = line
        self.column = column
    }

    /// The problem and its place.
    package var description: String { "\(problem) at line \(line), column \(column) (byte \(offset))" }
}
