#if Arize
@testable import LogArize
import LogMonitor
import TestSupport
import Testing

/// Answers of Arize that do not end: the time of a request ends them, and the next rows go.
///
/// These tests would not end if anything waited for such an answer.
@Suite(.timeLimit(.minutes(Patience.minutes(2))))
struct UnfinishedAnswerTests {
    /// A sender, and the receiver that it has.
    private struct Bench {
        let sender: ArizeSender
        let receiver: ScriptedReceiver
        let status = StatusChannel()

        init(_ answers: [PeerAnswer], change: (inout ArizeSettings) -> Void) throws {
            receiver = try ScriptedReceiver(answers)
            var settings = ArizeSettings()
            settings.apiKey = "k"
            settings.model.spaceKey = "s"
            settings.url = "http://127.0.0.1:\(receiver.port)/log"
            settings.drainTimeout = 30
            change(&settings)
            status.setHook { _ in }
            sender = try ArizeSender(settings: settings, name: "m", status: status)
        }

        /// Gives the sender rows, and waits for them.
        func send(_ rows: String...) throws {
            #expect(sender.take(rows.map { Array($0.utf8) }))
            try sender.flush()
        }

        /// Ends both.
        func close() {
            sender.close()
            #expect(receiver.waitForEnd())
            receiver.stop()
        }
    }

    private func hasty(_ settings: inout ArizeSettings) { settings.timeout = 0.5 }
    private let done = PeerAnswer.whole("200 OK")

    @Test(arguments: UnfinishedAnswer.headless)
    func `a request without an answer is ended in time and sent again`(_ kind: UnfinishedAnswer) throws {
        let bench = try Bench([kind.answer(), done], change: hasty)
        defer { bench.close() }
        try bench.send("1")
        #expect(bench.sender.statistics.accepted == 1)
        #expect(bench.sender.statistics.retries >= 1)
        #expect(bench.status.lossCount == 0)
    }

    @Test(arguments: UnfinishedAnswer.headed)
    func `a status decides, however long the rest of the answer takes, and the next rows go`(
        _ kind: UnfinishedAnswer
    ) throws {
        let bench = try Bench([kind.answer()], change: hasty)
        defer { bench.close() }
        try bench.send("1", "2")
        #expect(bench.sender.statistics.accepted == 2)
        #expect(Set(bench.receiver.bodies) == [Array("1".utf8), Array("2".utf8)])
        #expect(bench.status.lossCount == 0)
    }

    @Test func `an answer that is too long is ended before its time`() throws {
        let bench = try Bench([UnfinishedAnswer.bodyInFloods.answer(), done]) { $0.timeout = 3600 }
        defer { bench.close() }
        try bench.send("1", "2")
        #expect(bench.sender.statistics == ArizeStatistics(accepted: 2, requests: 2))
    }

    @Test(arguments: UnfinishedAnswer.headed)
    func `a refusal is one, however long the rest of the answer takes`(_ kind: UnfinishedAnswer) throws {
        let answers = [
            kind.answer("503 Service Unavailable", headers: ["Retry-After: 0"]), kind.answer("400 Bad Request"), done,
        ]
        let bench = try Bench(answers, change: hasty)
        defer { bench.close() }
        try bench.send("1")
        #expect(bench.sender.statistics.lost == 1)
        #expect(bench.sender.statistics.retries >= 1)
        try bench.send("2")
        #expect(bench.sender.statistics.accepted == 1)
        #expect(bench.status.lossCount == 1)
    }

    @Test func `the end does not wait for the rest of an answer`() throws {
        let bench = try Bench([UnfinishedAnswer.bodyInDrops.answer()]) { settings in
            settings.timeout = 3600
            settings.drainTimeout = 2
        }
        #expect(bench.sender.take([Array("1".utf8)]))
        bench.close()
        #expect(bench.sender.statistics == ArizeStatistics(accepted: 1, requests: 1))
        #expect(bench.status.lossCount == 0)
    }
}
#endif
