#if Network
internal import LogRuntime

/// `logging.handlers.HTTPHandler`.
enum HTTPHandlerClass {
    static let factory = HandlerFactory(
        className: "logging.handlers.HTTPHandler",
        call: CallSignature(
            "HTTPHandler.__init__",
            ["host", "url", "method", "secure", "credentials", "context"],
            required: 2,
            extensions: ["timeout", "insecure_credentials"] + DeliveryArguments.names
        )
    ) { arguments in
        let isPython = arguments.compatibility == .python313
        let host = try arguments.string("host")
        let url = try arguments.string("url")
        let method = try method(arguments)
        let secure = arguments.value("secure") ?? false
        let tls = try tls(arguments, secure: secure)
        let shownCredentials = arguments.value("credentials") ?? .null
        let credentials = try credentials(arguments)
        let allowsInsecure = arguments.boolean("insecure_credentials")
        if credentials.value != nil, tls == nil {
            try refuseInsecureCredentials(arguments, allowsInsecure: allowsInsecure)
        }
        let timeout = try DeliveryArguments.seconds("timeout", arguments) ?? 5
        let limits = try DeliveryArguments.limits(arguments)
        return HandlerBlueprint(
            opening: { context in
                if let failure = credentials.failure { return FailingHandler(failure) }
                return try HTTPHandler(
                    name: context.name,
                    host: host,
                    url: url,
                    method: method,
                    tls: tls,
                    credentials: credentials.value,
                    allowsInsecureCredentials: allowsInsecure,
                    timeout: timeout,
                    limits: limits,
                    environment: context.environment,
                    compatibility: context.compatibility
                )
            },
            settings: { _, _ in
                [
                    "host": .string(host), "url": .string(url), "method": .string(method.rawValue), "secure": secure,
                    // A secret; CPython's handler shows its own to everybody.
                    "credentials": isPython || shownCredentials == .null ? shownCredentials : "***",
                ]
            }
        )
    }

    private static func method(_ arguments: Arguments) throws(ArgumentError) -> HTTPHandler.Method {
        let text = try arguments.string("method", default: "GET")
        guard let method = HTTPHandler.Method(rawValue: text.uppercased()) else {
            throw ArgumentError(
                "method",
                "'\(text)' is neither GET nor POST",
                pythonMessage: "method must be GET or POST"
            )
        }
        return method
    }

    private static func tls(_ arguments: Arguments, secure: LogValue) throws(ArgumentError) -> TLSOptions? {
        let isSecure = DeliveryArguments.isTrue(secure)
        if let context = arguments.value("context"), context != .null {
            throw ArgumentError(
                "context",
                isSecure ? "a file cannot hold settings of TLS this way" : "'context' is of no use without 'secure'",
                hint: "write tls: {cafile: ca.pem}",
                pythonMessage: isSecure ? nil : "context parameter only makes sense with secure=True"
            )
        }
        let options = try TLSArguments.options(arguments)
        TLSArguments.review(options, arguments)
        if arguments.contains("secure"), !isSecure, options != nil {
            throw ArgumentError("tls", "'tls' is of no use with 'secure: false'")
        }
        return options ?? (isSecure ? TLSOptions() : nil)
    }

    private static func credentials(
        _ arguments: Arguments
    ) throws(ArgumentError) -> (value: HTTPHandler.Credentials?, failure: SinkError?) {
        let value = arguments.value("credentials")
        guard DeliveryArguments.isTrue(value) else { return (nil, nil) }
        if arguments.compatibility == .python313 {
            // CPython wants a tuple, which a file cannot hold, and finds out with each record.
            let failure = SinkError(
                "use",
                "credentials",
                problem: "not enough arguments for format string",
                pythonType: "TypeError"
            )
            return (nil, failure)
        }
        guard let pair = DeliveryArguments.pair(value) else {
            throw ArgumentError("credentials", "'credentials' is not [name, password]", pythonType: "TypeError")
        }
        return (HTTPHandler.Credentials(user: pair.first, password: pair.second), nil)
    }

    private static func refuseInsecureCredentials(
        _ arguments: Arguments,
        allowsInsecure: Bool
    ) throws(ArgumentError) {
        let problem = "name and password would be sent in the clear"
        guard allowsInsecure else {
            throw ArgumentError(
                "credentials",
                problem,
                hint: "write secure: true, or insecure_credentials: true if that is meant"
            )
        }
        arguments.doubt("credentials", .insecureConnection, problem)
    }
}

/// Fails with each record, as CPython's handler does whose settings cannot work.
final class FailingHandler: Handler, @unchecked Sendable /* constant */ {
    private let failure: SinkError

    init(_ failure: SinkError) {
        self.failure = failure
        super.init()
    }

    override func emit(_ record: inout LogRecord) throws {
        throw failure
    }
}
#endif
