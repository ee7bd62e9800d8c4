#if OTLP
import Foundation
import LogRuntime
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

    private let process = Process()
    private let output = Pipe()
    private let lines = Lines()
    /// The port that it listens on.
    private(set) var port = 0

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
        process.executableURL = URL(fileURLWithPath: try #require(Collector.python.oracle).path)
        var arguments = [script, transport, "--answers", answers, "--port", String(port)]
        if isQuiet { arguments.append("--quiet") }
        if let certificates {
            arguments += ["--cert", certificates.server, "--key", certificates.serverKey]
            if asksClient { arguments += ["--client-ca", certificates.authority] }
        }
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        lines.read(from: output.fileHandleForReading)
        self.port = try #require(try line()["port"] as? Int)
    }

    deinit { stop() }

    /// Ends it.
    func stop() {
        guard process.isRunning else { return }
        // A child of a thread of the pool takes no other signal: it has that thread's mask.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The next line; waits for it.
    private func line() throws -> [String: Any] {
        let line = try #require(lines.next(), "the collector tells nothing")
        return try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
    }

    /// The next request it tells of; waits for it.
    func next() throws -> Entry { Entry(fields: try line()) }

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

/// Lines read as they come, so that whoever writes them never waits for a test.
private final class Lines: Sendable {
    private struct State {
        var lines: [Data] = []
        var hasEnded = false
    }

    private let state = WaitingLock(State())

    /// Reads to the end, on a thread of its own.
    func read(from file: FileHandle) {
        Thread.detachNewThread { [self] in
            var pending = Data()
            while case let more = file.availableData, !more.isEmpty {
                pending += more
                while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = Data(pending[pending.startIndex..<end])
                    pending = Data(pending[pending.index(after: end)...])
                    state.withLock { $0.lines.append(line) }
                }
                state.wakeAll()
            }
            state.withLock { $0.hasEnded = true }
            state.wakeAll()
        }
    }

    /// The next line; `nil` at the end, or when none comes for a minute.
    func next() -> Data? {
        var line: Data?
        state.wait(until: WallTime(epochSeconds: WallTime.now().epochSeconds + 60)) { state in
            if !state.lines.isEmpty { line = state.lines.removeFirst() }
            return line != nil || state.hasEnded
        }
        return line
    }
}

/// An authority of a test's own, a collector's certificate and a client's, made by `openssl`.
struct TestCertificates {
    static let isPossible = FileManager.default.isExecutableFile(atPath: openssl)
    private static let openssl = "/usr/bin/openssl"

    private let directory: TemporaryDirectory
    var authority: String { directory.file("ca.pem") }
    var server: String { directory.file("server.pem") }
    var serverKey: String { directory.file("server.key") }
    var client: String { directory.file("client.pem") }
    var clientKey: String { directory.file("client.key") }

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("subjectAltName=DNS:localhost,IP:127.0.0.1", to: "names")
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try run(
            ["req", "-x509"] + key + [
                "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority",
            ]
        )
        for name in ["server", "client"] {
            try run(["req"] + key + ["-keyout", "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(name)"])
            try run([
                "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-out", "\(name).pem", "-days", "2", "-extfile", "names",
            ])
        }
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestCertificates.openssl)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
    }
}
#endif
