public import LogRuntime
internal import YAMLTree

/// The arguments that a configuration gives to a class, read by name and type.
///
/// Every reading is remembered: a key that the class never asked for is an error with its place and the nearest name that
/// it did ask for. An argument that is absent or null takes the default.
///
/// Used by one thread, while the configuration is checked.
public final class Arguments {
    /// The class or factory, by the name that the configuration gives it.
    public let className: String
    /// Whose behaviour is wanted where CPython's is a defect.
    public let compatibility: Compatibility
    private let values: [(name: String, value: Value)]
    /// Attributes that are set once the object is there.
    private let attributes: [(name: String, value: Value)]
    private let outsideNodes: Set<ObjectIdentifier>
    /// The names that were asked for.
    private(set) var consumed: Set<String> = []
    /// Doubts about arguments that are taken all the same.
    private(set) var doubts: [(argument: String, code: DiagnosticCode, problem: String, hint: String?)] = []

    /// What a dotted name stands for, if it is registered.
    private let registered: @Sendable (String) -> RegistryEntry?
    /// What compresses old files, by name.
    let compressors: [String: any ArchiveCompressor]

    init(
        className: String,
        values: [(name: String, value: Value)],
        attributes: [(name: String, value: Value)] = [],
        outsideNodes: Set<ObjectIdentifier>,
        compatibility: Compatibility,
        compressors: [String: any ArchiveCompressor] = [:],
        registered: @escaping @Sendable (String) -> RegistryEntry? = { _ in nil }
    ) {
        self.registered = registered
        self.compressors = compressors
        self.className = className
        self.values = values
        self.attributes = attributes
        self.outsideNodes = outsideNodes
        self.compatibility = compatibility
    }

    /// The names of all arguments, in the order of the file.
    public var names: [String] { values.map(\.name) }

    /// The arguments that nobody has asked for.
    var unread: [String] { names.filter { !consumed.contains($0) } }

    /// Whether an argument is given, be it null.
    public func contains(_ name: String) -> Bool {
        consumed.insert(name)
        return values.contains { $0.name == name }
    }

    /// A text that must be given.
    ///
    /// - Throws: ``ArgumentError`` when it is absent or not a text.
    public func string(_ name: String) throws(ArgumentError) -> String {
        guard let text = try optionalString(name) else { throw missing(name) }
        return text
    }

    /// A text; `nil` when it is absent or null.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func optionalString(_ name: String) throws(ArgumentError) -> String? {
        guard let value = raw(name), !value.isNull else { return nil }
        guard let text = value.string ?? constant(value)?.text else { throw wrongType(name, "a text", value) }
        return text
    }

    /// A text, or a default when it is absent or null.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func string(_ name: String, default fallback: String) throws(ArgumentError) -> String {
        try optionalString(name) ?? fallback
    }

    /// An integer; `nil` when it is absent or null.
    ///
    /// A truth value counts as 1 or 0, as in Python.
    ///
    /// A text that holds a number is taken with a warning; from an environment variable, without one.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func optionalInteger(_ name: String) throws(ArgumentError) -> Int? {
        guard let value = raw(name), !value.isNull else { return nil }
        if let number = value.node?.integer ?? constant(value)?.integer { return number }
        if let text = value.string, let number = Int(text) {
            if !isFromOutside(value) {
                doubt(name, .numberAsText, "'\(text)' is a text, not a number", hint: "write \(number) without quotes")
            }
            return number
        }
        throw wrongType(name, "an integer", value)
    }

    /// An integer, or a default when it is absent or null.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func integer(_ name: String, default fallback: Int) throws(ArgumentError) -> Int {
        try optionalInteger(name) ?? fallback
    }

    /// An integer that must be given.
    ///
    /// - Throws: ``ArgumentError`` when it is absent or something else.
    public func integer(_ name: String) throws(ArgumentError) -> Int {
        guard let number = try optionalInteger(name) else { throw missing(name) }
        return number
    }

    /// A number with or without a fraction; `nil` when it is absent or null.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func optionalNumber(_ name: String) throws(ArgumentError) -> Double? {
        guard let value = raw(name), !value.isNull else { return nil }
        if case .float(let number) = value.node?.value { return number }
        return try optionalInteger(name).map(Double.init)
    }

    /// A truth value, or a default when it is absent or null; anything else counts as Python takes it.
    public func boolean(_ name: String, default fallback: Bool = false) -> Bool {
        guard let value = raw(name), !value.isNull else { return fallback }
        if isFromOutside(value), let text = value.string?.lowercased() {
            return !["", "0", "false", "no", "off"].contains(text)
        }
        if let text = value.string, ["false", "no", "off", "0"].contains(text.lowercased()) {
            doubt(
                name,
                .truthAsText,
                "the text '\(text)' is not empty and counts as true",
                hint: "write false without quotes"
            )
        }
        return value.isTrue
    }

    /// A list of texts; `nil` when it is absent or null.
    ///
    /// A single text is a list of one.
    ///
    /// - Throws: ``ArgumentError`` when it, or one of its items, is something else.
    public func optionalStrings(_ name: String) throws(ArgumentError) -> [String]? {
        guard let value = raw(name), !value.isNull else { return nil }
        if let text = value.string { return [text] }
        guard let items = value.node?.sequence else { throw wrongType(name, "a list of texts", value) }
        var texts: [String] = []
        for item in items {
            guard let text = item.string else { throw wrongType(name, "a list of texts", value) }
            texts.append(text)
        }
        return texts
    }

    /// A value of any type, in the form in which records carry values; `nil` when it is absent.
    public func value(_ name: String) -> LogValue? {
        guard let value = raw(name) else { return nil }
        return constant(value)?.value ?? value.shown
    }

    /// Named values; `nil` when they are absent or null.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func optionalObject(_ name: String) throws(ArgumentError) -> LogObject? {
        guard let value = raw(name), !value.isNull else { return nil }
        guard case .object(let object)? = value.node?.logValue else { throw wrongType(name, "a mapping", value) }
        return object
    }

    /// A place to write to, named by `ext://`; `nil` when it is absent or null.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    public func optionalSink(_ name: String) throws(ArgumentError) -> (any Sink)? {
        guard let value = raw(name), !value.isNull else { return nil }
        if case .object(.external(let object), _) = value.content, case .stream(let sink) = object.kind { return sink }
        if case .object(.external(let object), let shown) = value.content, case .input = object.kind {
            throw ArgumentError(
                name,
                "'\(shown)' is there to be read",
                hint: "write to ext://sys.stdout or ext://sys.stderr",
                pythonType: "io.UnsupportedOperation",
                pythonMessage: "not writable"
            )
        }
        var hint = "name one with 'ext://', such as ext://sys.stdout"
        if let text = value.string { hint = "did you mean 'ext://\(text)'?" }
        throw ArgumentError(
            name,
            "'\(value.node?.pythonStr ?? value.typeName)' is not a stream",
            hint: hint,
            pythonType: "AttributeError",
            pythonMessage: "'\(value.typeName)' object has no attribute 'write'"
        )
    }

    /// The argument as it stands, or the attribute that takes its place.
    func raw(_ name: String) -> Value? { attribute(name) ?? given(name) }

    /// The argument as it was when the object was made.
    func given(_ name: String) -> Value? {
        consumed.insert(name)
        return values.first { $0.name == name }?.value
    }

    /// What `.` sets an attribute to.
    func attribute(_ name: String) -> Value? { attributes.last { $0.name == name }?.value }

    /// What a dotted name stands for, if it is registered.
    func names(_ name: String) -> RegistryEntry? { registered(name) }

    /// Notes a doubt about an argument that is taken all the same.
    package func doubt(_ name: String, _ code: DiagnosticCode, _ problem: String, hint: String? = nil) {
        doubts.append((name, code, problem, hint))
    }

    /// An error about the type of an argument.
    func wrongType(_ name: String, _ wanted: String, _ value: Value) -> ArgumentError {
        let shown = SecretKeys.contains(name) ? "the value" : value.pythonRepr
        return ArgumentError(name, "\(shown) is not \(wanted)", pythonType: "TypeError")
    }

    private func missing(_ name: String) -> ArgumentError {
        var error = ArgumentError(
            name,
            "'\(name)' is missing",
            pythonType: "TypeError",
            pythonMessage: "\(className)() missing 1 required positional argument: '\(name)'"
        )
        error.isMissing = true
        return error
    }

    /// Whether an argument's text came from an environment variable, where numbers are texts.
    func isFromOutside(_ name: String) -> Bool {
        values.first { $0.name == name }.map { isFromOutside($0.value) } ?? false
    }

    private func isFromOutside(_ value: Value) -> Bool {
        value.node.map { outsideNodes.contains(ObjectIdentifier($0)) } ?? false
    }

    /// The value of a constant that `ext://` names.
    private func constant(_ value: Value) -> (value: LogValue, text: String?, integer: Int?)? {
        guard case .object(.external(let object), _) = value.content, case .value(let constant) = object.kind else {
            return nil
        }
        switch constant {
        case .string(let text): return (constant, text, nil)
        case .int(let number): return (constant, nil, Int(number))
        default: return (constant, nil, nil)
        }
    }
}
