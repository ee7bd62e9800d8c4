internal import LogRuntime
internal import YAMLTree

/// `logging.handlers.SocketHandler` and `logging.handlers.DatagramHandler`.
enum SocketHandlerClasses {
    static let stream = factory("SocketHandler") { context, host, port, closesOnError in
        SocketHandler(
            name: context.name,
            host: host,
            port: port,
            closesOnError: closesOnError,
            environment: context.environment,
            compatibility: context.compatibility
        )
    }

    static let datagram = factory("DatagramHandler") { context, host, port, closesOnError in
        DatagramHandler(
            name: context.name,
            host: host,
            port: port,
            closesOnError: closesOnError,
            environment: context.environment,
            compatibility: context.compatibility
        )
    }

    private static func factory(
        _ name: String,
        _ make: @escaping @Sendable (_ context: HandlerContext, _ host: String, _ port: Int?, _ closes: Bool) -> Handler
    ) -> HandlerFactory {
        HandlerFactory(
            className: "logging.handlers." + name,
            call: CallSignature(name + ".__init__", ["host", "port"], required: 2),
            attributes: ["closeOnError"]
        ) { arguments in
            let host = try host(arguments)
            let port = try port(arguments)
            let shown: (host: LogValue, port: LogValue) = (
                arguments.value("host") ?? .null, arguments.value("port") ?? .null
            )
            return HandlerBlueprint(
                opening: { context in
                    make(context, host, port, context.flag("closeOnError") ?? false)
                },
                settings: { handler, _ in
                    let closes =
                        (handler as? SocketHandler)?.closesOnError ?? (handler as? DatagramHandler)?.closesOnError
                    return ["host": shown.host, "port": shown.port, "closeOnError": .bool(closes ?? false)]
                }
            )
        }
    }

    /// `host`: a text; nothing is this machine, as for Python's `socket.create_connection`.
    private static func host(_ arguments: Arguments) throws(ArgumentError) -> String {
        do throws(ArgumentError) {
            return try arguments.optionalString("host") ?? "localhost"
        } catch {
            // CPython finds out with the first record.
            guard arguments.compatibility == .python313 else { throw error }
            return arguments.raw("host")?.node?.pythonStr ?? ""
        }
    }

    /// `port`: a number, or nothing for a socket in the file system.
    private static func port(_ arguments: Arguments) throws(ArgumentError) -> Int? {
        do throws(ArgumentError) {
            guard let port = try arguments.optionalInteger("port") else { return nil }
            guard (0...65_535).contains(port) else {
                throw ArgumentError(
                    "port",
                    "'\(port)' is not a port",
                    hint: "ports are numbers from 0 to 65535",
                    pythonType: "OverflowError",
                    pythonMessage: "connect(): port must be 0-65535."
                )
            }
            return port
        } catch {
            // CPython finds out with the first record; nobody listens at port 0.
            guard arguments.compatibility == .python313 else { throw error }
            return 0
        }
    }
}
