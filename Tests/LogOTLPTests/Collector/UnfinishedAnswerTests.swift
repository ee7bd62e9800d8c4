#if OTLP
@testable import LogOTLP
import LogRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// Collectors over HTTP whose answers do not end: the time of a request ends them, and the next records go.
///
/// These tests would not end if anything waited for such an answer.
@Suite(.timeLimit(.minutes(Patience.minutes(2))))
struct UnfinishedAnswerTests {
    /// A sender, and the collector that it has.
    private struct Bench {
        let sender: Sender
        let collector: ScriptedReceiver

        init(_ answers: [PeerAnswer], _ arguments: [String]) throws {
            collector = try ScriptedReceiver(answers)
            sender = try Sender(["endpoint: 'http://127.0.0.1:\(collector.port)'", "schedule_delay: 0.01"] + arguments)
        }

        var statistics: OTLPStatistics { sender.handler.exporter.statistics }

        /// The texts of the records that were sent, each once.
        var texts: Set<String> {
            get throws {
                Set(try collector.bodies.flatMap { try Request(serializedBytes: $0).records.map(\.body.stringValue) })
            }
        }
    }

    private let patient = ["timeout: 60", "drain_timeout: 30"]
    private let hasty = ["timeout: 0.5", "drain_timeout: 30"]
    private let done = PeerAnswer.whole("200 OK")

    @Test(arguments: UnfinishedAnswer.headless)
    func `a request without an answer is ended in time and sent again`(_ kind: UnfinishedAnswer) throws {
        let bench = try Bench([kind.answer(), done], hasty)
        defer { bench.collector.stop() }
        bench.sender.log(1...1)
        try bench.sender.handler.flush()
        #expect(bench.statistics.accepted == 1)
        #expect(bench.statistics.retries >= 1)
        #expect(bench.sender.failures.messages.first?.contains("no answer in time; it is tried again") == true)
        #expect(bench.sender.failures.lossCount == 0)
    }

    @Test(arguments: UnfinishedAnswer.headed)
    func `a status decides, however long the rest of the answer takes, and the next records go`(
        _ kind: UnfinishedAnswer
    ) throws {
        let bench = try Bench([kind.answer()], hasty)
        defer { bench.collector.stop() }
        for number in 1...2 {
            bench.sender.log(number...number)
            try bench.sender.handler.flush()
        }
        #expect(bench.statistics.accepted == 2)
        #expect(try bench.texts == ["1", "2"])
        #expect(bench.sender.failures.lossCount == 0)
        // A connection that still answers is of no use to the next request.
        bench.sender.handler.close()
        #expect(bench.collector.waitForEnd())
    }

    @Test func `an answer that is too long is ended before its time`() throws {
        let bench = try Bench([UnfinishedAnswer.bodyInFloods.answer(), done], patient)
        defer { bench.collector.stop() }
        for number in 1...2 {
            bench.sender.log(number...number)
            try bench.sender.handler.flush()
        }
        #expect(bench.statistics == OTLPStatistics(accepted: 2, requests: 2))
    }

    @Test(arguments: UnfinishedAnswer.headed)
    func `a refusal is one, however long the rest of the answer takes`(_ kind: UnfinishedAnswer) throws {
        let answers = [
            kind.answer("503 Service Unavailable", headers: ["Retry-After: 0"]), kind.answer("400 Bad Request"), done,
        ]
        let bench = try Bench(answers, hasty)
        defer { bench.collector.stop() }
        bench.sender.log(1...1)
        try bench.sender.handler.flush()
        #expect(bench.statistics.lost == 1)
        #expect(bench.statistics.retries >= 1)
        #expect(bench.sender.failures.messages.last?.hasSuffix("the collector answers 400 Bad Request") == true)
        bench.sender.log(2...2)
        try bench.sender.handler.flush()
        #expect(bench.statistics.accepted == 1)
    }

    @Test func `the end does not wait for the rest of an answer`() throws {
        let bench = try Bench([UnfinishedAnswer.bodyInDrops.answer()], ["timeout: 3600", "drain_timeout: 2"])
        defer { bench.collector.stop() }
        bench.sender.log(1...1)
        bench.sender.handler.close()
        #expect(bench.statistics == OTLPStatistics(accepted: 1, requests: 1))
        #expect(bench.sender.failures.lossCount == 0)
        #expect(bench.collector.waitForEnd())
    }
}
#endif
