#if Compression
internal import CZstd
public import LogRuntime

/// Compresses old files in the format of Zstandard (RFC 8878), by the system's libzstd, where that is there.
///
/// At its usual level it takes a quarter of the time of gzip for files that are about as small. The library (`libzstd.so.1`, 1.4.0 or
/// later) is loaded when the first compressor is made; a program is built, and runs, without it.
public struct ZstdCompressor: ArchiveCompressor {
    /// `.zst`.
    public let suffix = ".zst"
    /// How much work is done: from 1, the fastest, to 19, the smallest.
    public let level: Int

    /// Creates a compressor.
    ///
    /// - Parameter level: how much work is done: from 1, the fastest, to 19, the smallest; others count as the nearest of these.
    /// - Throws: `SinkError` when the library is not there.
    public init(level: Int = 3) throws(SinkError) {
        guard ZstdCompressor.isAvailable else {
            throw SinkError(
                "compress",
                "",
                problem: "the system's libzstd is not there, or older than 1.4.0",
                pythonType: "ImportError"
            )
        }
        self.level = min(max(level, 1), 19)
    }

    /// Whether the library is there.
    public static var isAvailable: Bool { zstd_is_here() != 0 }

    /// Compresses everything that can be read.
    ///
    /// It takes a few megabytes of memory whatever the file's size, at the highest levels about a hundred. Each file carries a
    /// checksum of its content.
    ///
    /// - Throws: `SinkError` of the closures, or when memory is short.
    public func compress(
        from read: (_ buffer: UnsafeMutableRawBufferPointer) throws(SinkError) -> Int,
        to write: (_ bytes: UnsafeRawBufferPointer) throws(SinkError) -> Void
    ) throws(SinkError) {
        guard let handle = zstd_open(Int32(level)) else { throw .memoryIsShort }
        try ZstdStream(handle: handle).compress(from: read, to: write)
    }
}

/// A file on its way through libzstd.
private struct ZstdStream: CompressionStream, ~Copyable {
    let handle: OpaquePointer

    deinit { zstd_close(handle) }

    func give(_ bytes: UnsafeRawBufferPointer) { zstd_give(handle, bytes.baseAddress, bytes.count) }

    func take(isEnd: Bool, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        zstd_take(handle, isEnd ? 1 : 0, buffer.baseAddress, buffer.count)
    }
}
#endif
