public import LogRuntime

/// Lets pass what does not contain a word.
public final class WordFilter: Filter {
    private let word: String

    /// Creates a filter.
    ///
    /// - Parameter word: what stops a record whose message contains it.
    public init(_ word: String) {
        self.word = word
    }

    /// Whether the record passes.
    public func filter(_ record: inout LogRecord) -> Bool { !((try? record.message()) ?? "").contains(word) }
}
