#if OTLP
internal import CGzip

/// Compresses requests, with the system's zlib.
enum Gzip {
    /// The bytes as a gzip file (RFC 1952); `nil` when memory is short.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        let room = gzip_bound(bytes.count)
        let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            count = gzip_compress(bytes, bytes.count, output.baseAddress, room)
        }
        return result.isEmpty ? nil : result
    }
}
#endif
