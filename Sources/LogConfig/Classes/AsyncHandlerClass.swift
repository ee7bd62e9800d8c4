internal import LogRuntime
internal import YAMLTree

/// `logconfig.AsyncHandler`: a class of this library's own, which CPython does not have.
enum AsyncHandlerClass {
    /// The class.
    static let factory = HandlerFactory(
        className: "logconfig.AsyncHandler",
        call: CallSignature(
            "AsyncHandler.__init__",
            ["handlers"],
            required: 1,
            keywordOnly: [
                "capacity", "policy", "timeout", "drain_limit", "report_interval", "respect_handler_level", "journal",
            ]
        ),
        references: .handlers
    ) { arguments in
        let names = try handlerNames(arguments)
        let options = try options(arguments)
        if options.journal != nil, names.count != 1 {
            throw ArgumentError("journal", "a journal needs exactly one handler behind the queue, not \(names.count)")
        }
        return HandlerBlueprint(
            opening: { context in
                try AsyncHandler(
                    handlers: names.compactMap { context.handlers[$0] },
                    options: options,
                    environment: context.environment
                )
            },
            settings: { _, _ in
                [
                    "handlers": .array(names.map { .string($0) }),
                    "capacity": .int(Int64(options.capacity)),
                    "policy": .string(options.policy.rawValue),
                    "timeout": .double(options.timeout),
                    "drain_limit": .double(options.drainLimit),
                    "report_interval": .double(options.reportInterval),
                    "respect_handler_level": .bool(options.respectsHandlerLevel),
                    "journal": options.journal.map { .string($0) } ?? .null,
                ]
            }
        )
    }

    /// `handlers`: at least one name.
    private static func handlerNames(_ arguments: Arguments) throws -> [String] {
        let node = arguments.raw("handlers")?.node
        let names = node?.sequence?.map(\.pythonStr) ?? []
        if names.isEmpty {
            throw ArgumentError("handlers", "no handler is behind the queue", hint: "list one, as in [file]")
        }
        return names
    }

    private static func options(_ arguments: Arguments) throws -> AsyncOptions {
        var options = AsyncOptions()
        options.capacity = try arguments.integer("capacity", default: options.capacity)
        if options.capacity < 1 {
            throw ArgumentError("capacity", "'\(options.capacity)' is no size of a queue in bytes")
        }
        options.policy = try policy(arguments) ?? options.policy
        options.timeout = try seconds("timeout", arguments) ?? options.timeout
        options.drainLimit = try seconds("drain_limit", arguments) ?? options.drainLimit
        options.reportInterval = try seconds("report_interval", arguments) ?? options.reportInterval
        options.respectsHandlerLevel = arguments.boolean("respect_handler_level", default: options.respectsHandlerLevel)
        options.journal = try arguments.optionalString("journal")
        return options
    }

    private static func policy(_ arguments: Arguments) throws -> BackPressure? {
        guard let name = try arguments.optionalString("policy") else { return nil }
        if let policy = BackPressure(rawValue: name) { return policy }
        let known = BackPressure.allCases.map(\.rawValue)
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
}
