/// Something that PyYAML accepts without a word and that is a mistake nearly always: a key given twice.
public struct YAMLWarning: Sendable, Hashable, CustomStringConvertible {
    /// The key as Python prints it: `'handlers'`.
    public let key: String

    /// Where the key stands again; this entry's value is the one that counts.
    public let mark: Mark

    /// Where the key stands first; this value is lost.
    public let firstMark: Mark

    /// The warning in words, without its place.
    public var problem: String { "duplicate key \(key); the value in line \(firstMark.line) is lost" }

    /// `file:line:column: warning: …`.
    public var description: String { "\(mark): warning: \(problem)" }
}
