/// A place in a YAML file: where a value, a key or a mistake begins.
///
/// Lines and columns start at 1, as editors show them, and columns count Unicode scalars, not bytes.
public struct Mark: Sendable, Hashable, CustomStringConvertible {
    /// The name of the file, as it was given to ``YAMLReader/read(_:file:limits:)``.
    public let file: String

    /// The line, from 1.
    public let line: Int

    /// The column, from 1, in Unicode scalars.
    public let column: Int

    /// Creates a mark.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
}
