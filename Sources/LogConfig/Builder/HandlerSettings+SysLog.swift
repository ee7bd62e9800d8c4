public import LogRuntime

extension HandlerSettings {
    /// How syslog messages travel to a server.
    public enum SysLogConnection: Sendable, Hashable {
        /// Each by itself, by UDP (`socktype: ext://socket.SOCK_DGRAM`).
        case datagrams
        /// One after another, by TCP (`socktype: ext://socket.SOCK_STREAM`).
        case stream
        /// The same, encrypted (`tls`); it needs the library `LogNetwork`.
        case encrypted(TLSSettings)
    }

    /// Messages to syslog on this machine: `logging.handlers.SysLogHandler`.
    ///
    /// - Parameters:
    ///   - path: the socket.
    ///   - facility: the facility's name.
    ///   - messages: the form of messages.
    /// - Returns: the settings.
    public static func sysLog(
        socket path: String = "/dev/log",
        facility: String = "user",
        messages: SysLogProtocol = SysLogProtocol()
    ) -> HandlerSettings {
        var arguments: LogObject = ["address": .string(path), "facility": .string(facility)]
        messages.add(to: &arguments)
        return HandlerSettings("logging.handlers.SysLogHandler", arguments)
    }

    /// Messages to a syslog server: `logging.handlers.SysLogHandler`.
    ///
    /// - Parameters:
    ///   - host: the server.
    ///   - port: its port.
    ///   - facility: the facility's name.
    ///   - connection: how messages travel.
    ///   - messages: the form of messages.
    /// - Returns: the settings.
    public static func sysLog(
        host: String,
        port: Int = 514,
        facility: String = "user",
        connection: SysLogConnection = .datagrams,
        messages: SysLogProtocol = SysLogProtocol()
    ) -> HandlerSettings {
        var arguments: LogObject = [
            "address": [.string(host), .int(Int64(port))], "facility": .string(facility),
        ]
        if connection != .datagrams { arguments["socktype"] = "ext://socket.SOCK_STREAM" }
        messages.add(to: &arguments)
        if case .encrypted(let settings) = connection { arguments["tls"] = settings.documentValue }
        return HandlerSettings("logging.handlers.SysLogHandler", arguments)
    }

    /// Entries of systemd's journal: `logconfig.JournalHandler`.
    ///
    /// - Parameters:
    ///   - identifier: what `journalctl -t` looks for; `nil` for the program's name.
    ///   - fields: further fields of every entry, in capitals.
    ///   - facility: the facility of syslog; `nil` for none.
    ///   - path: where the journal listens.
    /// - Returns: the settings.
    public static func journal(
        identifier: String? = nil,
        fields: LogObject = LogObject(),
        facility: String? = nil,
        socket path: String = JournalHandler.standardSocket
    ) -> HandlerSettings {
        var arguments = LogObject()
        arguments.add("SYSLOG_IDENTIFIER", identifier)
        arguments.add("facility", facility)
        arguments.add("socket", path, unless: JournalHandler.standardSocket)
        for field in fields.fields { arguments[field.key] = field.value }
        return HandlerSettings("logconfig.JournalHandler", arguments)
    }
}

extension SysLogProtocol {
    /// Adds the keys.
    fileprivate func add(to arguments: inout LogObject) {
        let usual = SysLogProtocol()
        arguments.add("rfc", version.rawValue, unless: usual.version.rawValue)
        arguments.add("framing", framing?.rawValue)
        arguments.add("app_name", applicationName)
        arguments.add("hostname", hostName)
        arguments.add("procid", processIdentifier)
        arguments.add("msgid", messageIdentifier)
        arguments.add("sd_id", structuredDataIdentifier, unless: usual.structuredDataIdentifier)
        arguments.add("max_length", maximumLength.map { .int(Int64($0)) })
        arguments.add("spool", spoolLimit, unless: usual.spoolLimit)
        arguments.add("timeout", timeout, unless: usual.timeout)
    }
}
