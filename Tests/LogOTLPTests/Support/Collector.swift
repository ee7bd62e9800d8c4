#if OTLP
import Foundation
import TestSupport
import Testing

/// A collector made of the official Python packages, in a process of its own: `Receiver/collector.py`.
final class Collector {
    /// One line of what it tells.
    struct Entry: @unchecked Sendable /* values of JSON, never changed */ {
        let fields: [String: Any]

        var recordCount: Int { fields["records"] as? Int ?? 0 }
        var time: Double { fields["at"] as? Double ?? 0 }
        var path: String? { fields["path"] as? String }
        var isCanonical: Bool? { fields["canonical"] as? Bool }
        var byteCount: Int? { fields["bytes"] as? Int }
        var reset: String? { fields["reset"] as? String }

        /// The headers, by name.
        var headers: [String: String] {
            var result: [String: String] = [:]
            for pair in fields["headers"] as? [[String]] ?? [] where pair.count == 2 { result[pair[0]] = pair[1] }
            return result
        }

        var resource: [String: Any]? {
            ((fields["message"] as? [String: Any])?["resourceLogs"] as? [[String: Any]])?.first
        }

        /// The records of all loggers.
        var records: [[String: Any]] {
            (resource?["scopeLogs"] as? [[String: Any]] ?? []).flatMap { $0["logRecords"] as? [[String: Any]] ?? [] }
        }

        /// The records' bodies, where they are text.
        var texts: [String] {
            records.compactMap { ($0["body"] as? [String: Any])?["stringValue"] as? String }
        }
    }

    /// Python with the packages that the collector is made of.
    static let python = PythonOracle.find(modules: ["grpc", "opentelemetry.proto.collector.logs.v1.logs_service_pb2"])
    static let absence: Comment = "needs a python3 with opentelemetry-proto and grpcio"

    private let receiver: ReceiverProcess
    /// The port that it listens on.
    var port: Int { receiver.port }

    /// Starts a collector.
    ///
    /// - Parameters:
    ///   - transport: `http` or `grpc`.
    ///   - answers: its answers as JSON, one a request, the last one for good.
    ///   - certificates: for encrypted connections.
    ///   - asksClient: whether it asks who we are.
    ///   - port: the port; 0 for a free one.
    ///   - isQuiet: whether it tells counts only.
    /// - Throws: when it cannot be started.
    init(
        _ transport: String,
        answers: String = "[{}]",
        certificates: TestCertificates? = nil,
        asksClient: Bool = false,
        port: Int = 0,
        isQuiet: Bool = false
    ) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Receiver/collector.py").path
        var arguments = [transport, "--answers", answers, "--port", String(port)]
        if isQuiet { arguments.append("--quiet") }
        if let certificates {
            arguments += ["--cert", certificates.server, "--key", certificates.serverKey]
            if asksClient { arguments += ["--client-ca", certificates.authority] }
        }
        receiver = try ReceiverProcess(
            try #require(Collector.python.oracle),
            script: script,
            arguments: arguments
        )
    }

    /// Ends it.
    func stop() { receiver.stop() }

    /// The next request it tells of; waits for it.
    func next() throws -> Entry { Entry(fields: try receiver.next()) }

    /// The next requests, until they hold some records.
    func entries(records count: Int) throws -> [Entry] {
        var result: [Entry] = []
        var sum = 0
        while sum < count {
            let entry = try next()
            sum += entry.recordCount
            result.append(entry)
        }
        return result
    }
}
#endif
