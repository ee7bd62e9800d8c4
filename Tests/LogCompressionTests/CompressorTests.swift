#if Compression
import Foundation
import LogCompression
import LogRuntime
import TestSupport
import Testing

@Suite(.enabled(if: LogFiles.oracle != nil, LogFiles.absence))
struct CompressorTests {
    private static let texts: [String: String] = [
        "nothing": "", "a byte": "x", "a part": String(repeating: "0123456789abcdef", count: 4096),
        "many parts": (0..<40_000).map { LogFiles.line("w", $0) + "\n" }.joined(),
        "noise": String((0..<400_000).map { _ in Character(Unicode.Scalar(UInt8.random(in: 33..<127))) }),
    ]

    private func compress(_ text: String, by compressor: any ArchiveCompressor) throws -> Data {
        let bytes = Array(text.utf8)
        var position = 0
        var compressed = Data()
        try compressor.compress(
            from: { (buffer) throws(SinkError) in
                let count = min(buffer.count, bytes.count - position)
                buffer.copyBytes(from: bytes[position..<position + count])
                position += count
                return count
            },
            to: { (part) throws(SinkError) in compressed += Data(part) }
        )
        return compressed
    }

    @Test(arguments: texts.keys.sorted(), [-3, 1, 6, 9, 50])
    func `Python reads what gzip compressed`(name: String, level: Int) throws {
        let box = try TemporaryDirectory()
        let text = try #require(CompressorTests.texts[name])
        let compressed = try compress(text, by: GzipCompressor(level: level))
        try compressed.write(to: URL(fileURLWithPath: box.file("x.gz")))
        #expect(try LogFiles(box).texts == ["x.gz": text])
    }

    @Test(.enabled(if: LogFiles.hasZstd, LogFiles.zstdAbsence), arguments: texts.keys.sorted(), [-3, 1, 3, 9, 19, 50])
    func `the tool reads what zstd compressed`(name: String, level: Int) throws {
        let box = try TemporaryDirectory()
        let text = try #require(CompressorTests.texts[name])
        let compressed = try compress(text, by: ZstdCompressor(level: level))
        try compressed.write(to: URL(fileURLWithPath: box.file("x.zst")))
        #expect(try LogFiles(box).texts == ["x.zst": text])
    }

    @Test(.enabled(if: LogFiles.hasZstd, LogFiles.zstdAbsence))
    func `a file of zstd that was damaged is found out`() throws {
        let box = try TemporaryDirectory()
        var compressed = try compress(try #require(CompressorTests.texts["noise"]), by: ZstdCompressor())
        compressed[compressed.count / 2] ^= 1
        try compressed.write(to: URL(fileURLWithPath: box.file("x.zst")))
        #expect(throws: (any Error).self) { try LogFiles(box) }
    }

    @Test func `levels beyond the range count as the nearest`() throws {
        #expect([-3, 1, 6, 9, 50].map { GzipCompressor(level: $0).level } == [1, 1, 6, 9, 9])
        guard ZstdCompressor.isAvailable else { return }
        #expect(try [-3, 1, 6, 19, 50].map { try ZstdCompressor(level: $0).level } == [1, 1, 6, 19, 19])
    }

    @Test func `what cannot be written ends the work`() throws {
        var compressors: [any ArchiveCompressor] = [GzipCompressor()]
        if ZstdCompressor.isAvailable { compressors.append(try ZstdCompressor()) }
        let error = SinkError("write", "x", errorNumber: ENOSPC)
        for compressor in compressors {
            var isRead = false
            #expect(throws: error) {
                try compressor.compress(
                    from: { (buffer) throws(SinkError) in
                        defer { isRead = true }
                        return isRead ? 0 : buffer.count
                    },
                    to: { (_) throws(SinkError) in throw error }
                )
            }
        }
    }
}
#endif
