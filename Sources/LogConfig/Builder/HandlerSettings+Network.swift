public import LogRuntime

extension HandlerSettings {
    /// A name and a password; the latter best as a reference, such as `env://SMTP_PASSWORD`.
    public struct Login: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The password.
        public var password: String

        /// A name and a password.
        public init(name: String, password: String) {
            self.name = name
            self.password = password
        }

        fileprivate var documentValue: LogValue { .texts([name, password]) }
    }

    /// Records to a receiver of Python's, by TCP: `logging.handlers.SocketHandler`.
    ///
    /// - Parameters:
    ///   - host: the receiver; the path of a socket without a port.
    ///   - port: its port; `nil` for a socket of the file system.
    /// - Returns: the settings.
    public static func socket(host: String, port: Int?) -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.SocketHandler",
            ["host": .string(host), "port": port.map { .int(Int64($0)) } ?? .null]
        )
    }

    /// Records to a receiver of Python's, by UDP: `logging.handlers.DatagramHandler`.
    ///
    /// - Parameters:
    ///   - host: the receiver; the path of a socket without a port.
    ///   - port: its port; `nil` for a socket of the file system.
    /// - Returns: the settings.
    public static func datagrams(host: String, port: Int?) -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.DatagramHandler",
            ["host": .string(host), "port": port.map { .int(Int64($0)) } ?? .null]
        )
    }

    /// Requests to a web server: `logging.handlers.HTTPHandler`, which is in the library `LogNetwork`.
    ///
    /// - Parameters:
    ///   - host: the server, with its port if that is not the usual one.
    ///   - url: the path on the server.
    ///   - method: `GET` or `POST`.
    ///   - tls: how the connection is encrypted; `nil` for not at all.
    ///   - login: the name and password that are sent.
    ///   - allowsPlainLogin: whether they may be sent without encryption (`insecure_credentials`).
    ///   - delivery: how requests wait and are tried again.
    /// - Returns: the settings.
    public static func http(
        host: String,
        url: String,
        method: String = "GET",
        tls: TLSSettings? = nil,
        login: Login? = nil,
        allowsPlainLogin: Bool = false,
        delivery: DeliveryOptions = DeliveryOptions()
    ) -> HandlerSettings {
        var arguments: LogObject = ["host": .string(host), "url": .string(url)]
        arguments.add("method", method, unless: "GET")
        if let tls {
            arguments["secure"] = true
            if tls != TLSSettings() { arguments["tls"] = tls.documentValue }
        }
        arguments.add("credentials", login?.documentValue)
        arguments.add("insecure_credentials", allowsPlainLogin, unless: false)
        delivery.add(to: &arguments)
        return HandlerSettings("logging.handlers.HTTPHandler", arguments)
    }

    /// Mails: `logging.handlers.SMTPHandler`, which is in the library `LogNetwork`.
    ///
    /// - Parameters:
    ///   - server: the mail server.
    ///   - port: its port.
    ///   - sender: who sends.
    ///   - receivers: who gets the mails.
    ///   - subject: the subject.
    ///   - login: the name and password.
    ///   - tls: how the conversation is encrypted, by STARTTLS; `nil` for not at all.
    ///   - digest: how many seconds mails are apart at least; records in between share the next one.
    ///   - delivery: how mails wait and are tried again.
    /// - Returns: the settings.
    public static func mail(
        server: String,
        port: Int = 25,
        from sender: String,
        to receivers: [String],
        subject: String,
        login: Login? = nil,
        tls: TLSSettings? = nil,
        digest: Double = 0,
        delivery: DeliveryOptions = DeliveryOptions()
    ) -> HandlerSettings {
        var arguments: LogObject = [
            "mailhost": [.string(server), .int(Int64(port))], "fromaddr": .string(sender), "toaddrs": .texts(receivers),
            "subject": .string(subject),
        ]
        arguments.add("credentials", login?.documentValue)
        if let tls {
            arguments[tls == TLSSettings() ? "secure" : "tls"] = tls == TLSSettings() ? [] : tls.documentValue
        }
        arguments.add("digest", digest, unless: 0)
        delivery.add(to: &arguments)
        return HandlerSettings("logging.handlers.SMTPHandler", arguments)
    }

    /// Maps of MessagePack to Fluentd, Fluent Bit or Vector: `logconfig.FluentHandler`.
    ///
    /// - Parameters:
    ///   - tag: what receivers route by.
    ///   - options: the receiver, and how records travel.
    /// - Returns: the settings.
    public static func fluent(tag: String, options: FluentOptions = FluentOptions()) -> HandlerSettings {
        let usual = FluentOptions()
        var arguments: LogObject = ["tag": .string(tag)]
        switch options.address {
        case .internet(let host, let port):
            arguments.add("host", host, unless: "localhost")
            arguments.add("port", port, unless: 24224)
        case .unix(let path): arguments["host"] = .string("unix://" + path)
        }
        arguments.add("timeout", options.timeout, unless: usual.timeout)
        arguments.add("bufmax", options.bufferLimit, unless: usual.bufferLimit)
        arguments.add("policy", options.policy.rawValue, unless: usual.policy.rawValue)
        arguments.add("nanosecond_precision", options.hasNanoseconds, unless: usual.hasNanoseconds)
        if options.usesSingleFloats { arguments["msgpack_kwargs"] = ["use_single_float": true] }
        arguments.add("ack", options.awaitsAcknowledgement, unless: usual.awaitsAcknowledgement)
        arguments.add("ack_timeout", options.acknowledgementTimeout, unless: usual.acknowledgementTimeout)
        arguments.add("drain_limit", options.drainLimit, unless: usual.drainLimit)
        return HandlerSettings("logconfig.FluentHandler", arguments)
    }

    /// OpenTelemetry's protocol: `otlp.OTLPHandler`, which is in the library `LogOTLP`.
    ///
    /// - Parameter options: the collector, and how records travel.
    /// - Returns: the settings.
    public static func otlp(_ options: OTLPOptions = OTLPOptions()) -> HandlerSettings {
        HandlerSettings("otlp.OTLPHandler", options.keys)
    }
}
