#if OTLP
internal import GRPCCore
internal import GRPCNIOTransportHTTP2Posix
internal import GRPCProtobuf
internal import LogExport
internal import LogRuntime
internal import NIOSSL
internal import SwiftProtobuf
internal import Synchronization

/// Calls `LogsService/Export` over gRPC.
///
/// Source: OTLP specification, "OTLP/gRPC": which codes may succeed later, and that `RESOURCE_EXHAUSTED` does only when the
/// collector says when.
final class GRPCTransport: OTLPTransport {
    private typealias Transport = HTTP2ClientTransport.Posix

    /// A client and the task that keeps its connection.
    private struct Connection {
        let number: Int
        let client: GRPCClient<Transport>
        let task: Task<Void, Never>
    }

    private static let method = MethodDescriptor(
        service: ServiceDescriptor(fullyQualifiedService: "opentelemetry.proto.collector.logs.v1.LogsService"),
        method: "Export"
    )
    private static let retryableCodes: Set<RPCError.Code> = [
        .cancelled, .deadlineExceeded, .aborted, .outOfRange, .unavailable, .dataLoss,
    ]

    private let settings: OTLPSettings
    private let thread: ExporterThread
    private let security: HTTP2ClientTransport.Posix.TransportSecurity
    private let metadata: Metadata
    // Guards the connection, which the first request makes, and the first one after it has ended for good.
    private let connection = Lock<Connection?>(nil)
    private let connectionCount = Atomic<Int>(0)

    /// Prepares to call; connects with the first request.
    ///
    /// - Parameters:
    ///   - settings: where to, and how.
    ///   - thread: keeps the connection; the exporter's own.
    /// - Throws: `SinkError` for a certificate or key that cannot be read.
    init(_ settings: OTLPSettings, thread: ExporterThread) throws(SinkError) {
        self.settings = settings
        self.thread = thread
        if settings.endpoint.isSecure {
            // Read here to tell at once; gRPC reads the files itself.
            _ = try TLSMaterial(settings.certificates)
            let certificates = settings.certificates
            security = .tls { configuration in
                if let path = certificates.authorityFile {
                    configuration.trustRoots = .certificates([.file(path: path, format: .pem)])
                }
                if let path = certificates.certificateFile {
                    configuration.certificateChain = [.file(path: path, format: .pem)]
                }
                configuration.privateKey = certificates.keyFile.map { .file(path: $0, format: .pem) }
            }
        } else {
            security = .plaintext
        }
        var metadata = Metadata()
        metadata.replaceOrAddString(UserAgent.text, forKey: "user-agent")
        for header in settings.headers { metadata.replaceOrAddString(header.value, forKey: header.name) }
        self.metadata = metadata
    }

    func send(_ request: OTLPRequest, timeout: Double) async -> OTLPAnswer {
        do {
            let client = try connect()
            var options = CallOptions.defaults
            options.timeout = .nanoseconds(Int64(timeout * 1e9))
            options.waitForReady = false
            if settings.compresses { options.compression = .gzip }
            let response = try await client.unary(
                request: ClientRequest(message: request.bytes, metadata: metadata),
                descriptor: GRPCTransport.method,
                serializer: EncodedMessage(),
                deserializer: ProtobufDeserializer<Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceResponse>(),
                options: options
            ) { response in
                try response.message
            }
            let partial = response.partialSuccess
            return .accepted(rejected: Int(partial.rejectedLogRecords), message: partial.errorMessage)
        } catch {
            // However gRPC puts it then, it is none of the collector's doing.
            if Task.isCancelled { return .failed(OTLPFailure("no answer before the end", isRetryable: true)) }
            guard let error = error as? RPCError else { return .failed(OTLPFailure("\(error)", isRetryable: true)) }
            return .failed(GRPCTransport.judge(error))
        }
    }

    /// The client, made for the first request.
    private func connect() throws -> GRPCClient<Transport> {
        try connection.withLock { connection in
            if let connection { return connection.client }
            var configuration = Transport.Config.defaults
            if settings.compresses {
                configuration.compression = .init(algorithm: .gzip, enabledAlgorithms: .gzip)
            }
            // The exporter waits between requests; the connection need not wait for longer on top.
            configuration.backoff.initial = .milliseconds(100)
            configuration.backoff.max = .seconds(1)
            let transport = try Transport(
                target: .dns(host: settings.endpoint.host, port: settings.endpoint.port),
                transportSecurity: security,
                config: configuration
            )
            let client = GRPCClient(transport: transport)
            let number = connectionCount.add(1, ordering: .relaxed).newValue
            let task = Task(executorPreference: thread) { [self] in
                // What ends the connections for good is told by the calls; the next one makes others.
                _ = try? await client.runConnections()
                forget(number)
            }
            connection = Connection(number: number, client: client, task: task)
            return client
        }
    }

    /// Forgets a client whose connections have ended.
    private func forget(_ number: Int) {
        connection.withLock { connection in
            if connection?.number == number { connection = nil }
        }
    }

    /// What an error means.
    private static func judge(_ error: RPCError) -> OTLPFailure {
        let details = try? error.unpackGoogleRPCStatus()
        let delay = details?.details.lazy.compactMap(\.retryInfo).first.map { info in
            Double(info.delay.components.seconds) + Double(info.delay.components.attoseconds) / 1e18
        }
        let isExhausted = error.code == .resourceExhausted
        let isRetryable = retryableCodes.contains(error.code) || (isExhausted && delay != nil)
        var reason = "the collector answers \(error.code)"
        if !error.message.isEmpty { reason += ": \(ReceiverText.excerpt(error.message))" }
        if let cause = error.cause { reason += " (\(ReceiverText.excerpt("\(cause)")))" }
        // Servers that limit the size of messages answer so, without saying when to come again.
        let isTooLarge = isExhausted && delay == nil
        return OTLPFailure(reason, isRetryable: isRetryable, retryAfter: delay, isTooLarge: isTooLarge)
    }

    func close() async {
        guard let connection = connection.withLock({ $0 }) else { return }
        connection.client.beginGracefulShutdown()
        // There are no more calls to wait for, only a peer that may never have spoken.
        connection.task.cancel()
        await connection.task.value
    }

    /// Messages that are encoded already.
    private struct EncodedMessage: MessageSerializer {
        func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes { Bytes(message) }
    }
}
#endif
