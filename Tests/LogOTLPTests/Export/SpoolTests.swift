#if OTLP
import Foundation
@testable import LogOTLP
import LogRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// Requests on disk.
@Suite(.timeLimit(.minutes(Patience.minutes(2))))
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
        #expect(second.statistics.lostOfOthers == 2)
        #expect(second.statistics.lost == 0)
        #expect(second.failures.lossCount == 2)
        let counts = second.handler.statistics
        #expect(counts.received == 1)
        #expect(counts.records == 1)
        #expect(files == [])
    }

    @Test func `a request on disk that is too large is sent in halves, too`() throws {
        let first = try bench([down])
        first.log(1...2)
        first.tree.logger("other").info("3")
        first.handler.close()
        let path = directory.path
        let second = try ExporterBench([.tooLarge]) {
            $0.spoolDirectory = path
            $0.batchSize = 4
        }
        #expect(second.transport.waitForRequests(4))
        second.handler.close()
        #expect(second.ranges.filter { $0 != "3" } == ["1-2", "1", "2"])
        #expect(second.statistics == OTLPStatistics(accepted: 3, requests: 4))
        #expect(files == [])
        let whole = try Request(serializedBytes: try #require(second.transport.requests.first).bytes)
        for request in second.transport.requests {
            let half = try Request(serializedBytes: request.bytes)
            #expect(half.resourceLogs.map(\.resource) == whole.resourceLogs.map(\.resource))
        }
    }

    @Test(
        arguments: [[0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0x05, 0x12], [0x08, 0x01], [], [0x0A, 0x00]]
            as [[UInt8]]
    )
    func `what is no request has no halves`(bytes: [UInt8]) {
        #expect(Batch.halves(of: OTLPRequest(bytes: bytes, recordCount: 9)) == nil, "\(bytes)")
    }

    @Test func `of two programs with one spool only one sends from it`() throws {
        let writer = try Spool(directory: directory.path, limit: 1 << 20)
        let request = OTLPRequest(bytes: [1, 2, 3, 4], recordCount: 2)
        _ = try writer.store(request, now: .now())
        let reader = try Spool(directory: directory.path, limit: 1 << 20)
        let entry = try #require(reader.oldest(at: 0))
        #expect(writer.oldest(at: 0) == nil)
        #expect(try reader.read(entry) == request)
        try reader.remove(entry)
        #expect(reader.oldest(at: 0) == nil)
    }

    // MARK: What others have put there

    /// Goes through all that a spool lists.
    private func drain(_ spool: Spool) -> (requests: [OTLPRequest], failures: [String]) {
        var requests: [OTLPRequest] = []
        var failures: [String] = []
        while let entry = spool.oldest(at: 0) {
            do throws(SinkError) {
                requests.append(try spool.read(entry))
                try spool.remove(entry)
            } catch {
                failures.append(error.description)
            }
        }
        return (requests, failures)
    }

    @Test(arguments: ["-1", "99999999999999999999999", "1000000000000", "x", ""])
    func `no name of a file makes it hold more records than it can`(count: String) throws {
        try directory.write("1234", to: "1-2-3-\(count).otlp")
        let spool = try Spool(directory: directory.path, limit: 1 << 20)
        let requests = drain(spool).requests
        #expect(requests.map(\.bytes) == [Array("1234".utf8)])
        #expect(requests.allSatisfy { (0...2).contains($0.recordCount) })
        // The same for one that has to make room.
        for number in 0..<3 { try directory.write("1234", to: "\(number)-2-3-\(count).otlp") }
        let full = try Spool(directory: directory.path, limit: 8)
        let removed = try full.store(OTLPRequest(bytes: [1, 2, 3, 4], recordCount: 1), now: .now())
        #expect((0...4).contains(removed.others))
        #expect(removed.own == 0)
        #expect(files.count == 2)
    }

    @Test func `what is no file, and what cannot be removed, is told once and does not block the others`() throws {
        try FileManager.default.createDirectory(atPath: directory.file("0.otlp"), withIntermediateDirectories: true)
        try directory.write("12", to: "1-1-1-1.otlp")
        let spool = try Spool(directory: directory.path, limit: 1 << 20)
        let (requests, failures) = drain(spool)
        #expect(requests == [OTLPRequest(bytes: Array("12".utf8), recordCount: 1)])
        #expect(failures == ["cannot read '\(directory.file("0.otlp"))': Invalid argument"])
        // Looked through again, much later.
        #expect(spool.oldest(at: 1 << 60) == nil)
        #expect(throws: SinkError.self) { try spool.remove(Spool.Entry(name: "0.otlp")) }
    }

    @Test func `a file that another program has taken meanwhile is nobody's trouble`() throws {
        let first = try bench([down])
        first.log(1...4)
        first.handler.close()
        let spool = try Spool(directory: directory.path, limit: 1 << 20)
        let entry = try #require(spool.oldest(at: 0))
        try FileManager.default.removeItem(atPath: directory.file(entry.name))
        #expect(throws: SinkError.self) { try spool.read(entry) }
        #expect(spool.oldest(at: 0)?.name != entry.name)
        try spool.remove(entry)
    }

    @Test func `what killed programs have left of a file is removed when it is old`() throws {
        try directory.write("1", to: ".1-1-1-1.otlp")
        try directory.write("2", to: ".2-1-1-1.otlp")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)],
            ofItemAtPath: directory.file(".1-1-1-1.otlp")
        )
        let spool = try Spool(directory: directory.path, limit: 1 << 20)
        #expect(spool.oldest(at: 0) == nil)
        #expect(directory.names == [".2-1-1-1.otlp", "lock"])
    }

    @Test func `a request that is larger than the spool may be is lost and counted, and costs no other`() throws {
        let bench = try bench([down], size: 1000)
        bench.log(1...2)
        #expect(bench.transport.waitForRequests(1))
        let large = String(repeating: "x", count: 2000)
        bench.tree.logger("app").info("\(large)")
        bench.handler.close()
        #expect(bench.statistics == OTLPStatistics(lost: 1, spooled: 2, requests: 1, retries: 1))
        #expect(files.count == 1)
        #expect(bench.failures.messages.last?.contains("a request is larger than 'spool_size'") == true)
    }

    @Test func `a directory that cannot be made is an error`() {
        #expect(throws: SinkError.self) { try Spool(directory: directory.file("a/b"), limit: 1) }
    }
}
#endif
