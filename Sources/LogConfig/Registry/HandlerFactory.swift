package import LogRuntime

/// A handler class: which arguments it takes and how a handler is made of them.
package struct HandlerFactory: Sendable {
    /// How a class refers to other handlers.
    package enum References: Sendable {
        /// Not at all.
        case none
        /// `target` names one, as for `MemoryHandler`.
        case target
        /// `handlers` names several, as for `QueueHandler`.
        case handlers
    }

    /// The class as descriptions show it.
    package var className: String
    /// The arguments that it takes.
    package var call: CallSignature
    /// How it refers to other handlers.
    package var references: References
    /// The names under `.` that mean something to it.
    package var attributes: Set<String>
    /// Whether it stands in for a class that is not known.
    package var isStandIn = false
    /// What tells it apart from another class of the same name.
    let identity = FactoryIdentity()
    /// The arguments described, where the class is not one of Python's.
    package var arguments: [ArgumentDescription] = []
    /// Reads the arguments; opens nothing.
    package var make: @Sendable (Arguments) throws -> HandlerBlueprint

    /// Creates a class.
    package init(
        className: String,
        call: CallSignature,
        references: References = .none,
        attributes: Set<String> = [],
        make: @escaping @Sendable (Arguments) throws -> HandlerBlueprint
    ) {
        self.className = className
        self.call = call
        self.references = references
        self.attributes = attributes
        self.make = make
    }

    /// The same class under another name, which takes any argument and ignores those that it does not know.
    package func standIn(for name: String) -> HandlerFactory {
        var factory = self
        let known = Set(call.names)
        factory.className = name
        factory.isStandIn = true
        factory.call = CallSignature(
            call.name,
            call.parameters,
            required: call.required,
            keywordOnly: call.keywordOnly,
            extensions: call.extensions,
            takesAnything: true
        )
        let make = make
        factory.make = { arguments in
            let blueprint = try make(arguments)
            for name in arguments.names where !known.contains(name) { _ = arguments.contains(name) }
            return blueprint
        }
        return factory
    }
}

/// A handler that is known to the last argument and not yet opened.
package struct HandlerBlueprint: Sendable {
    /// What a handler does with a file.
    package struct FileUse: Sendable {
        /// The name as configured.
        package var filename: String
        /// The mode in Python's letters.
        package var mode: String
        /// Whether the file is opened by the first record only.
        package var delay: Bool
        /// Whether the file is rolled over.
        package var isRotating: Bool

        /// Creates a description.
        package init(filename: String, mode: String, delay: Bool, isRotating: Bool) {
            self.filename = filename
            self.mode = mode
            self.delay = delay
            self.isRotating = isRotating
        }
    }

    /// Opens what the handler needs and makes it.
    package var open: Registry.HandlerOpening
    /// The class's own settings as descriptions show them; the handler is `nil` when nothing was opened.
    package var settings: @Sendable (_ handler: Handler?, _ files: FileNaming) -> LogObject
    /// The file that it writes.
    package var file: FileUse?
    /// A doubt about an argument that is taken all the same.
    typealias Doubt = (argument: String, code: DiagnosticCode, problem: String, hint: String?)

    /// When the file is rolled over by the clock, in a zone; `nil` for handlers that do no such thing.
    package var schedule: (@Sendable (_ zone: LogTimeZone) throws -> RolloverSchedule)?
    /// What ends the names of files that were put aside and compressed; `nil` where none is.
    package var compressedSuffix: String?
    /// Which of its old files it keeps; `nil` for handlers that put none aside.
    package var archiveRules: (@Sendable (_ zone: LogTimeZone, _ compatibility: Compatibility) throws -> ArchiveRules)?
    /// The names of handlers that must be there before it.
    package var references: [String] = []
    /// What it was made of.
    var provenance: Provenance?
    /// Doubts about combinations of arguments.
    var doubts: [Doubt] = []

    /// Creates a blueprint.
    package init(
        opening: @escaping Registry.HandlerOpening,
        file: FileUse? = nil,
        settings: @escaping @Sendable (_ handler: Handler?, _ files: FileNaming) -> LogObject = { _, _ in LogObject() }
    ) {
        self.open = opening
        self.file = file
        self.settings = settings
    }
}
