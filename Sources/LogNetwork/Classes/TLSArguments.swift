#if Network
internal import LogRuntime

/// The argument `tls` of handlers.
enum TLSArguments {
    private static let names = ["cafile", "certfile", "keyfile", "server_hostname", "verify"]

    /// Reads `tls`: a mapping, or a truth value.
    ///
    /// - Returns: how the connection is secured; `nil` when it is not.
    /// - Throws: ``ArgumentError``.
    static func options(_ arguments: Arguments) throws(ArgumentError) -> TLSOptions? {
        switch arguments.value("tls") {
        case nil, .null?, .bool(false)?: return nil
        case .bool(true)?: return TLSOptions()
        case .object(let object)?: return try options(object)
        default:
            throw ArgumentError(
                "tls",
                "'tls' is neither a mapping nor a truth value",
                hint: "write tls: {cafile: ca.pem}"
            )
        }
    }

    private static func options(_ object: LogObject) throws(ArgumentError) -> TLSOptions {
        var options = TLSOptions()
        for field in object.fields {
            switch field.key {
            case "cafile": options.authorityFile = try path(field)
            case "certfile": options.certificateFile = try path(field)
            case "keyfile": options.keyFile = try path(field)
            case "server_hostname": options.serverName = try path(field)
            case "verify":
                guard case .bool(let verifies) = field.value else {
                    throw ArgumentError("tls", "'verify' is true or false")
                }
                options.verifies = verifies
            default:
                throw ArgumentError(
                    "tls",
                    "'tls' has no key '\(field.key)'",
                    hint: "keys are \(names.joined(separator: ", "))"
                )
            }
        }
        if options.keyFile != nil, options.certificateFile == nil {
            throw ArgumentError("tls", "'keyfile' needs 'certfile'")
        }
        return options
    }

    private static func path(_ field: LogObject.Field) throws(ArgumentError) -> String? {
        switch field.value {
        case .null: nil
        case .string(let text): text
        default: throw ArgumentError("tls", "'\(field.key)' is not a text")
        }
    }

    /// Says that a connection would go unverified.
    static func review(_ options: TLSOptions?, _ arguments: Arguments) {
        guard options?.verifies == false else { return }
        arguments.doubt(
            "tls",
            .insecureConnection,
            "the server's certificate is not verified: anybody can be the server",
            hint: "name the authority with 'cafile'"
        )
    }

    /// Reads `tls` for a handler of the engine.
    ///
    /// - Returns: makes the network through which the handler connects; `nil` when it is the plain one.
    /// - Throws: ``ArgumentError``.
    static func network(_ arguments: Arguments) throws -> (@Sendable () throws -> any NetworkConnecting)? {
        guard let options = try options(arguments) else { return nil }
        review(options, arguments)
        return { try SecureNetwork(options) }
    }
}
#endif
