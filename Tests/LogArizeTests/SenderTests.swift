#if Arize
import Foundation
@testable import LogArize
import LogMonitor
import TestSupport
import Testing

/// Rows on their way to a receiver in a process of its own, over loopback sockets.
///
/// Needs a Python.
@Suite(
    .serialized,
    .enabled(if: ArizeReceiver.python.oracle != nil, ArizeReceiver.absence),
    .timeLimit(.minutes(Patience.minutes(3)))
)
struct SenderTests {
    /// A sender without a monitor.
    private func sender(
        _ uri: String,
        _ status: StatusChannel = StatusChannel(),
        change: (inout ArizeSettings) -> Void = { _ in }
    ) throws -> ArizeSender {
        var settings = ArizeSettings()
        settings.apiKey = "k"
        settings.model.spaceKey = "s"
        settings.url = uri + "/log"
        change(&settings)
        return try ArizeSender(settings: settings, name: "m", status: status)
    }

    private func bodies(_ range: ClosedRange<Int>) -> [[UInt8]] {
        range.map { Array("{\"prediction_id\": \"\($0)\"}".utf8) }
    }

    @Test func `rows arrive once and in order, each with an identifier of its own`() throws {
        let receiver = try ArizeReceiver()
        let bench = ArizeBench(uri: receiver.uri)
        bench.log(1...20)
        withMonitorContext(requestID: 77) {
            bench.hub.monitor("m") { mon in
                mon.logBatch([1.0, 2, 3], name: "sepal", dataType: .numerical)
                mon.logBatch(["a", "b", "c"], name: "kind", role: .prediction, dataType: .categorical)
            }
        }
        try bench.hub.flush()
        let identifiers = try receiver.next(23).map(\.predictionID)
        #expect(identifiers == (1...20).map { "\($0)" } + ["77-0", "77-1", "77-2"])
        #expect(bench.failures.map(\.message) == [])
        #expect(bench.hub.statistics(of: "m")?.rows == 23)
    }

    @Test(arguments: ["drop", "mask", "hash"])
    func `columns that are redacted do not go to Arize`(action: String) throws {
        let receiver = try ArizeReceiver()
        let names = ["user", "login", "income", "segment", "paid"]
        var options: LogObject = ["redact": .object(LogObject(names.map { ($0, .string(action)) }))]
        if action == "hash" { options["redact_secret"] = "Jefe" }
        let bench = ArizeBench(uri: receiver.uri, options: options)
        bench.hub.monitor("m") { mon in
            mon.log("ann@example.org", name: "user", dataType: .categorical)
            mon.log(["password": "hunter2"], name: "login", dataType: .categorical)
            mon.log(42.5, name: "income", dataType: .numerical)
            mon.log([42.5, 1], name: "segment", dataType: .numericalSequence)
            mon.log("setosa", name: "kind", role: .prediction, dataType: .categorical)
            mon.log(42.5, name: "paid", role: .target, dataType: .numerical)
        }
        try bench.hub.flush()
        let sent = try #require(try receiver.next().text)
        for secret in ["ann@", "hunter2", "42.5"] { #expect(!sent.contains(secret), "\(sent)") }
        #expect(sent.contains("setosa"))
        #expect(sent.contains("***") == (action == "mask"))
        #expect(sent.contains("hmac:") == (action == "hash"))
        #expect(bench.lossCount == 0)
    }

    @Test func `several requests are under way when the option says so`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"delay": 0.3}]"#)
        let sender = try sender(receiver.uri) { $0.workerCount = 4 }
        let start = Date()
        #expect(sender.take(bodies(1...8)))
        try sender.flush()
        // One after the other they would take 2.4 s.
        #expect(Date().timeIntervalSince(start) < 2)
        #expect(Set(try receiver.next(8).map(\.predictionID)).count == 8)
        #expect(sender.statistics == ArizeStatistics(accepted: 8, requests: 8))
        sender.close()
    }

    @Test(arguments: [
        (#"{"status": 429, "retry_after": "1"}"#, 1.0), (#"{"status": 503, "retry_after": "1"}"#, 1),
        (#"{"status": 503}"#, 0.8), (#"{"status": 502}"#, 0.8), (#"{"status": 504}"#, 0.8), (#"{"status": 500}"#, 0.8),
    ])
    func `a row that may be taken later is sent again, not before Arize wants it`(
        _ answer: String,
        _ delay: Double
    ) throws {
        let receiver = try ArizeReceiver(answers: "[\(answer), {}]")
        let sender = try sender(receiver.uri)
        #expect(sender.take(bodies(1...2)))
        try sender.flush()
        let entries = try receiver.next(3)
        let again = try #require(entries.dropFirst().first { $0.predictionID == "1" })
        #expect(again.time - entries[0].time >= delay)
        #expect(Set(entries.map(\.predictionID)) == ["1", "2"])
        #expect(sender.statistics == ArizeStatistics(accepted: 2, requests: 3, retries: 1))
        sender.close()
    }

    @Test func `a row that Arize stumbles over does not keep the others`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"status": 500}, {}]"#)
        let sender = try sender(receiver.uri)
        #expect(sender.take(bodies(1...3)))
        try sender.flush()
        #expect(try receiver.next(4).map(\.predictionID) == ["1", "2", "3", "1"])
        sender.close()
    }

    @Test func `a row that was taken is not sent again, whatever becomes of the rest of the answer`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"reset": "body"}, {}]"#)
        let sender = try sender(receiver.uri)
        #expect(sender.take(bodies(1...2)))
        try sender.flush()
        #expect(try receiver.next(2).map(\.predictionID) == ["1", "2"])
        #expect(sender.statistics == ArizeStatistics(accepted: 2, requests: 2))
        sender.close()
    }

    @Test func `a caller that can wait waits for room, and nothing is dropped`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"delay": 0.05}, {"delay": 0.05}, {}]"#)
        let sender = try sender(receiver.uri) {
            $0.queueSize = 4
            $0.drainTimeout = 60
        }
        for first in stride(from: 1, through: 31, by: 5) {
            #expect(sender.take(bodies(first...(first + 4)), waits: true))
        }
        for number in 36...60 { #expect(sender.take(bodies(number...number), waits: true)) }
        try sender.flush()
        #expect(try receiver.next(60).map(\.predictionID) == (1...60).map { "\($0)" })
        #expect(sender.statistics == ArizeStatistics(accepted: 60, requests: 60))
        sender.close()
    }

    @Test(arguments: ["head", "request"])
    func `a connection that is reset is made anew, and the row sent again`(_ moment: String) throws {
        let receiver = try ArizeReceiver(answers: #"[{"reset": "\#(moment)"}, {}]"#)
        let sender = try sender(receiver.uri)
        #expect(sender.take(bodies(1...2)))
        try sender.flush()
        let entries = try receiver.next(3)
        #expect(entries.dropFirst().contains { $0.predictionID == "1" })
        #expect(entries.contains { $0.predictionID == "2" })
        #expect(sender.statistics == ArizeStatistics(accepted: 2, requests: 3, retries: 1))
        sender.close()
    }

    @Test(arguments: [
        (
            #"{"status": 400, "body": "{\"error\":\n\"no such model\"}"}"#,
            #"Arize answers 400 Bad Request: {"error": "no such model"}"#
        ),
        (#"{"status": 401}"#, "Arize answers 401 Unauthorized: {}"),
        (#"{"status": 413, "body": ""}"#, "Arize answers 413 Payload Too Large"),
        (#"{"status": 302, "location": "/other"}"#, "Arize answers 302 Found: {}"),
    ])
    func `a refusal is counted and reported, and the next row sent`(_ answer: String, _ text: String) throws {
        let receiver = try ArizeReceiver(answers: "[\(answer), {}]")
        let bench = ArizeBench(uri: receiver.uri)
        bench.log(1...2)
        try bench.hub.flush()
        #expect(try receiver.next(2).map(\.predictionID) == ["1", "2"])
        #expect(bench.failures.map(\.message) == ["cannot send to '\(receiver.uri)/log': \(text)"])
        #expect(bench.failures.map(\.handler) == ["monitor m"])
        #expect(bench.lossCount == 1)
    }

    @Test func `a receiver that is down is tried until it is there, and nothing is lost`() throws {
        let first = try ArizeReceiver()
        let port = first.port
        first.stop()
        let bench = ArizeBench(uri: "http://localhost:\(port)/v1", options: ["drain_timeout": 60])
        bench.log(1...5)
        let receiver = try ArizeReceiver(port: port)
        try bench.hub.flush()
        #expect(try receiver.next(5).map(\.predictionID) == (1...5).map { "\($0)" })
        #expect(bench.lossCount == 0)
        #expect(bench.failures.count <= 5)
    }

    @Test func `a full queue refuses rows and never makes anybody wait`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"delay": 1}]"#)
        let bench = ArizeBench(uri: receiver.uri, options: ["max_queue_bound": 2, "drain_timeout": 20])
        let start = Date()
        bench.log(1...6)
        #expect(Date().timeIntervalSince(start) < 1)
        let lost = try #require(bench.hub.statistics(of: "m")?.lostRows)
        // One is under way at most, two wait.
        #expect((3...4).contains(lost))
        #expect(bench.failures.first?.message == "a row is lost: the queue of rows for Arize is full")
        try bench.hub.flush()
        #expect(try receiver.next(6 - lost).count == 6 - lost)
    }

    @Test func `what is queued is sent at the end`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"delay": 0.1}]"#)
        let bench = ArizeBench(uri: receiver.uri)
        bench.log(1...5)
        bench.hub.close()
        #expect(try receiver.next(5).map(\.predictionID) == (1...5).map { "\($0)" })
        #expect(bench.lossCount == 0)
    }

    @Test func `the end waits for a limited time, and what is left is counted`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"delay": 30}]"#)
        let bench = ArizeBench(uri: receiver.uri, options: ["drain_timeout": 0.5])
        bench.log(1...3)
        let start = Date()
        bench.hub.close()
        #expect(Date().timeIntervalSince(start) < 10)
        #expect(bench.lossCount == 3)
    }

    @Test func `the end does not wait for a receiver that is down for longer than it has`() throws {
        let bench = ArizeBench(options: ["drain_timeout": 0.5])
        bench.log(1...3)
        let start = Date()
        bench.hub.close()
        #expect(Date().timeIntervalSince(start) < 10)
        #expect(bench.lossCount == 3)
    }

    @Test func `a slow receiver costs the row when its time and that of trying again are over`() throws {
        let receiver = try ArizeReceiver(answers: #"[{"delay": 5}]"#)
        let bench = ArizeBench(uri: receiver.uri, options: ["timeout": 0.2, "retry_limit": 0])
        bench.log(1...1)
        try bench.hub.flush()
        #expect(
            bench.failures.map(\.message) == [
                "cannot send to '\(receiver.uri)/log': tried for 0.0 s: no answer in time"
            ]
        )
        #expect(bench.lossCount == 1)
    }

    // Needs openssl, too.
    @Test(.enabled(if: TestCertificates.isPossible, "needs openssl"))
    func `an encrypted connection is verified`() throws {
        let certificates = try TestCertificates()
        let receiver = try ArizeReceiver(certificates: certificates)
        let trusting = ArizeBench(uri: receiver.uri, options: ["ca_file": .string(certificates.authority)])
        trusting.log(1...1)
        try trusting.hub.flush()
        #expect(try receiver.next().predictionID == "1")
        let strange = ArizeBench(uri: receiver.uri, options: ["drain_timeout": 0.3])
        strange.log(2...2)
        strange.hub.close()
        #expect(strange.lossCount == 1)
        #expect(strange.failures.contains { $0.message.lowercased().contains("certificate") })
        let missing = ArizeBench(uri: receiver.uri, options: ["ca_file": .string(certificates.authority + ".not")])
        #expect(throws: SinkError.self) { try missing.hub.prepare(["m"]) }
    }

    @Test func `rows that are no records are lost alone, and odd columns are told once`() throws {
        let receiver = try ArizeReceiver()
        let bench = ArizeBench(uri: receiver.uri)
        for _ in 0..<3 {
            bench.hub.monitor("m") { mon in
                mon.log("text", name: "input_text", role: "original_text", dataType: "text")
                mon.logBatch(["a", nil, "c"] as [String?], name: "kind", role: .prediction, dataType: .categorical)
            }
        }
        bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        try bench.hub.flush()
        #expect(try receiver.next(6).count == 6)
        #expect(
            bench.failures.map(\.message) == Array(
                repeating: "a row is lost: it has neither a prediction nor a target",
                count: 3
            ) + ["a row is lost: the columns have neither a prediction nor a target that Arize takes"]
        )
        let told = bench.warnings.filter { $0.contains("is not sent") }
        #expect(
            told == [
                "monitor 'm': column 'input_text' (role 'original_text', type 'text') is not sent: "
                    + "Arize has no place for it here"
            ]
        )
    }

    @Test func `columns may change from record to record`() throws {
        let receiver = try ArizeReceiver()
        let bench = ArizeBench(uri: receiver.uri)
        bench.log(1...1)
        bench.hub.monitor("m") { mon in
            mon.log(2, name: "new", dataType: .numerical)
            mon.log(2.5, name: "price", role: .prediction, dataType: .numerical)
        }
        bench.log(3...3)
        try bench.hub.flush()
        let texts = try receiver.next(3).compactMap(\.text)
        #expect(texts[0].contains(#""features": {"sepal": {"double": 5.1}}"#))
        #expect(texts[1].contains(#""features": {"new": {"int": "2"}}, "prediction_label": {"numeric": 2.5}"#))
        #expect(texts[2].contains(#""features": {"sepal": {"double": 5.1}}"#))
    }

    @Test func `flushing and closing bear to be asked for more than once, and by many threads`() async throws {
        let receiver = try ArizeReceiver()
        let bench = ArizeBench(uri: receiver.uri, options: ["max_workers": 8])
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                let hub = bench.hub
                group.addTask {
                    for number in 0..<25 {
                        withMonitorContext(requestID: UInt64(thread * 25 + number)) {
                            hub.monitor("m") { $0.log("a", name: "kind", role: .prediction, dataType: .categorical) }
                        }
                    }
                    try? hub.flush()
                }
            }
        }
        bench.hub.close()
        bench.hub.close()
        let numbers = try receiver.next(200).compactMap { $0.predictionID.flatMap { Int($0) } }
        #expect(numbers.sorted() == Array(0..<200))
    }
}

extension ArizeStatistics {
    init(accepted: Int, dropped: Int = 0, lost: Int = 0, requests: Int, retries: Int = 0) {
        self.init()
        self.accepted = accepted
        self.dropped = dropped
        self.lost = lost
        self.requests = requests
        self.retries = retries
    }
}
#endif
