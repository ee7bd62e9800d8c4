#if Compression
import Foundation
import LogCompression
import LogRuntime
import TestSupport
import Testing

@Suite(.enabled(if: LogFiles.oracle != nil, LogFiles.absence))
struct GzipCompressorTests {
    private static let texts: [String: String] = [
        "nothing": "", "a byte": "x", "a part": String(repeating: "0123456789abcdef", count: 4096),
        "many parts": (0..<40_000).map { LogFiles.line("w", $0) + "\n" }.joined(),
    ]

    @Test(arguments: texts.keys.sorted(), [-3, 1, 6, 9, 50])
    func `Python reads what was compressed`(name: String, level: Int) throws {
        let box = try TemporaryDirectory()
        let text = try #require(GzipCompressorTests.texts[name])
        let bytes = Array(text.utf8)
        var position = 0
        var compressed = Data()
        try GzipCompressor(level: level).compress(
            from: { (buffer) throws(SinkError) in
                let count = min(buffer.count, bytes.count - position)
                buffer.copyBytes(from: bytes[position..<position + count])
                position += count
                return count
            },
            to: { (part) throws(SinkError) in compressed += Data(part) }
        )
        try compressed.write(to: URL(fileURLWithPath: box.file("x.gz")))
        #expect(try LogFiles(box).texts == ["x.gz": text])
    }

    @Test func `levels beyond the range count as the nearest`() {
        #expect([-3, 1, 6, 9, 50].map { GzipCompressor(level: $0).level } == [1, 1, 6, 9, 9])
    }

    @Test func `what cannot be written ends the work`() {
        let error = SinkError("write", "x", errorNumber: ENOSPC)
        var isRead = false
        #expect(throws: error) {
            try GzipCompressor().compress(
                from: { (buffer) throws(SinkError) in
                    defer { isRead = true }
                    return isRead ? 0 : buffer.count
                },
                to: { (_) throws(SinkError) in throw error }
            )
        }
    }
}
#endif
