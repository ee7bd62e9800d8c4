/// Makes old files of a log smaller.
///
/// The library itself has none: `LogCompression` brings gzip and zstd. When and where files are compressed, under which names, and what
/// happens after a crash is up to the sink; a compressor turns bytes into others.
public protocol ArchiveCompressor: Sendable {
    /// What is added to the name of a file that is compressed, such as `.gz`.
    var suffix: String { get }

    /// Compresses everything that can be read; called on a thread of the library's own.
    ///
    /// - Parameters:
    ///   - read: fills a buffer with the next bytes and says how many they are, 0 at the end.
    ///   - write: takes compressed bytes.
    /// - Throws: ``SinkError`` of the closures, or for what the compressor itself cannot do; the file then stays as it is.
    func compress(
        from read: (_ buffer: UnsafeMutableRawBufferPointer) throws(SinkError) -> Int,
        to write: (_ bytes: UnsafeRawBufferPointer) throws(SinkError) -> Void
    ) throws(SinkError)
}
