#if OTLP
public import LogRuntime

/// How records are sent to a collector.
///
/// Read from the options of a handler or a monitor, and from the environment variables of the OpenTelemetry specification,
/// which count where an option is absent.
public struct OTLPSettings: Sendable {
    /// How requests travel.
    public enum TransportProtocol: String, Sendable, Hashable {
        /// Requests of HTTP, protocol buffers in their bodies.
        case http
        /// Calls of gRPC.
        case grpc
    }

    /// The files behind an encrypted connection, as PEM.
    public struct Certificates: Sendable, Hashable {
        /// Who may have signed the collector's certificate; `nil` for those that the system trusts.
        public var authorityFile: String?
        /// Our certificate and its chain, for a collector that asks who we are.
        public var certificateFile: String?
        /// The key of our certificate.
        public var keyFile: String?

        /// Creates a description.
        public init(authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil) {
            self.authorityFile = authorityFile
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }

        /// Whether nothing is set.
        var isEmpty: Bool { authorityFile == nil && certificateFile == nil && keyFile == nil }
    }

    /// A header of each request.
    public struct Header: Sendable, Hashable {
        /// The name; in lower case over gRPC.
        public var name: String
        /// The value.
        public var value: String

        /// Creates a header.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How requests travel (`protocol`, default `http`).
    public var transport: TransportProtocol
    /// Where the collector listens (`endpoint`, default `http://localhost:4318`, for gRPC `:4317`).
    public var endpoint: OTLPEndpoint
    /// The headers of each request (`headers`).
    public var headers: [Header] = []
    /// Seconds that one request may take (`timeout`, default 10).
    public var timeout: Double = 10
    /// Whether requests are compressed with gzip (`compression`, default no).
    public var compresses = false
    /// The files behind an encrypted connection (`credentials`).
    public var certificates = Certificates()
    /// How many records may wait (`max_queue_size`, default 2048); further ones are dropped and counted.
    public var queueSize = 2048
    /// How many records a request has at most (`max_export_batch_size`, default 512).
    public var batchSize = 512
    /// Seconds that a record waits for others to share its request (`schedule_delay`, default 1).
    public var scheduleDelay: Double = 1
    /// Seconds for which a request that may succeed later is tried again (`retry_limit`, default 300; 0 tries once).
    public var retryLimit: Double = 300
    /// Seconds that flushing and closing wait for what is not sent yet (`drain_timeout`, default 5).
    public var drainTimeout: Double = 5
    /// A directory that keeps what the collector does not take now (`spool_directory`); `nil` keeps it in memory only.
    public var spoolDirectory: String?
    /// How many bytes that directory may hold (`spool_size`, default 64 MiB); the oldest requests make room.
    public var spoolSize = 64 << 20
    /// Whether nothing is sent at all (`OTEL_SDK_DISABLED`).
    public var isDisabled = false
    /// `OTEL_SERVICE_NAME`, or `service_name` of a handler.
    public var serviceName: String?
    /// `OTEL_RESOURCE_ATTRIBUTES`, and `resource_attributes` of a handler.
    public var resourceAttributes = LogObject()

    /// Creates settings with the defaults.
    ///
    /// - Parameters:
    ///   - transport: how requests travel.
    ///   - endpoint: where the collector listens; `nil` for this machine and the usual port.
    public init(transport: TransportProtocol = .http, endpoint: OTLPEndpoint? = nil) {
        self.transport = transport
        self.endpoint = endpoint ?? OTLPEndpoint(host: "localhost", port: transport == .http ? 4318 : 4317)
    }
}
#endif
