#if Arize
import Foundation
import TestSupport
import Testing

/// A receiver of Arize's requests in a process of its own: `Receiver/receiver.py`.
final class ArizeReceiver {
    /// One request.
    struct Entry {
        let fields: [String: Any]

        var time: Double { fields["at"] as? Double ?? 0 }
        var method: String? { fields["method"] as? String }
        var path: String? { fields["path"] as? String }
        var text: String? { fields["text"] as? String }
        var reset: String? { fields["reset"] as? String }
        var body: [String: Any] { fields["body"] as? [String: Any] ?? [:] }
        var predictionID: String? { body["prediction_id"] as? String }

        /// The headers in their order.
        var headers: [(name: String, value: String)] {
            (fields["headers"] as? [[String]] ?? []).compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
        }
    }

    static let python = PythonOracle.find()
    static let absence: Comment = "needs a python3"

    private let process: ReceiverProcess
    /// What the option `uri` says.
    var uri: String { "\(scheme)://localhost:\(process.port)/v1" }
    var port: Int { process.port }
    private let scheme: String

    /// Starts a receiver.
    ///
    /// - Parameters:
    ///   - answers: its answers as JSON, one a request, the last one for good.
    ///   - certificates: for encrypted connections.
    ///   - port: the port; 0 for a free one.
    /// - Throws: errors of starting the process.
    init(answers: String = "[{}]", certificates: TestCertificates? = nil, port: Int = 0) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Receiver/receiver.py").path
        var arguments = ["--answers", answers, "--port", String(port)]
        if let certificates { arguments += ["--cert", certificates.server, "--key", certificates.serverKey] }
        scheme = certificates == nil ? "http" : "https"
        process = try ReceiverProcess(
            try #require(ArizeReceiver.python.oracle),
            script: script,
            arguments: arguments
        )
    }

    /// Ends it.
    func stop() { process.stop() }

    /// The next request; waits for it.
    func next() throws -> Entry { Entry(fields: try process.next()) }

    /// The next requests.
    func next(_ count: Int) throws -> [Entry] { try (0..<count).map { _ in try next() } }
}
#endif
