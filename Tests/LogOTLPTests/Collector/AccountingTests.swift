#if OTLP
import Foundation
@testable import LogOTLP
import LogRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// Sent is delivered, filtered or counted as lost, however often a collector comes and goes, and whatever it answers.
@Suite(.timeLimit(.minutes(Patience.minutes(3))))
struct AccountingTests {
    private static let perRound = 60

    /// A collector that takes most requests, each of the others in another way, and knows what it has taken.
    private final class Book: Sendable {
        private struct State {
            var requestCount = 0
            var taken: Set<String> = []
            var rejectedCount = 0
        }

        private let state = Lock(State())

        var taken: Set<String> { state.withLock { $0.taken } }
        var rejectedCount: Int { state.withLock { $0.rejectedCount } }

        func answer(to body: [UInt8]) -> PeerAnswer {
            guard let request = try? Request(serializedBytes: body) else { return .whole("500 Unreadable") }
            let texts = request.records.map(\.body.stringValue)
            return state.withLock { state in
                state.requestCount += 1
                switch state.requestCount % 8 {
                case 2: return .whole("503 Service Unavailable", headers: ["Retry-After: 0"])
                case 4:
                    state.taken.formUnion(texts.dropLast())
                    state.rejectedCount += 1
                    var response = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceResponse()
                    response.partialSuccess.rejectedLogRecords = 1
                    return .whole("200 OK", body: (try? response.serializedBytes()) ?? [])
                case 6: return .whole("400 Bad Request")
                case 7: return .whole("413 Payload Too Large")
                default:
                    state.taken.formUnion(texts)
                    return .whole("200 OK")
                }
            }
        }
    }

    /// How many records wait on disk.
    private func spooledCount(_ directory: TemporaryDirectory) -> Int {
        directory.names.filter { $0.hasSuffix(".otlp") }.reduce(0) { sum, name in
            sum + (name.dropLast(5).split(separator: "-").last.flatMap { Int($0) } ?? 0)
        }
    }

    @Test(arguments: [false, true])
    func `every record is in exactly one place while a collector comes and goes`(_ spools: Bool) throws {
        let book = Book()
        let peer = try ComingAndGoingPeer(.http { book.answer(to: $0) })
        try peer.start()
        defer { peer.stop() }
        let directory = try TemporaryDirectory()
        var arguments = [
            "endpoint: 'http://127.0.0.1:\(peer.port)'", "schedule_delay: 0.01", "max_queue_size: 30",
            "max_export_batch_size: 8", "drain_timeout: 2",
        ]
        if spools { arguments.append("spool_directory: '\(directory.path)'") }
        let sender = try Sender(arguments)
        let handler = sender.handler
        let root = sender.tree.root
        handler.filters = [WordFilter("secret")]
        var sent = 0
        var secrets = 0
        func log(_ count: Int) {
            for _ in 0..<count {
                if sent % 7 == 3 { secrets += 1 }
                root.info(sent % 7 == 3 ? "secret \(sent)" : "record \(sent)")
                sent += 1
            }
            let now = handler.statistics
            #expect(now.received == sent, "while records are on their way")
            #expect(now.records >= 0 && now.pending >= 0)
        }
        for round in 0..<3 {
            if round > 0 { try peer.start() }
            // Until something arrives: a collector that was away is tried again after 1, 2, 4 … seconds.
            let before = book.taken.count
            let deadline = Date(timeIntervalSinceNow: 30)
            repeat {
                log(1)
                usleep(5000)
            } while book.taken.count < before + 20 && Date() < deadline
            log(AccountingTests.perRound)
            peer.stop()
            log(AccountingTests.perRound)
        }
        handler.close()
        log(5)
        let statistics = handler.statistics
        let counts = handler.exporter.statistics
        #expect(statistics.received == sent)
        #expect(statistics.pending == 0)
        #expect(statistics.filtered == secrets)
        #expect(statistics.records > 0)
        #expect(statistics.drops["rejected by the collector", default: 0] > 0)
        #expect(statistics.drops["not sent", default: 0] > 0)
        #expect(sender.tree.statistics.handlers.map(\.received) == [sent])
        // What is dropped is told, each record once.
        #expect(sender.failures.lossCount == statistics.dropped)
        // What counts as delivered is there; an answer that broke off may have cost one that is there, too.
        #expect(statistics.records <= book.taken.count + spooledCount(directory))
        #expect(statistics.drops["rejected by the collector", default: 0] <= book.rejectedCount)
        #expect(!book.taken.contains { $0.contains("secret") })
        #expect(counts.lostOfOthers == 0)
        #expect((counts.spooled > 0) == spools)
    }
}
#endif
