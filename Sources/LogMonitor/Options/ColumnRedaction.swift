internal import LogRuntime

/// What becomes of columns whose values nobody is to see.
///
/// Values are replaced when they are logged: no type of monitor, file or collector ever has them.
final class ColumnRedaction: Sendable {
    /// What stands in place of a value unless something else is chosen.
    static let standardMask = "***"

    private let actions: [String: RedactionRule.Action]
    private let mask: String
    private let hash: KeyedHash?

    /// Prepares the replacements.
    ///
    /// - Parameters:
    ///   - actions: what becomes of columns, by the names that the program logs under.
    ///   - mask: what stands in place of a value.
    ///   - secret: the key of hashes; without one, what should be hashed is masked.
    init(_ actions: [String: RedactionRule.Action], mask: String, secret: String?) {
        self.actions = actions
        self.mask = mask
        hash = secret.map { KeyedHash(key: $0) }
    }

    /// What becomes of a column's values; `nil` if they stay.
    func action(for column: String) -> RedactionRule.Action? { actions[column] }

    /// Puts what stands for a value in its place.
    ///
    /// A hash is that of the text that ``RedactionFilter`` hashes, so that rows and log records can be joined.
    ///
    /// - Parameters:
    ///   - start: where the value begins; it ends with the buffer.
    ///   - buffer: has the value as JSON.
    ///   - action: what becomes of it; ``RedactionRule/Action/drop`` is for the caller to do.
    func replaceValue(from start: Int, in buffer: inout ByteBuffer, by action: RedactionRule.Action) {
        var text = mask
        if action == .hash, let hash {
            var reader = JSONReader(
                UnsafeRawBufferPointer(rebasing: buffer.bytes[start...]),
                acceptsNonFinite: true
            )
            var shown = ByteBuffer()
            // The bytes are of this library's own making.
            shown.append(pythonStr: (try? reader.readDocument()) ?? .null)
            text = hash.text(of: shown.string())
        }
        buffer.truncate(to: start)
        buffer.append(jsonString: text, isASCII: true)
    }
}
