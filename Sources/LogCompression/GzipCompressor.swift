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
    /// How many bytes are read and written at once.
    private static let partSize = 1 << 16

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
        guard let stream = gzip_open(Int32(level)) else { throw GzipCompressor.shortage }
        defer { gzip_close(stream) }
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: GzipCompressor.partSize, alignment: 1)
        defer { input.deallocate() }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: GzipCompressor.partSize, alignment: 1)
        defer { output.deallocate() }
        var isEnd = false
        while !isEnd {
            let count = try read(input)
            isEnd = count == 0
            gzip_give(stream, input.baseAddress, count)
            var taken = output.count
            while taken == output.count {
                taken = gzip_take(stream, isEnd ? 1 : 0, output.baseAddress, output.count)
                guard taken >= 0 else { throw GzipCompressor.shortage }
                if taken > 0 { try write(UnsafeRawBufferPointer(rebasing: output[..<taken])) }
            }
        }
    }

    private static var shortage: SinkError {
        SinkError("compress", "", problem: "memory is short", pythonType: "MemoryError")
    }
}
#endif
