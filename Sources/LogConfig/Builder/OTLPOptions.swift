public import LogRuntime

/// The collector of an OTLP handler of a ``ConfigurationDocument``, and how records travel there.
///
/// What is `nil` is left to OpenTelemetry's environment variables, and then to the usual value.
public struct OTLPOptions: Sendable, Hashable {
    /// The two ways to speak to a collector.
    public enum Transport: String, Sendable, Hashable {
        /// OTLP/HTTP.
        case http
        /// OTLP/gRPC.
        case grpc
    }

    /// The collector (`endpoint`).
    public var endpoint: String?
    /// How the collector is spoken to (`protocol`).
    public var transport: Transport?
    /// Whether gRPC goes unencrypted where the endpoint has no scheme (`insecure`).
    public var allowsPlainText: Bool?
    /// A PEM file of authorities, a token, or a mapping of `ca_file`, `certificate_file`, `key_file` and `token` (`credentials`).
    public var credentials: LogValue?
    /// Headers of requests (`headers`).
    public var headers = LogObject()
    /// How many seconds a request may take (`timeout`).
    public var timeout: Double?
    /// Whether requests are compressed with gzip (`compression`).
    public var compresses: Bool?
    /// How many records wait to be sent (`max_queue_size`).
    public var queueSize: Int?
    /// How many records a request has at most (`max_export_batch_size`).
    public var batchSize: Int?
    /// How many seconds a record waits for others at most (`schedule_delay`).
    public var scheduleDelay: Double?
    /// For how many seconds a request that may succeed later is tried again (`retry_limit`).
    public var retryLimit: Double?
    /// How many seconds flushing and closing wait (`drain_timeout`).
    public var drainTimeout: Double?
    /// Where records are kept that cannot be sent now (`spool_directory`).
    public var spoolDirectory: String?
    /// How many bytes that may take (`spool_size`).
    public var spoolSize: Int?
    /// The attribute `service.name` (`service_name`).
    public var serviceName: String?
    /// Attributes of all records (`resource_attributes`).
    public var resourceAttributes = LogObject()

    /// Creates options that leave everything open.
    public init() {}

    /// The keys of the handler.
    var keys: LogObject {
        var keys = LogObject()
        keys.add("endpoint", endpoint)
        keys.add("protocol", transport?.rawValue)
        keys.add("insecure", allowsPlainText.map { .bool($0) })
        keys.add("credentials", credentials)
        keys.add("headers", headers)
        keys.add("timeout", timeout.map { .double($0) })
        keys.add("compression", compresses.map { $0 ? "gzip" : "none" })
        keys.add("max_queue_size", queueSize.map { .int(Int64($0)) })
        keys.add("max_export_batch_size", batchSize.map { .int(Int64($0)) })
        keys.add("schedule_delay", scheduleDelay.map { .double($0) })
        keys.add("retry_limit", retryLimit.map { .double($0) })
        keys.add("drain_timeout", drainTimeout.map { .double($0) })
        keys.add("spool_directory", spoolDirectory)
        keys.add("spool_size", spoolSize.map { .int(Int64($0)) })
        keys.add("service_name", serviceName)
        keys.add("resource_attributes", resourceAttributes)
        return keys
    }
}
