#if OTLP
import Foundation
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Both transports against a collector made of the official packages, over loopback sockets.
///
/// Needs a Python with opentelemetry-proto and grpcio.
@Suite(
    .serialized,
    .enabled(if: Collector.python.oracle != nil, Collector.absence),
    .timeLimit(.minutes(Patience.minutes(3)))
)
struct CollectorTests {
    /// The two transports.
    enum Kind: String, CaseIterable, Sendable {
        case http, grpc

        /// The arguments that lead to a collector.
        func arguments(_ collector: Collector, isSecure: Bool = false) -> [String] {
            let scheme = isSecure ? "https" : "http"
            return ["protocol: \(rawValue)", "endpoint: '\(scheme)://localhost:\(collector.port)'"]
        }
    }

    private let fast = ["schedule_delay: 0.01", "drain_timeout: 20"]

    @Test(arguments: Kind.allCases, [false, true])
    func `records arrive once and in order, plain and compressed`(_ kind: Kind, _ compresses: Bool) throws {
        let collector = try Collector(kind.rawValue)
        let sender = try Sender(
            kind.arguments(collector) + [
                "schedule_delay: 600", "drain_timeout: 30", "compression: \(compresses ? "gzip" : "none")",
            ]
        )
        sender.log(1...1300)
        try sender.handler.flush()
        let entries = try collector.entries(records: 1300)
        #expect(entries.map(\.recordCount) == [512, 512, 276])
        #expect(entries.flatMap(\.texts) == (1...1300).map { "\($0)" })
        #expect(entries.allSatisfy { $0.isCanonical != false })
        if kind == .http {
            #expect(entries[0].path == "/v1/logs")
            #expect(entries[0].headers["content-type"] == "application/x-protobuf")
            #expect(entries[0].headers["content-encoding"] == (compresses ? "gzip" : nil))
            #expect(try #require(entries[0].byteCount) < (compresses ? 20_000 : 200_000))
        }
        #expect(entries[0].headers["user-agent"]?.hasPrefix("OTel-OTLP-Exporter-Swift/0.1.0") == true)
        #expect(sender.failures.messages == [])
        #expect(sender.handler.exporter.statistics == OTLPStatistics(accepted: 1300, requests: 3))
    }

    @Test(arguments: [#"{"reset": "answer"}"#, #"{"padding": 3000000}"#])
    func `records that were taken are not sent again, whatever becomes of the rest of the answer`(
        _ answer: String
    ) throws {
        let collector = try Collector("http", answers: "[\(answer), {}]")
        let sender = try Sender(CollectorTests.Kind.http.arguments(collector) + fast)
        sender.log(1...1)
        try sender.handler.flush()
        sender.log(2...2)
        try sender.handler.flush()
        #expect(try collector.entries(records: 2).map(\.texts) == [["1"], ["2"]])
        #expect(sender.handler.exporter.statistics == OTLPStatistics(accepted: 2, requests: 2))
    }

    @Test(arguments: Kind.allCases)
    func `headers and tokens go with each request`(_ kind: Kind) throws {
        let collector = try Collector(kind.rawValue)
        let sender = try Sender(
            kind.arguments(collector) + fast + ["headers: {X-Key: a b}", "credentials: my-token", "timeout: '3'"]
        )
        sender.log(1...1)
        let headers = try collector.next().headers
        #expect(headers["x-key"] == "a b")
        #expect(headers["authorization"] == "Bearer my-token")
    }

    // Needs openssl, too.
    @Test(.enabled(if: TestCertificates.isPossible, "needs openssl"), arguments: Kind.allCases)
    func `an encrypted connection trusts the authority it was given, and shows a certificate when asked`(
        _ kind: Kind
    ) throws {
        let certificates = try TestCertificates()
        let collector = try Collector(kind.rawValue, certificates: certificates, asksClient: true)
        let sender = try Sender(
            kind.arguments(collector, isSecure: true) + fast + [
                "credentials: {ca_file: '\(certificates.authority)', certificate_file: '\(certificates.client)', "
                    + "key_file: '\(certificates.clientKey)'}"
            ]
        )
        sender.log(1...3)
        try sender.handler.flush()
        #expect(try collector.next().texts == ["1", "2", "3"])
    }

    // Needs openssl, too.
    @Test(.enabled(if: TestCertificates.isPossible, "needs openssl"), arguments: Kind.allCases)
    func `a certificate of an unknown authority is refused`(_ kind: Kind) throws {
        let certificates = try TestCertificates()
        let other = try TestCertificates()
        let collector = try Collector(kind.rawValue, certificates: certificates)
        let sender = try Sender(
            kind.arguments(collector, isSecure: true) + ["credentials: '\(other.authority)'", "drain_timeout: 1"]
        )
        sender.log(1...1)
        #expect(throws: SinkError.self) { try sender.handler.flush() }
        sender.handler.close()
        #expect(sender.handler.exporter.statistics.accepted == 0)
        #expect(sender.failures.lossCount == 1)
        let message = try #require(sender.failures.messages.first)
        #expect(message.lowercased().contains("certificate"))
    }

    @Test(arguments: [
        (Kind.http, #"[{"status": 503, "retry_after": "1"}, {"status": 429, "retry_after": "0"}, {}]"#),
        (
            Kind.grpc,
            #"[{"code": "RESOURCE_EXHAUSTED", "retry_delay": 1}, {"code": "UNAVAILABLE", "retry_delay": 0}, {}]"#
        ),
    ])
    func `a collector that is busy gets the request again when it has asked for it`(
        _ kind: Kind,
        _ answers: String
    ) throws {
        let collector = try Collector(kind.rawValue, answers: answers)
        let sender = try Sender(kind.arguments(collector) + fast)
        sender.log(1...2)
        let entries = [try collector.next(), try collector.next(), try collector.next()]
        #expect(entries.map(\.texts) == [["1", "2"], ["1", "2"], ["1", "2"]])
        #expect(entries[1].time - entries[0].time >= 1)
        try sender.handler.flush()
        #expect(sender.handler.exporter.statistics == OTLPStatistics(accepted: 2, requests: 3, retries: 2))
    }

    @Test(arguments: [
        (Kind.http, #"{"status": 400}"#, "400"), (.http, #"{"status": 401}"#, "401"),
        (.http, #"{"status": 500}"#, "500"),
        (.http, #"{"status": 302, "location": "/other"}"#, "302"),
        (.grpc, #"{"code": "INVALID_ARGUMENT"}"#, "invalidArgument"),
        (.grpc, #"{"code": "UNAUTHENTICATED"}"#, "unauthenticated"), (.grpc, #"{"code": "INTERNAL"}"#, "internalError"),
    ])
    func `what cannot succeed later is told and not sent again`(_ kind: Kind, _ answer: String, _ word: String) throws {
        let collector = try Collector(kind.rawValue, answers: "[\(answer), {}]")
        let sender = try Sender(kind.arguments(collector) + fast)
        sender.log(1...1)
        try sender.handler.flush()
        sender.log(2...2)
        try sender.handler.flush()
        #expect([try collector.next().texts, try collector.next().texts] == [["1"], ["2"]])
        #expect(sender.handler.exporter.statistics == OTLPStatistics(accepted: 1, lost: 1, requests: 2))
        #expect(sender.failures.messages.count == 1)
        #expect(sender.failures.messages.first?.contains(word) == true)
    }

    @Test(arguments: ["head", "body"])
    func `a connection that is reset is made anew, and the request sent again`(_ place: String) throws {
        let collector = try Collector("http", answers: "[{}, {\"reset\": \"\(place)\"}, {}]")
        let sender = try Sender(Kind.http.arguments(collector) + fast)
        sender.log(1...1)
        try sender.handler.flush()
        sender.log(2...2)
        try sender.handler.flush()
        let entries = [try collector.next(), try collector.next(), try collector.next()]
        #expect(entries.map(\.reset) == [nil, place, nil])
        #expect(entries.map(\.texts) == [["1"], [], ["2"]])
        #expect(sender.failures.lossCount == 0)
    }

    @Test(arguments: Kind.allCases)
    func `a collector that is down gets all when it is back`(_ kind: Kind) throws {
        var collector = try Collector(kind.rawValue)
        let port = collector.port
        let sender = try Sender(kind.arguments(collector) + fast)
        sender.log(1...1)
        #expect(try collector.next().texts == ["1"])
        try sender.handler.flush()
        collector.stop()
        sender.log(2...3)
        while sender.handler.exporter.statistics.retries == 0 { usleep(1000) }
        collector = try Collector(kind.rawValue, port: port)
        #expect(try collector.next().texts == ["2", "3"])
        try sender.handler.flush()
        #expect(sender.handler.exporter.statistics.accepted == 3)
        #expect(sender.failures.lossCount == 0)
    }

    @Test(arguments: Kind.allCases)
    func `a slow collector holds up nobody, and a request that takes too long is sent again`(_ kind: Kind) throws {
        let collector = try Collector(kind.rawValue, answers: #"[{"delay": 3}, {}]"#)
        let sender = try Sender(kind.arguments(collector) + fast + ["timeout: 0.3"])
        let started = Date()
        sender.log(1...2000)
        #expect(Date().timeIntervalSince(started) < 2)
        try sender.handler.flush()
        #expect(sender.handler.exporter.statistics.accepted == 2000)
        #expect(sender.handler.exporter.statistics.retries >= 1)
    }

    @Test(arguments: Kind.allCases)
    func `partial success is told`(_ kind: Kind) throws {
        let collector = try Collector(kind.rawValue, answers: #"[{"rejected": 1, "message": "too old"}]"#)
        let sender = try Sender(kind.arguments(collector) + fast)
        sender.log(1...3)
        try sender.handler.flush()
        #expect(sender.handler.exporter.statistics == OTLPStatistics(accepted: 2, rejected: 1, requests: 1))
        #expect(sender.failures.messages.first?.hasSuffix("the collector has rejected a record: too old") == true)
    }

    @Test(arguments: Kind.allCases)
    func `memory and open files stay as they are over 100 000 records`(_ kind: Kind) throws {
        let collector = try Collector(kind.rawValue, isQuiet: true)
        let sender = try Sender(kind.arguments(collector) + ["drain_timeout: 60", "max_queue_size: 100000"])
        // The first requests make what lasts.
        sender.log(1...5000)
        try sender.handler.flush()
        let files = openFileCount()
        let memory = residentKilobytes()
        for start in 0..<20 {
            sender.log((start * 5000 + 1)...(start * 5000 + 5000))
            try sender.handler.flush()
        }
        #expect(sender.handler.exporter.statistics.accepted == 105_000)
        #expect(try collector.entries(records: 105_000).reduce(0) { $0 + $1.recordCount } == 105_000)
        // Other tests run in this process, too.
        #expect(openFileCount() - files < 64)
        #expect(residentKilobytes() - memory < 64 * 1024)
    }

    private func openFileCount() -> Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
    }

    private func residentKilobytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
#endif
