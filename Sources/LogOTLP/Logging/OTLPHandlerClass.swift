#if OTLP
internal import LogConfig
internal import LogRuntime

/// `opentelemetry.sdk._logs.LoggingHandler`, and our own name for it, `otlp.OTLPHandler`.
enum OTLPHandlerClass {
    /// The names of the class in configurations: the SDK's, its successor's, and ours.
    static let names = [
        "otlp.OTLPHandler", "opentelemetry.sdk._logs.LoggingHandler",
        "opentelemetry.instrumentation.logging.handler.LoggingHandler",
    ]

    /// The class under one of its names.
    static func factory(
        _ name: String,
        variables: @escaping @Sendable (String) -> String? = OptionReader.systemVariable
    ) -> HandlerFactory {
        let parameters = OTLPSettings.optionNames + ["service_name", "resource_attributes"]
        return HandlerFactory(className: name, call: CallSignature("OTLPHandler.__init__", [], keywordOnly: parameters))
        {
            arguments in
            let settings = try settings(arguments, variables: variables)
            return HandlerBlueprint(
                opening: { context in try open(settings, context) },
                settings: { _, _ in shown(settings) }
            )
        }
    }

    private static func settings(
        _ arguments: Arguments,
        variables: @escaping (String) -> String?
    ) throws -> OTLPSettings {
        var options = LogObject()
        for name in arguments.names { options[name] = arguments.value(name) ?? .null }
        var reader = OptionReader(options: options, variables: variables)
        var settings = OTLPSettings(reading: &reader)
        if let name = reader.text("service_name") { settings.serviceName = name }
        switch reader.value("resource_attributes") {
        case nil: break
        case .object(let object)?: for field in object.fields { settings.resourceAttributes[field.key] = field.value }
        default: reader.refuse("resource_attributes", "is not a mapping")
        }
        if let error = reader.errors.first {
            throw ArgumentError(error.name, error.isVariable ? error.text : error.problem, hint: error.hint)
        }
        return settings
    }

    private static func open(_ settings: OTLPSettings, _ context: HandlerContext) throws -> Handler {
        let thread = ExporterThread()
        var located = settings
        located.spoolDirectory = settings.spoolDirectory.map(context.environment.files.absolutePath(of:))
        return OTLPHandler(
            exporter: try OTLPExporter(
                settings: located,
                transport: try settings.makeTransport(in: context.environment, name: context.name, thread: thread),
                resource: OTLPResource.attributes(settings, serviceName: nil, instance: nil),
                name: context.name,
                status: context.status,
                thread: thread
            )
        )
    }

    /// The settings as descriptions show them, without secrets.
    private static func shown(_ settings: OTLPSettings) -> LogObject {
        [
            "protocol": .string(settings.transport.rawValue), "endpoint": .string(settings.endpoint.url),
            "timeout": .double(settings.timeout), "compression": settings.compresses ? "gzip" : "none",
            "max_queue_size": .int(Int64(settings.queueSize)),
            "max_export_batch_size": .int(Int64(settings.batchSize)),
            "schedule_delay": .double(settings.scheduleDelay),
            "spool_directory": settings.spoolDirectory.map { .string($0) } ?? .null,
        ]
    }
}

extension Registry {
    /// Makes the classes of this module known: `otlp.OTLPHandler` and OpenTelemetry's own names for its handler.
    ///
    /// ```swift
    /// var options = ConfigurationOptions()
    /// options.registry.addOTLPHandlers()
    /// try LoggerTree.shared.configure(contentsOf: "log_config.yaml", options: options)
    /// ```
    public mutating func addOTLPHandlers() {
        for name in OTLPHandlerClass.names { register(name, .handler(OTLPHandlerClass.factory(name))) }
    }
}
#endif
