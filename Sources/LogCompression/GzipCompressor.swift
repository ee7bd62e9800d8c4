#if Compression
internal import CGzip
public import LogRuntime

/// Compresses old files in the format of gzip (RFC 1952), by the system's zlib.
///
/// ```swift
/// let handler = try RotatingFileHandler(
///     filename: "app.log",
///     maximumSize: 10_000_000,
///     backupCount: 5,
///     compressor: GzipCompressor()
/// )
/// ```
public struct GzipCompressor: ArchiveCompressor {
    /// `.gz`.
    public let suffix = ".gz"
    /// How much work is done: from 1, the fastest, to 9, the smallest.
    public let level: Int

    /// Creates a compressor.
    ///
    /// - Parameter level: how much work is done: from 1, the fastest, to 9, the smallest; others count as the nearest of these.
    public init(level: Int = 6) {
        self.level = min(max(level, 1), 9)
    }

    /// Compresses everything that can be read, with 400 kB of memory whatever its size.
    ///
    /// - Throws: `SinkError` of the closures, or when memory is short.
    public func compress(
        from read: (_ buffer: UnsafeMutableRawBufferPointer) throws(SinkError) -> Int,
        to write: (_ bytes: UnsafeRawBufferPointer) throws(SinkError) -> Void
    ) throws(SinkError) {
        guard let handle = gzip_open(Int32(level)) else { throw .memoryIsShort }
        try GzipStream(handle: handle).compress(from: read, to: write)
    }
}

/// A file on its way through zlib.
private struct GzipStream: CompressionStream, ~Copyable {
    let handle: OpaquePointer

    deinit { gzip_close(handle) }

    func give(_ bytes: UnsafeRawBufferPointer) { gzip_give(handle, bytes.baseAddress, bytes.count) }

    func take(isEnd: Bool, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        gzip_take(handle, isEnd ? 1 : 0, buffer.baseAddress, buffer.count)
    }
}
#endif
