#if Compression
import Foundation
import LogCompression
import TestSupport
import Testing

@testable import LogRuntime

/// Rotating files whose archives are compressed by the sink's own thread.
@Suite(.enabled(if: LogFiles.oracle != nil, LogFiles.absence))
struct CompressingSinkTests {
    private let box: TemporaryDirectory

    init() throws {
        box = try TemporaryDirectory()
    }

    private func sink(
        backups: Int,
        retention: Retention = Retention(),
        compressor: any ArchiveCompressor = GzipCompressor()
    ) throws -> RotatingFileSink {
        try RotatingFileSink(
            FileSettings(filename: box.file("app.log")),
            maximumSize: 10,
            backupCount: backups,
            retention: retention,
            compressor: compressor
        )
    }

    private func write(_ text: String, to sink: any Sink, at time: WallTime = .now()) throws {
        var buffer = ByteBuffer()
        buffer.append(text)
        try sink.write(buffer.bytes, at: time)
    }

    /// Waits until the directory has these names, as the thread leaves it.
    private func wait(for names: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        let deadline = Date(timeIntervalSinceNow: 20)
        while box.names != names, Date() < deadline { usleep(1000) }
        #expect(box.names == names, sourceLocation: sourceLocation)
    }

    @Test func `compressed archives move to the next number and go when they are too many`() throws {
        let sink = try sink(backups: 3)
        try write("first...\n", to: sink)
        for (number, text) in ["second..\n", "third...\n", "fourth..\n", "fifth...\n"].enumerated() {
            try write(text, to: sink)
            wait(for: ["app.log"] + (1...min(number + 1, 3)).map { "app.log.\($0).gz" })
        }
        #expect(
            try LogFiles(box).texts == [
                "app.log": "fifth...\n", "app.log.1.gz": "fourth..\n", "app.log.2.gz": "third...\n",
                "app.log.3.gz": "second..\n",
            ]
        )
        #expect(sink.compressedSuffix == ".gz")
    }

    @Test(.enabled(if: LogFiles.hasZstd, LogFiles.zstdAbsence))
    func `archives of zstd move on and go as those of gzip do, which are nobody's then`() throws {
        try box.write("old", to: "app.log.1.gz")
        let sink = try sink(backups: 2, compressor: ZstdCompressor())
        try write("first...\n", to: sink)
        for (number, text) in ["second..\n", "third...\n", "fourth..\n"].enumerated() {
            try write(text, to: sink)
            wait(for: ["app.log"] + ["app.log.1.gz", "app.log.1.zst", "app.log.2.zst"].prefix(min(number + 2, 3)))
        }
        try FileManager.default.removeItem(atPath: box.file("app.log.1.gz"))
        #expect(
            try LogFiles(box).texts == [
                "app.log": "fourth..\n", "app.log.1.zst": "third...\n", "app.log.2.zst": "second..\n",
            ]
        )
    }

    @Test func `a single archive is replaced, compressed or not`() throws {
        let sink = try sink(backups: 1)
        for text in ["first...\n", "second..\n", "third...\n"] { try write(text, to: sink) }
        wait(for: ["app.log", "app.log.1.gz"])
        #expect(try LogFiles(box).texts == ["app.log": "third...\n", "app.log.1.gz": "second..\n"])
    }

    @Test func `archives of a program that did not compress are compressed with the first line`() throws {
        try box.write("old\n", to: "app.log.2")
        let sink = try sink(backups: 5)
        #expect(box.names == ["app.log", "app.log.2"])
        try write("x\n", to: sink)
        wait(for: ["app.log", "app.log.2.gz"])
    }

    @Test func `a file that is named by the clock is compressed, and counts`() throws {
        let schedule = try RolloverSchedule(when: "S", interval: 1, utc: true, atTime: nil, zone: .utc)
        let start = WallTime.now().seconds + 1000
        let clock = ManualClock(WallTime(seconds: start))
        let sink = try TimedRotatingFileSink(
            FileSettings(filename: box.file("app.log")),
            schedule: schedule,
            backupCount: 2,
            compressor: GzipCompressor(),
            environment: LogEnvironment(clock: clock)
        )
        for second in 0..<5 { try write("\(second)\n", to: sink, at: WallTime(seconds: start + Int64(second) * 10)) }
        let deadline = Date(timeIntervalSinceNow: 20)
        while box.names.filter({ $0.hasSuffix(".gz") }).count != 2 || box.names.count != 3, Date() < deadline {
            usleep(1000)
        }
        let texts = try LogFiles(box).texts
        #expect(texts.count == 3)
        #expect(texts.sorted { $0.key < $1.key }.map(\.value) == ["4\n", "2\n", "3\n"])
        #expect(
            texts.keys.sorted().dropFirst().allSatisfy { $0.hasSuffix(".gz") && $0.count == "app.log.gz".count + 20 }
        )
    }

    @Test func `a compressed archive takes its name from those to come`() throws {
        let archives = RolloverArchives(of: box.file("app.log"), compressedSuffix: ".gz")
        try box.write("", to: "app.log.2024-06-01.gz")
        #expect(archives.freeName("2024-06-01") == box.file("app.log.2024-06-01.1"))
    }

    @Test func `compressed archives are removed for their age and their size`() throws {
        for (name, hours) in [("app.log.1.gz", 1.0), ("app.log.2", 2), ("app.log.3.gz", 3), ("app.log.4.gz", 4)] {
            try box.write(String(repeating: "x", count: 100), to: name)
            let date = Date(timeIntervalSinceNow: -3600 * hours)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: box.file(name))
        }
        func expired(_ retention: Retention) throws -> [String] {
            try RolloverArchives(of: box.file("app.log"), compressedSuffix: ".gz").expired(
                by: retention,
                nil,
                at: .now()
            )
            .map { ($0.path as NSString).lastPathComponent }
        }
        #expect(try expired(Retention(maximumAge: 2.5 * 3600)) == ["app.log.4.gz", "app.log.3.gz"])
        #expect(try expired(Retention(maximumTotalSize: 150)) == ["app.log.4.gz", "app.log.3.gz", "app.log.2"])
    }

    @Test func `a failure is told once and costs no line`() throws {
        struct FullDisk: ArchiveCompressor {
            let suffix = ".gz"
            func compress(
                from read: (UnsafeMutableRawBufferPointer) throws(SinkError) -> Int,
                to write: (UnsafeRawBufferPointer) throws(SinkError) -> Void
            ) throws(SinkError) {
                throw SinkError("write", "", errorNumber: ENOSPC)
            }
        }
        let handler = RotatingFileHandler(rotating: try sink(backups: 9, compressor: FullDisk()))
        let reports = Lock<[String]>([])
        handler.status.setHook { failure in reports.withLock { $0.append(failure.message) } }
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [handler]
        for text in ["first...", "second..", "third..."] { tree.root.info("\(text)") }
        let deadline = Date(timeIntervalSinceNow: 20)
        while reports.withLock({ $0.isEmpty }), Date() < deadline { usleep(1000) }
        for text in ["fourth..", "fifth..."] { tree.root.info("\(text)") }
        #expect(handler.statistics.dropped == 0)
        // It is tried again after a while, perhaps just now.
        let names = box.names.filter { !$0.hasSuffix(".part") }
        #expect(names == ["app.log"] + (1...4).map { "app.log.\($0)" })
        let told = reports.withLock { $0 }
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("cannot compress '\(box.file("app.log."))") == true)
        #expect(told.first?.hasSuffix("': No space left on device") == true)
    }

    @Test func `with CPython's ways nothing is compressed`() throws {
        let sink = try RotatingFileSink(
            FileSettings(filename: box.file("app.log"), compatibility: .python313),
            maximumSize: 10,
            backupCount: 2,
            compressor: GzipCompressor()
        )
        #expect(sink.compressedSuffix == nil)
    }
}
#endif
