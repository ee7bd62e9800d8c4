internal import LogRuntime

/// `fluent.handler.FluentHandler`, `fluent.asynchandler.FluentHandler` and `fluent.handler.FluentRecordFormatter`.
///
/// Source: fluent-logger 0.11.1.
enum FluentClasses {
    /// The names and what they stand for.
    static let entries: [(name: String, entry: RegistryEntry)] = [
        ("logconfig.FluentHandler", .handler(handler("logconfig.FluentHandler"))),
        ("fluent.handler.FluentHandler", .handler(handler("fluent.handler.FluentHandler"))),
        (
            "fluent.asynchandler.FluentHandler",
            .handler(
                handler(
                    "fluent.asynchandler.FluentHandler",
                    further: ["queue_maxsize", "queue_circular", "queue_overflow_handler"]
                )
            )
        ),
        ("fluent.handler.FluentRecordFormatter", .formatter(formatter)),
    ]

    // MARK: The handler

    private static let extensions = ["ack", "ack_timeout", "policy", "drain_limit"]

    private static func handler(_ name: String, further: [String] = []) -> HandlerFactory {
        var factory = HandlerFactory(
            className: name,
            call: CallSignature(
                "FluentHandler.__init__",
                [
                    "tag", "host", "port", "timeout", "verbose", "buffer_overflow_handler", "msgpack_kwargs",
                    "nanosecond_precision",
                ],
                required: 1,
                keywordOnly: ["bufmax", "forward_packet_error"] + further,
                extensions: extensions
            )
        ) { arguments in
            let tag = try arguments.string("tag")
            var options = FluentOptions()
            options.address = try address(arguments)
            options.timeout = try seconds("timeout", arguments) ?? options.timeout
            options.bufferLimit = try arguments.integer("bufmax", default: options.bufferLimit)
            guard options.bufferLimit > 0 else {
                throw ArgumentError("bufmax", "'\(options.bufferLimit)' is no size of a buffer in bytes")
            }
            options.hasNanoseconds = arguments.boolean("nanosecond_precision")
            options.usesSingleFloats = try usesSingleFloats(arguments)
            // The queue of the asynchronous class blocks the call when it is full, unless it is circular.
            if !further.isEmpty, !arguments.boolean("queue_circular") { options.policy = .block }
            options.policy = try policy(arguments) ?? options.policy
            options.awaitsAcknowledgement = arguments.boolean("ack")
            options.acknowledgementTimeout =
                try seconds("ack_timeout", arguments) ?? options.acknowledgementTimeout
            options.drainLimit = try seconds("drain_limit", arguments) ?? options.drainLimit
            noteWithoutEffect(arguments)
            return HandlerBlueprint(
                opening: { [options] context in
                    FluentHandler(
                        name: context.name,
                        tag: tag,
                        options: options,
                        environment: context.environment,
                        compatibility: context.compatibility
                    )
                },
                settings: { [options] _, _ in settings(tag, options) }
            )
        }
        let own = further.isEmpty ? [] : queueDescriptions
        factory.arguments = descriptions.filter { common in !own.contains { $0.name == common.name } } + own
        return factory
    }

    private static func settings(_ tag: String, _ options: FluentOptions) -> LogObject {
        var settings: LogObject = ["tag": .string(tag)]
        switch options.address {
        case .internet(let host, let port):
            settings["host"] = .string(host)
            settings["port"] = .int(Int64(port))
        case .unix(let path): settings["host"] = .string("unix://" + path)
        }
        settings["timeout"] = .double(options.timeout)
        settings["bufmax"] = .int(Int64(options.bufferLimit))
        settings["policy"] = .string(options.policy.rawValue)
        settings["nanosecond_precision"] = .bool(options.hasNanoseconds)
        settings["ack"] = .bool(options.awaitsAcknowledgement)
        if options.awaitsAcknowledgement { settings["ack_timeout"] = .double(options.acknowledgementTimeout) }
        settings["drain_limit"] = .double(options.drainLimit)
        return settings
    }

    /// `host` and `port`.
    private static func address(_ arguments: Arguments) throws -> FluentOptions.Address {
        let host = try arguments.string("host", default: "localhost")
        let port = try arguments.integer("port", default: 24224)
        if host.hasPrefix("unix://") { return .unix(path: String(host.dropFirst(7))) }
        guard (0...65_535).contains(port) else {
            throw ArgumentError("port", "'\(port)' is not a port", hint: "ports are numbers from 0 to 65535")
        }
        return .internet(host: host, port: port)
    }

    private static let packerOptions = [
        "autoreset", "buf_size", "datetime", "default", "strict_types", "unicode_errors", "use_bin_type",
        "use_single_float",
    ]

    /// `msgpack_kwargs`: of what the packer of Python's can be told, one thing matters for values of a record.
    private static func usesSingleFloats(_ arguments: Arguments) throws -> Bool {
        guard let given = try arguments.optionalObject("msgpack_kwargs") else { return false }
        for field in given.fields where !packerOptions.contains(field.key) {
            throw ArgumentError(
                "msgpack_kwargs",
                "the packer has no option '\(field.key)'",
                hint: EditDistance.suggestion(for: field.key, in: packerOptions),
                pythonType: "TypeError"
            )
        }
        return given["use_single_float"] == .bool(true)
    }

    private static func policy(_ arguments: Arguments) throws -> FluentOptions.Policy? {
        guard let name = try arguments.optionalString("policy") else { return nil }
        if let policy = FluentOptions.Policy(rawValue: name) { return policy }
        let known = FluentOptions.Policy.allCases.map(\.rawValue)
        throw ArgumentError(
            "policy",
            "'\(name)' is no policy",
            hint: EditDistance.suggestion(for: name, in: known) ?? "choose one of \(known.joined(separator: ", "))"
        )
    }

    private static func seconds(_ name: String, _ arguments: Arguments) throws -> Double? {
        guard let number = try arguments.optionalNumber(name) else { return nil }
        guard number >= 0, number.isFinite else { throw ArgumentError(name, "'\(number)' is no number of seconds") }
        return number
    }

    /// Notes arguments that have no effect here.
    private static func noteWithoutEffect(_ arguments: Arguments) {
        if arguments.boolean("verbose") {
            arguments.doubt(
                "verbose",
                .ignoredOptions,
                "'verbose' has no effect here",
                hint: "a second handler, logging.StreamHandler, shows what is sent"
            )
        }
        for name in ["buffer_overflow_handler", "queue_overflow_handler"] {
            guard let value = arguments.raw(name), !value.isNull else { continue }
            arguments.doubt(
                name,
                .ignoredOptions,
                "'\(name)' names code and has no effect here",
                hint: "what does not fit into the buffer is counted and reported"
            )
        }
        if let value = arguments.raw("queue_maxsize"), !value.isNull {
            arguments.doubt(
                "queue_maxsize",
                .ignoredOptions,
                "'queue_maxsize' has no effect here",
                hint: "'bufmax' says how many bytes of records may wait"
            )
        }
        // Whatever a record holds can be packed, so that nothing is sent in its place.
        _ = arguments.raw("forward_packet_error")
    }

    private static let descriptions: [ArgumentDescription] = [
        ArgumentDescription("tag", .text, "What receivers route by.", isRequired: true),
        ArgumentDescription(
            "host",
            .text,
            "The receiver, or unix:// and a socket's path.",
            default: "localhost"
        ),
        ArgumentDescription("port", .integer, "The receiver's port.", default: 24224),
        ArgumentDescription(
            "timeout",
            .number,
            "How many seconds connecting may take, and a call that waits for room.",
            default: 3.0
        ),
        ArgumentDescription("verbose", .boolean, "Has no effect here.", default: false),
        ArgumentDescription("buffer_overflow_handler", .anything, "Names code, and has no effect here."),
        ArgumentDescription("msgpack_kwargs", .mapping, "use_single_float sends numbers with 32 bits."),
        ArgumentDescription("nanosecond_precision", .boolean, "Whether times have nanoseconds.", default: false),
        ArgumentDescription("bufmax", .integer, "How many bytes of records may wait.", default: 1_048_576),
        ArgumentDescription("forward_packet_error", .boolean, "Has no effect here.", default: true),
        ArgumentDescription(
            "ack",
            .boolean,
            "Whether the receiver confirms what it has got, and the rest is sent again.",
            default: false
        ),
        ArgumentDescription("ack_timeout", .number, "How many seconds it may take to do so.", default: 30.0),
        ArgumentDescription(
            "policy",
            .choice(FluentOptions.Policy.allCases.map(\.rawValue)),
            "What becomes of records when the buffer is full.",
            default: "drop_oldest"
        ),
        ArgumentDescription(
            "drain_limit",
            .number,
            "How many seconds flushing, closing and the end of the process may take.",
            default: 5.0
        ),
    ]

    private static let queueDescriptions: [ArgumentDescription] = [
        ArgumentDescription(
            "policy",
            .choice(FluentOptions.Policy.allCases.map(\.rawValue)),
            "What becomes of records when the buffer is full; it goes before 'queue_circular'.",
            default: "block"
        ),
        ArgumentDescription("queue_maxsize", .integer, "Has no effect here: 'bufmax' limits the buffer."),
        ArgumentDescription(
            "queue_circular",
            .boolean,
            "Whether the oldest records go when the buffer is full; else the call waits.",
            default: false
        ),
        ArgumentDescription("queue_overflow_handler", .anything, "Names code, and has no effect here."),
    ]

    // MARK: The formatter

    private static let formatter: FormatterFactory = {
        var factory = FormatterFactory(
            className: "fluent.handler.FluentRecordFormatter",
            call: CallSignature(
                "FluentRecordFormatter.__init__",
                ["fmt", "datefmt", "style", "fill_missing_fmt_key", "format_json", "exclude_attrs"]
            )
        ) { arguments in
            let style = try FormatArguments.style(arguments)
            let excluded = try arguments.optionalStrings("exclude_attrs")
            let format = try format(arguments)
            let formatter = try FluentRecordFormatter(
                format: format,
                dateFormat: try FormatArguments.dateFormat(arguments),
                style: style,
                fillsMissing: arguments.boolean("fill_missing_fmt_key"),
                readsJSON: arguments.boolean("format_json", default: true),
                excluding: excluded
            )
            var shown = LogObject()
            for (key, text) in format { shown[key] = .string(text) }
            return FormatterBlueprint(
                formatter: formatter,
                settings: [
                    "fmt": .object(shown), "datefmt": arguments.value("datefmt") ?? .null,
                    "style": .string(style.rawValue),
                ]
            )
        }
        factory.arguments = [
            ArgumentDescription("fmt", .mapping, "Format strings by key; 'format' is the same."),
            ArgumentDescription("datefmt", .text, "How %(asctime)s shows a time: a pattern of strftime."),
            ArgumentDescription(
                "style",
                .choice(["%", "{", "$"]),
                "The language of the format strings.",
                default: "%"
            ),
            ArgumentDescription(
                "fill_missing_fmt_key",
                .boolean,
                "Whether a key whose attributes a record lacks is null.",
                default: false
            ),
            ArgumentDescription(
                "format_json",
                .boolean,
                "Whether a message that is a JSON object is taken apart.",
                default: true
            ),
            ArgumentDescription(
                "exclude_attrs",
                .texts,
                "All attributes but these are sent; without it, 'fmt' says which ones are."
            ),
        ]
        return factory
    }()

    /// `fmt`: format strings by key.
    private static func format(_ arguments: Arguments) throws -> [(key: String, format: String)] {
        var format: [(key: String, format: String)] = []
        for field in try arguments.optionalObject("fmt")?.fields ?? [] {
            guard case .string(let text) = field.value else {
                throw ArgumentError(
                    "fmt",
                    "the format of '\(field.key)' is not a text",
                    pythonType: "TypeError"
                )
            }
            format.append((field.key, text))
        }
        return format
    }
}
