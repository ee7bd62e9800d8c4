#if Network
internal import LogRuntime

/// `logging.handlers.SMTPHandler`.
enum SMTPHandlerClass {
    static let factory = HandlerFactory(
        className: "logging.handlers.SMTPHandler",
        call: CallSignature(
            "SMTPHandler.__init__",
            ["mailhost", "fromaddr", "toaddrs", "subject", "credentials", "secure", "timeout"],
            required: 4,
            extensions: ["digest"] + DeliveryArguments.names
        )
    ) { arguments in
        let server = try server(arguments)
        let sender = try arguments.string("fromaddr")
        let recipients = try arguments.optionalStrings("toaddrs") ?? []
        let subject = try arguments.string("subject")
        let shownRecipients = arguments.value("toaddrs") ?? .null
        let credentials = try credentials(arguments)
        let security = try security(arguments)
        if credentials.value != nil, security.tls == nil, security.failure == nil {
            arguments.doubt(
                "credentials",
                .insecureConnection,
                "name and password may be sent in the clear",
                hint: "write secure: []"
            )
        }
        let shownTimeout = arguments.value("timeout") ?? 5.0
        let timeout = try DeliveryArguments.seconds("timeout", arguments)
        let digest = try DeliveryArguments.seconds("digest", arguments) ?? 0
        let limits = try DeliveryArguments.limits(arguments)
        let hasTimeout = !arguments.contains("timeout") || timeout != nil
        return HandlerBlueprint(
            opening: { context in
                try SMTPHandler(
                    name: context.name,
                    server: server.value,
                    mail: (sender, recipients, subject),
                    credentials: credentials.value,
                    tls: security.tls,
                    failure: credentials.value == nil ? nil : security.failure,
                    timeout: hasTimeout ? timeout ?? 5 : nil,
                    digestInterval: digest,
                    limits: limits,
                    environment: context.environment,
                    compatibility: context.compatibility
                )
            },
            settings: { _, _ in
                [
                    "mailhost": server.shownHost, "mailport": server.shownPort, "fromaddr": .string(sender),
                    "toaddrs": .array(
                        { if case .array(let items) = shownRecipients { items } else { [shownRecipients] } }()
                    ),
                    "subject": .string(subject), "secure": security.shown, "timeout": shownTimeout,
                    "username": credentials.shown,
                ]
            }
        )
    }

    /// `mailhost`: a host, or a host and a port.
    private static func server(
        _ arguments: Arguments
    ) throws(ArgumentError) -> (value: SMTPHandler.Server, shownHost: LogValue, shownPort: LogValue) {
        guard case .array(let items)? = arguments.value("mailhost") else {
            let host = try arguments.string("mailhost")
            return (SMTPHandler.Server(host: host), .string(host), .null)
        }
        guard items.count == 2 else {
            throw ArgumentError(
                "mailhost",
                "'mailhost' is not [host, port]",
                pythonMessage: items.count < 2
                    ? "not enough values to unpack (expected 2, got \(items.count))"
                    : "too many values to unpack (expected 2)"
            )
        }
        guard case .string(let host) = items[0] else {
            throw ArgumentError("mailhost", "the host is not a text", pythonType: "TypeError")
        }
        switch items[1] {
        case .null: return (SMTPHandler.Server(host: host), items[0], items[1])
        case .int(let port) where (0...65_535).contains(port):
            return (SMTPHandler.Server(host: host, port: Int(port)), items[0], items[1])
        case .string(let text):
            guard let port = Int(text), (0...65_535).contains(port) else { fallthrough }
            return (SMTPHandler.Server(host: host, port: port), items[0], items[1])
        default:
            throw ArgumentError("mailhost", "the port is not a number from 0 to 65535", pythonType: "TypeError")
        }
    }

    private static func credentials(
        _ arguments: Arguments
    ) throws(ArgumentError) -> (value: SMTPHandler.Credentials?, shown: LogValue) {
        let value = arguments.value("credentials")
        guard case .array(let items)? = value else {
            // CPython takes no notice of anything that is not a pair.
            if arguments.compatibility != .python313, value != nil, value != .null {
                throw ArgumentError("credentials", "'credentials' is not [name, password]", pythonType: "TypeError")
            }
            return (nil, .null)
        }
        guard let pair = DeliveryArguments.pair(value) else {
            throw ArgumentError(
                "credentials",
                "'credentials' is not [name, password]",
                pythonMessage: items.count < 2
                    ? "not enough values to unpack (expected 2, got \(items.count))"
                    : "too many values to unpack (expected 2)"
            )
        }
        // CPython logs in when there is a name.
        guard DeliveryArguments.isTrue(items[0]) else { return (nil, items[0]) }
        return (SMTPHandler.Credentials(user: pair.first, password: pair.second), items[0])
    }

    private struct Security {
        var tls: TLSOptions?
        var shown: LogValue
        /// Why `starttls` fails in CPython.
        var failure: SinkError?
    }

    /// `secure`: an empty list, or the files of a key and a certificate; and `tls`.
    ///
    /// CPython 3.13 has kept the argument and lost what it was for: anything in the list is an error with each record.
    private static func security(_ arguments: Arguments) throws(ArgumentError) -> Security {
        let value = arguments.value("secure")
        let shown = value ?? .null
        let options = try TLSArguments.options(arguments)
        TLSArguments.review(options, arguments)
        guard let value, value != .null else { return Security(tls: options, shown: shown) }
        if arguments.compatibility == .python313 {
            return Security(tls: TLSOptions(), shown: shown, failure: pythonFailure(value))
        }
        var result = options ?? TLSOptions()
        switch value {
        case .bool(false): return Security(tls: options, shown: shown)
        case .bool(true): break
        case .string(let text) where text.isEmpty: break
        case .object(let object) where object.isEmpty: break
        case .array(let items):
            let files = items.compactMap { item -> String? in
                if case .string(let text) = item { text } else { nil }
            }
            guard files.count == items.count, files.count <= 2 else {
                throw ArgumentError("secure", "'secure' is neither [] nor [key file, certificate file]")
            }
            // A single file holds both.
            result.certificateFile = files.last ?? result.certificateFile
            if files.count == 2 { result.keyFile = files[0] }
        default: throw ArgumentError("secure", "'secure' is neither [] nor [key file, certificate file]")
        }
        return Security(tls: result, shown: shown)
    }

    private static func pythonFailure(_ value: LogValue) -> SinkError? {
        let count: Int
        switch value {
        case .array(let items): count = items.count
        case .object(let object): count = object.count
        case .string(let text): count = text.unicodeScalars.count
        default:
            let type =
                switch value {
                case .bool: "bool"
                case .double: "float"
                default: "int"
                }
            return failure("smtplib.SMTP.starttls() argument after * must be an iterable, not \(type)")
        }
        guard count > 0 else { return nil }
        return failure("SMTP.starttls() takes 1 positional argument but \(count + 1) were given")
    }

    private static func failure(_ text: String) -> SinkError {
        SinkError("secure", "the connection", problem: text, pythonType: "TypeError")
    }
}
#endif
