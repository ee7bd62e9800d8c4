internal import LogRuntime

/// `logging.StreamHandler`, and `logging.NullHandler`.
enum StreamHandlerClass {
    static let factory = named("logging.StreamHandler")

    /// The class under one of its names.
    static func named(_ name: String) -> HandlerFactory {
        HandlerFactory(
            className: name,
            call: CallSignature("StreamHandler.__init__", ["stream"]),
            attributes: ["terminator"]
        ) { arguments in
            let given = arguments.raw("stream")
            let shown: LogValue = given?.isNull == false ? given?.shown ?? .null : "stderr"
            let sink: any Sink
            do throws(ArgumentError) {
                sink = try arguments.optionalSink("stream") ?? StreamSink.standardError
            } catch {
                // CPython takes anything and fails with every record.
                guard arguments.compatibility == .python313 else { throw error }
                sink = RefusingSink(error)
            }
            return HandlerBlueprint(
                opening: { context in
                    SinkHandler(sink: sink, terminator: context.attribute("terminator", default: "\n"))
                },
                settings: { _, _ in ["stream": shown] }
            )
        }
    }

    /// `logging.NullHandler`.
    static let null = HandlerFactory(
        className: "logging.NullHandler",
        call: CallSignature("Handler.__init__", ["level"])
    ) { arguments in
        _ = arguments.raw("level")
        return HandlerBlueprint(opening: { _ in NullHandler() })
    }
}

/// Refuses every record: what CPython has in place of a stream when a configuration names something else.
private final class RefusingSink: Sink {
    private let error: SinkError

    init(_ error: ArgumentError) {
        self.error = SinkError("write", error.argument, problem: error.problem, pythonType: error.pythonType)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) { throw error }
    func flush() throws(SinkError) {}
    func close() {}
}
