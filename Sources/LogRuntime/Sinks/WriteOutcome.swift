/// What came of a line that a file was looked after for, beside being written.
///
/// A type of its own, not a tuple: the first use of a tuple's type allocates.
struct WriteOutcome {
    /// Trouble that did not keep the line from being written.
    var problem: SinkError?
    /// Whether the file is to be looked at once nobody writes to it.
    var needsWatch = false
    /// Whether there may be archives to compress.
    var hasNews: Bool
}
