internal import LogRuntime
internal import YAMLTree

/// `logging.handlers.SysLogHandler`.
package enum SysLogHandlerClass {
    /// Reads the argument `tls` and says how a network is made that obeys it; `nil` for the plain network.
    package typealias Security =
        @Sendable (_ arguments: Arguments) throws -> (@Sendable () throws -> any NetworkConnecting)?

    /// The class without TLS.
    static let factory = factory { arguments in
        guard let value = arguments.value("tls"), value != .null, value != .bool(false) else { return nil }
        throw ArgumentError(
            "tls",
            "TLS needs the product LogNetwork",
            hint: "read the file with ConfigurationOptions(registry: .network)"
        )
    }

    /// The class.
    ///
    /// - Parameter security: reads the argument `tls`.
    /// - Returns: the class.
    package static func factory(securedBy security: @escaping Security) -> HandlerFactory {
        HandlerFactory(
            className: "logging.handlers.SysLogHandler",
            call: CallSignature(
                "SysLogHandler.__init__",
                ["address", "facility", "socktype"],
                extensions: SysLogProtocolArguments.names + ["tls"]
            ),
            attributes: ["ident", "append_nul"]
        ) { arguments in
            let secureNetwork = try security(arguments)
            return try blueprint(arguments, secureNetwork)
        }
    }

    private static func blueprint(
        _ arguments: Arguments,
        _ secureNetwork: (@Sendable () throws -> any NetworkConnecting)?
    ) throws -> HandlerBlueprint {
        let address = try address(arguments)
        let facility = try facility(arguments)
        var transport = try transport(arguments)
        let settings = try SysLogProtocolArguments.settings(arguments)
        if secureNetwork != nil {
            guard !address.isUnix, transport.value != .datagram else {
                throw ArgumentError("tls", "TLS needs a host and a TCP connection")
            }
            transport = (.stream, "SOCK_STREAM")
        }
        return HandlerBlueprint(
            opening: { [transport] context in
                let isCaptured = !(context.environment.network is SystemNetwork)
                return try SysLogHandler(
                    name: context.name,
                    address: address.value,
                    facility: facility.value,
                    transport: transport.value,
                    identifier: context.attribute("ident", default: ""),
                    appendsNUL: context.flag("append_nul"),
                    settings: settings,
                    // In a rehearsal nothing leaves the machine.
                    network: isCaptured
                        ? context.environment.network : try secureNetwork?() ?? context.environment.network,
                    compatibility: context.compatibility
                )
            },
            settings: { [transport] handler, _ in
                let syslog = handler as? SysLogHandler
                return [
                    "address": address.shown,
                    "facility": facility.shown,
                    "facility_number": facility.number,
                    "socktype": transport.shown,
                    "unixsocket": .bool(address.isUnix),
                    "ident": .string(syslog?.identifier ?? ""),
                    "append_nul": .bool(syslog?.appendsNUL ?? true),
                ]
            }
        )
    }

    /// `address`: a path, or a host and a port.
    private static func address(
        _ arguments: Arguments
    ) throws -> (value: SysLogHandler.Address, shown: LogValue, isUnix: Bool) {
        guard let value = arguments.raw("address") else {
            return (.internet(host: "localhost", port: 514), ["localhost", 514], false)
        }
        if let path = value.string { return (.unix(path: path), .string(path), true) }
        guard let items = value.node?.sequence else {
            throw ArgumentError(
                "address",
                "\(value.pythonRepr) is neither a path nor [host, port]",
                pythonType: "TypeError",
                pythonMessage: "cannot unpack non-iterable \(value.typeName) object"
            )
        }
        guard items.count == 2 else {
            throw ArgumentError(
                "address",
                "\(value.pythonRepr) is not [host, port]",
                pythonMessage: items.count < 2
                    ? "not enough values to unpack (expected 2, got \(items.count))"
                    : "too many values to unpack (expected 2)"
            )
        }
        let port = items[1].integer ?? items[1].string.flatMap { Int($0) }
        guard let host = items[0].string, let port, (0...65_535).contains(port) else {
            throw ArgumentError(
                "address",
                "\(value.pythonRepr) is not [host, port]",
                hint: "the port is a number",
                pythonType: "socket.gaierror",
                pythonMessage: "[Errno -8] Servname not supported for ai_socktype"
            )
        }
        return (.internet(host: host, port: port), value.shown, false)
    }

    /// `facility`: a name or a number.
    private static func facility(
        _ arguments: Arguments
    ) throws -> (value: SysLogFacility, shown: LogValue, number: LogValue) {
        guard let value = arguments.raw("facility") else { return (.user, 1, 1) }
        if let name = value.string {
            let facility = SysLogFacility(name)
            // CPython finds out with the first record.
            if facility.code == nil, arguments.compatibility != .python313 {
                let known = SysLogFacility.named.sorted { $0.value < $1.value }.map(\.key)
                throw ArgumentError(
                    "facility",
                    "no syslog facility is named '\(name)'",
                    hint: EditDistance.suggestion(for: name, in: known)
                        ?? "facilities are \(known.joined(separator: ", "))",
                    pythonType: "KeyError",
                    pythonMessage: PythonText.repr(name)
                )
            }
            return (facility, .string(name), facility.code.map { .int(Int64($0)) } ?? .null)
        }
        let number: Int?
        do throws(ArgumentError) {
            number = try arguments.optionalInteger("facility")
        } catch {
            guard arguments.compatibility == .python313 else { throw error }
            number = nil
        }
        // CPython takes anything and finds out with the first record.
        guard let number = number ?? (arguments.compatibility == .python313 ? nil : 1) else {
            return (SysLogFacility(value.pythonRepr), value.shown, value.shown)
        }
        // A truth value is a number, and stays what it is.
        return (SysLogFacility(code: number), value.shown, value.shown)
    }

    /// `socktype`: `ext://socket.SOCK_DGRAM` or `ext://socket.SOCK_STREAM`.
    private static func transport(
        _ arguments: Arguments
    ) throws -> (value: SysLogHandler.Transport?, shown: LogValue) {
        switch try arguments.optionalInteger("socktype") {
        case nil: return (nil, "SOCK_DGRAM")
        case 1?: return (.stream, "SOCK_STREAM")
        case 2?: return (.datagram, "SOCK_DGRAM")
        case let number?:
            throw ArgumentError(
                "socktype",
                "\(number) is not a type of sockets for syslog",
                hint: "write ext://socket.SOCK_DGRAM or ext://socket.SOCK_STREAM",
                pythonType: "OSError",
                pythonMessage: "[Errno 94] Socket type not supported"
            )
        }
    }
}
