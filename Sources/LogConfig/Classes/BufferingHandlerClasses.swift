internal import LogRuntime
internal import YAMLTree

/// `logging.handlers.BufferingHandler`, and those that hand records to other handlers: `MemoryHandler` and `QueueHandler`.
enum BufferingHandlerClasses {
    /// `logging.handlers.BufferingHandler`.
    static let buffering = HandlerFactory(
        className: "logging.handlers.BufferingHandler",
        call: CallSignature("BufferingHandler.__init__", ["capacity"], required: 1),
        attributes: ["capacity"]
    ) { arguments in
        let shownCapacity = arguments.value("capacity") ?? .null
        let capacity = try arguments.integer("capacity")
        arguments.doubt(
            "capacity",
            .ignoredOptions,
            "the records of a 'BufferingHandler' are never written",
            hint: "use logging.handlers.MemoryHandler with a 'target'"
        )
        return HandlerBlueprint(
            opening: { _ in BufferingHandler(capacity: capacity) },
            settings: { _, _ in ["capacity": shownCapacity] }
        )
    }

    /// `logging.handlers.MemoryHandler`.
    static let memory = HandlerFactory(
        className: "logging.handlers.MemoryHandler",
        call: CallSignature(
            "MemoryHandler.__init__",
            ["capacity", "flushLevel", "target", "flushOnClose"],
            required: 1
        ),
        references: .target,
        attributes: ["capacity", "flushLevel", "flushOnClose"]
    ) { arguments in
        let shownCapacity = arguments.value("capacity") ?? .null
        let capacity = try capacity(arguments)
        let flushLevel = Level(rawValue: try arguments.integer("flushLevel", default: Level.error.rawValue))
        let target = arguments.raw("target")?.node?.pythonStr
        if target == nil {
            arguments.doubt("target", .ignoredOptions, "without 'target' the records are never written")
        }
        var shownLevel = LevelNames(compatibility: .python313).name(of: flushLevel)
        if case .bool(true)? = arguments.raw("flushLevel")?.node?.value { shownLevel = "Level True" }
        let flushes = arguments.boolean("flushOnClose", default: true)
        let shownFlushes = arguments.value("flushOnClose") ?? true
        return HandlerBlueprint(
            opening: { context in
                MemoryHandler(
                    capacity: capacity,
                    flushLevel: flushLevel,
                    target: target.flatMap { context.handlers[$0] },
                    flushesOnClose: flushes
                )
            },
            settings: { [shownLevel] _, _ in
                [
                    "capacity": shownCapacity,
                    "flushLevel": .string(shownLevel),
                    "flushOnClose": shownFlushes,
                    "target": target.map { .string($0) } ?? .null,
                ]
            }
        )
    }

    /// `capacity`: CPython compares the number of records with it, so that a fraction counts as the next whole number.
    private static func capacity(_ arguments: Arguments) throws(ArgumentError) -> Int {
        if case .float(let number)? = arguments.raw("capacity")?.node?.value, number.isFinite, abs(number) < 1e15 {
            return Int(number.rounded(.up))
        }
        do throws(ArgumentError) {
            return try arguments.integer("capacity")
        } catch {
            // CPython finds out with the first record.
            guard arguments.compatibility == .python313, !error.isMissing || arguments.contains("capacity") else {
                throw error
            }
            return 0
        }
    }

    /// `logging.handlers.QueueHandler`.
    ///
    /// The listener runs from the first record on, save in CPython's way, where nobody starts it.
    static let queue = HandlerFactory(
        className: "logging.handlers.QueueHandler",
        call: CallSignature(
            "QueueHandler.__init__",
            ["queue"],
            keywordOnly: ["listener", "handlers", "respect_handler_level"]
        ),
        references: .handlers
    ) { arguments in
        let queue = try QueueArguments.queue(arguments)
        let listener = try QueueArguments.listener(arguments)
        let names = arguments.raw("handlers")?.node.map { node -> [String] in
            if let mapping = node.mapping { return mapping.entries.map(\.key.pythonStr) }
            return node.sequence?.map(\.pythonStr) ?? node.string?.map(String.init) ?? []
        }
        let respects = arguments.boolean("respect_handler_level")
        let shownRespects = arguments.value("respect_handler_level") ?? false
        return HandlerBlueprint(
            opening: { context in
                QueueHandler(
                    handlers: (names ?? []).compactMap { context.handlers[$0] },
                    capacity: queue.capacity,
                    respectsHandlerLevel: respects,
                    compatibility: context.compatibility
                )
            },
            settings: { _, _ in
                [
                    "queue": queue.shown,
                    "listener": .string(listener),
                    "handlers": .array((names ?? []).map { .string($0) }),
                    "respect_handler_level": shownRespects,
                ]
            }
        )
    }
}

/// The arguments of a queue handler, with CPython's errors.
enum QueueArguments {
    /// `queue`: a name, `{(): name, maxsize: …}`, or nothing.
    static func queue(_ arguments: Arguments) throws -> (capacity: Int, shown: LogValue) {
        guard let value = arguments.raw("queue") else { return (0, "object queue.Queue") }
        if let name = value.string { return (0, .string("object " + (try known(name, "queue", arguments)))) }
        if let mapping = value.node?.mapping, let factory = mapping["()"] {
            let written = try name(factory, "queue")
            // CPython does not follow references here.
            let isPython = arguments.compatibility == .python313
            let name = try known(isPython ? written : written.replacing("ext://", with: ""), "queue", arguments)
            try checkKeys(of: mapping)
            return (max(0, mapping["maxsize"]?.integer ?? 0), .string("object " + name))
        }
        if case .object(.external(let object), let name) = value.content, case .type = object.kind,
            name.hasPrefix("queue.")
        {
            // The class itself has all the methods of a queue.
            let isPython = arguments.compatibility == .python313
            return (0, .string((isPython ? "class " : "object ") + name))
        }
        throw ArgumentError(
            "queue",
            "\(value.pythonRepr) is not a queue",
            hint: "leave it out, or write {(): queue.Queue, maxsize: 1000}",
            pythonType: "TypeError",
            pythonMessage: "Invalid queue specifier \(value.pythonRepr)"
        )
    }

    /// The dotted name under `()`.
    private static func name(_ node: Node, _ argument: String) throws(ArgumentError) -> String {
        if let name = node.string { return name }
        throw ArgumentError(
            argument,
            "\(node.pythonRepr) is not a dotted name",
            pythonType: "AttributeError",
            pythonMessage: "'\(node.value.pythonTypeName)' object has no attribute 'split'"
        )
    }

    /// Refuses what a queue does not take.
    private static func checkKeys(of mapping: YAMLMapping) throws(ArgumentError) {
        for (node, _) in mapping.entries where node.string != "." && node.string != "()" {
            guard let key = node.string else {
                throw ArgumentError(
                    "queue",
                    "the name of an argument is a text, not \(node.pythonRepr)",
                    pythonType: "TypeError",
                    pythonMessage: "expected string or bytes-like object, got '\(node.value.pythonTypeName)'"
                )
            }
            guard !Planner.isIdentifier(key) else { continue }
            throw ArgumentError(
                "queue",
                "'\(key)' cannot be the name of an argument",
                pythonMessage: "Not a valid Python identifier: \(PythonText.repr(key))"
            )
        }
        for key in mapping.entries.map(\.key.pythonStr) where !["()", ".", "maxsize"].contains(key) {
            let hint = EditDistance.suggestion(for: key, in: ["maxsize"])
            let suggestion = hint == nil ? "" : ". Did you mean 'maxsize'?"
            throw ArgumentError(
                "queue",
                "a queue has no argument '\(key)'",
                hint: hint,
                pythonType: "TypeError",
                pythonMessage: "Queue.__init__() got an unexpected keyword argument '\(key)'\(suggestion)"
            )
        }
    }

    /// `listener`: CPython's only one.
    static func listener(_ arguments: Arguments) throws -> String {
        guard let value = arguments.raw("listener") else { return "logging.handlers.QueueListener" }
        if let name = value.string { return try known(name, "listener", arguments) }
        if case .object(_, let name) = value.content { return try known(name, "listener", arguments) }
        if let factory = value.node?.mapping?["()"] {
            return try known(try name(factory, "listener"), "listener", arguments)
        }
        throw ArgumentError(
            "listener",
            "\(value.pythonRepr) is not a listener",
            hint: "leave it out, or write logging.handlers.QueueListener",
            pythonType: "TypeError",
            pythonMessage: "Invalid listener specifier \(value.pythonRepr)"
        )
    }

    /// A name that means a queue or a listener of Python's.
    private static func known(_ name: String, _ argument: String, _ arguments: Arguments) throws -> String {
        let names =
            argument == "queue"
            ? ["queue.Queue", "queue.SimpleQueue", "queue.LifoQueue", "queue.PriorityQueue", "multiprocessing.Queue"]
            : ["logging.handlers.QueueListener"]
        if names.contains(name) { return name }
        let hint = EditDistance.suggestion(for: name, in: names) ?? "choose \(names[0])"
        // Something else that exists is no queue and no listener: CPython finds out by what it is.
        if let found = arguments.names(name) {
            let invalid = "Invalid \(argument) specifier \(PythonText.repr(name))"
            throw ArgumentError(
                argument,
                "'\(name)' is not a \(argument)",
                hint: hint,
                pythonType: "TypeError",
                pythonMessage: found.isCallable && argument == "queue" ? "'\(name)' is not a queue" : invalid
            )
        }
        let (type, message, context) = PythonModules.importFailure(of: name)
        var error = ArgumentError(
            argument,
            "no \(argument) is named '\(name)'",
            hint: hint,
            pythonType: type == "ModuleNotFoundError" ? "ValueError" : type,
            pythonMessage: type == "ModuleNotFoundError"
                ? "Cannot resolve \(PythonText.repr(name)): \(message)" : message
        )
        if type == "ModuleNotFoundError" {
            error.causes = [LoggingConfigurationError.Link(type: type, message: message)]
            if let context {
                error.causes.append(LoggingConfigurationError.Link(type: "AttributeError", message: context))
            }
        }
        throw error
    }
}
