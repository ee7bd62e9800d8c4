internal import LogConfig
internal import LogRuntime

extension Registry {
    /// Classes that reach out by libraries of their own and not through the tree's world.
    private static let outgoing: Set<String> = [
        "logging.handlers.HTTPHandler", "logging.handlers.SMTPHandler", "otlp.OTLPHandler",
    ]

    /// The same names, with everything that leads out of the process leading into memory.
    ///
    /// Arguments are read and judged by the classes themselves.
    func rehearsing(
        standardOutput: MemoryStream,
        standardError: MemoryStream,
        network: MemoryNetwork
    ) -> Registry {
        var result = self
        for name in names {
            guard case .handler(var factory)? = self[name] else { continue }
            let make = factory.make
            let isOutgoing = Registry.outgoing.contains(name)
            let canBeSecured = name == "logging.handlers.SysLogHandler"
            factory.make = { arguments in
                var blueprint = try make(arguments)
                let open = blueprint.open
                if isOutgoing || canBeSecured && arguments.names.contains("tls") {
                    blueprint.open = { _ in SendingStandIn(for: name, network: network) }
                } else {
                    blueprint.open = { context in
                        let handler = try open(context)
                        // Others than the plain class write as they see fit, and only to a terminal otherwise than a sink's.
                        guard type(of: handler) == SinkHandler.self || type(of: handler) == StreamHandler.self,
                            let writing = handler as? SinkHandler, let stream = writing.sink as? StreamSink
                        else { return handler }
                        return SinkHandler(
                            sink: stream === StreamSink.standardOutput ? standardOutput : standardError,
                            terminator: String(decoding: writing.terminator, as: UTF8.self)
                        )
                    }
                }
                return blueprint
            }
            result.register(name, .handler(factory))
        }
        return result
    }
}
