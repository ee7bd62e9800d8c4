#if Network
public import LogRuntime

/// Sends each record to a web server: all its attributes as the fields of a form.
///
/// A `POST` carries the form, a `GET` has it in its address. What the server sees of a request is byte for byte what CPython
/// sends. Source: CPython `logging.handlers.HTTPHandler`.
///
/// A thread of its own sends, over a connection that stays open. A record that cannot be sent waits until the server is back;
/// one that the server refuses (408, 429, 5xx) is sent again, other refusals lose it; all is counted and reported. CPython sends
/// within the logging call, over a connection for each record, without a limit of time, and does not look at the
/// answer; `Compatibility.python313` does the same.
///
/// ## Configuration keys
/// - `host` (string, required): the server, `host` or `host:port`.
/// - `url` (string, required): the address on the server, such as `/log`.
/// - `method` (`GET` or `POST`, default `GET`).
/// - `secure` (boolean, default false): whether the connection is secured.
/// - `credentials` (list of name and password, default none): sent as they are, so that they are refused without `secure`
///   unless `insecure_credentials` is true.
/// - `context` (default null): CPython's settings of TLS, which a file cannot hold; use `tls`.
/// - `tls` (mapping): see ``TLSOptions``.
/// - `timeout` (seconds, default 5): how long each step with the server may take.
/// - the keys of ``DeliveryLimits``.
public final class HTTPHandler: Handler, @unchecked Sendable /* constants; what sends guards itself */ {
    /// The two kinds of requests.
    public enum Method: String, Sendable {
        /// The form is part of the address.
        case get = "GET"
        /// The form is the request's content.
        case post = "POST"
    }

    /// A name and a password.
    public struct Credentials: Sendable, Hashable {
        /// The name.
        public var user: String
        /// The password.
        public var password: String

        /// A name and a password.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// The server, with its port where one is written.
    public let host: String
    /// The address on the server.
    public let url: String
    /// How the form is sent.
    public let method: Method
    /// Whether the connection is secured.
    public let isSecure: Bool

    private let delivery: Delivery<HTTPCourier>
    private let request: HTTPRequest
    private let capture: (any DeliveryCapturing)?

    /// Creates a handler; it connects with its first record.
    ///
    /// - Parameters:
    ///   - name: the handler's name in the configuration.
    ///   - host: the server, `host` or `host:port`.
    ///   - url: the address on the server.
    ///   - method: how the form is sent.
    ///   - tls: how the connection is secured; `nil` leaves it plain (`secure`).
    ///   - credentials: name and password for the server.
    ///   - allowsInsecureCredentials: whether they may be sent over a plain connection.
    ///   - timeout: seconds that each step with the server may take; `nil` for as long as the system lets it.
    ///   - limits: how much may wait, and for how long.
    ///   - environment: how the server is reached.
    ///   - compatibility: whose behaviour the handler has.
    ///   - level: records below are not taken.
    /// - Throws: `SinkError` when a certificate cannot be read, the host's port is not a number, or credentials would be
    ///   sent over a plain connection.
    public init(
        name: String? = nil,
        host: String,
        url: String,
        method: Method = .get,
        tls: TLSOptions? = nil,
        credentials: Credentials? = nil,
        allowsInsecureCredentials: Bool = false,
        timeout: Double? = 5,
        limits: DeliveryLimits = DeliveryLimits(),
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        level: Level = .notSet
    ) throws(SinkError) {
        let isPython = compatibility == .python313
        if credentials != nil, tls == nil, !allowsInsecureCredentials, !isPython {
            throw SinkError("use", "credentials", problem: "they would be sent in the clear to 'http://\(host)'")
        }
        self.host = host
        self.url = url
        self.method = method
        isSecure = tls != nil
        request = HTTPRequest(host: host, url: url, method: method, isSecure: tls != nil, credentials: credentials)
        capture = environment.network as? any DeliveryCapturing
        if !isPython { try request.check() }
        let courier = HTTPCourier(
            server: request.server,
            tls: try tls.map { (options) throws(SinkError) in try TLSContext(options) },
            timeout: isPython ? nil : timeout,
            isPython: isPython
        )
        delivery = Delivery(courier, limits: limits, compatibility: compatibility)
        super.init(level: level)
        self.name = name
        sendsAttributes = true
        // What is captured goes no further than the call.
        if capture == nil { delivery.report(to: self) }
    }

    /// Makes a request of the record and sends it, or puts it into the queue.
    ///
    /// - Throws: `SinkError` or `QueueFullError` when it cannot be sent.
    public override func emit(_ record: inout LogRecord) throws {
        let form = FormEncoding.form(of: record)
        if let capture {
            capture.capture(request.captured(form: form), for: displayName)
        } else {
            try request.check()
            try delivery.send(request.bytes(form: form), of: self)
        }
    }

    /// Waits until all records are sent.
    ///
    /// - Throws: `SinkError` when that takes longer than ``DeliveryLimits/drainTimeout``.
    public override func flush() throws {
        try delivery.flush()
    }

    public override var pendingRecords: Int { delivery.pendingCount }

    public override func amend(_ statistics: inout HandlerStatistics) {
        delivery.amend(&statistics, of: self)
    }

    /// Sends what is left, for a limited time, and closes the connection.
    public override func close() {
        delivery.close(for: self)
    }
}
#endif
