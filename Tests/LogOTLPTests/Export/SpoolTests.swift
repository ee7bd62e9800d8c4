#if OTLP
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Requests on disk.
@Suite(.timeLimit(.minutes(2)))
struct SpoolTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private var files: [String] { directory.names.filter { $0.hasSuffix(".otlp") } }

    private func bench(_ answers: [OTLPAnswer] = [], size: Int = 1 << 20) throws -> ExporterBench {
        let path = directory.path
        return try ExporterBench(answers) {
            $0.spoolDirectory = path
            $0.spoolSize = size
            $0.batchSize = 2
        }
    }

    private let down = OTLPAnswer.failed(OTLPFailure("down", isRetryable: true, retryAfter: 3600))

    @Test func `while the collector is down records go to disk, and the next start sends them in order`() throws {
        let first = try bench([down])
        first.log(1...5)
        first.handler.close()
        #expect(first.ranges == ["1-2"])
        #expect(first.statistics == OTLPStatistics(spooled: 5, requests: 1, retries: 1))
        #expect(files.count == 3)
        #expect(first.failures.lossCount == 0)

        let second = try bench()
        second.log(6...6)
        #expect(second.transport.waitForRequests(3))
        try second.handler.flush()
        second.handler.close()
        #expect(second.transport.texts.joined().sorted() == ["1", "2", "3", "4", "5", "6"])
        #expect(Array(second.ranges.filter { $0 != "6" }) == ["1-2", "3-4", "5"])
        #expect(files == [])
        #expect(second.statistics.accepted == 6)
    }

    @Test func `records are sent from disk when the collector is back`() throws {
        let bench = try bench([.busy])
        bench.log(1...4)
        #expect(bench.transport.waitForRequests(3))
        try bench.handler.flush()
        bench.handler.close()
        #expect(bench.ranges == ["1-2", "1-2", "3-4"])
        #expect(files == [])
        #expect(bench.failures.lossCount == 0)
    }

    @Test func `the oldest requests make room when the spool is full`() throws {
        let bench = try bench([down], size: 600)
        bench.log(1...10)
        bench.handler.close()
        let kept = files.count
        #expect((1...4).contains(kept))
        #expect(bench.statistics.lost == 10 - kept * 2)
        #expect(bench.failures.lossCount == 10 - kept * 2)
        let next = try self.bench()
        next.log(11...11)
        #expect(next.transport.waitForRequests(kept))
        next.handler.close()
        #expect(next.transport.texts.joined().contains("10"))
        #expect(!next.transport.texts.joined().contains("1"))
    }

    @Test func `a request that the collector refuses for good does not block the others`() throws {
        let first = try bench([down])
        first.log(1...4)
        first.handler.close()
        let second = try bench([.wrong])
        second.log(5...5)
        #expect(second.transport.waitForRequests(2))
        second.handler.close()
        #expect(second.transport.texts.joined().sorted() == ["1", "2", "3", "4", "5"])
        #expect(second.statistics.lost == 2)
        #expect(files == [])
    }

    @Test func `of two programs with one spool only one sends from it`() throws {
        let writer = try Spool(directory: directory.path, limit: 1 << 20)
        let now = WallTime.now()
        _ = try writer.store(OTLPRequest(bytes: [1, 2, 3], recordCount: 7), now: now)
        let reader = try Spool(directory: directory.path, limit: 1 << 20)
        let entry = try #require(reader.oldest(at: now))
        #expect(writer.oldest(at: now) == nil)
        #expect(reader.read(entry) == OTLPRequest(bytes: [1, 2, 3], recordCount: 7))
        reader.remove(entry)
        #expect(reader.oldest(at: now) == nil)
    }

    @Test func `a directory that cannot be made is an error`() {
        #expect(throws: SinkError.self) { try Spool(directory: directory.file("a/b"), limit: 1) }
    }
}
#endif
