import LogConfig
import LogRuntime

/// What takes the place of classes that a configuration names and that nobody has here.
///
/// A formatter formats as usual, with nothing for attributes that are missing. A filter lets everything pass. A handler or a
/// stream records its text in the report; a handler whose base is known behaves like that one. Names of Python's own library,
/// and of the packages that the registry serves, are never replaced.
struct StandIns: Sendable {
    /// Takes what handlers and streams record.
    let log: ReplayLog

    /// Packages that the registry serves itself.
    private static let served: Set = ["uvicorn", "pythonjsonlogger", "colorlog"]

    /// What stands in for a name.
    ///
    /// - Parameters:
    ///   - role: what the name is wanted for.
    ///   - name: the name as written.
    /// - Returns: the stand-in; `nil` when the name gets none.
    func entry(for role: Registry.Role, named name: String) -> RegistryEntry? {
        guard StandIns.isReplaceable(name) else { return nil }
        switch role {
        case .formatter: return .formatter(formatter(for: name))
        case .filter: return .filter(filter(for: name))
        case .handler: return handler(for: name)
        case .stream:
            let sink = StandInStream(log: log)
            return .external(.stream(sink, shown: .string("stand-in " + name)))
        case .object: return .external(.opaque(shown: .string("object " + name)))
        }
    }

    /// Whether a name is dotted, made of identifiers, and of a package that is nobody's here.
    private static func isReplaceable(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, let package = parts.first else { return false }
        guard !PythonModules.isStandardLibrary(package), !served.contains(String(package)) else { return false }
        return parts.allSatisfy { part in
            guard let first = part.unicodeScalars.first else { return false }
            return (first == "_" || first.properties.isXIDStart)
                && part.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
        }
    }

    private func formatter(for name: String) -> FormatterFactory {
        var factory = FormatterFactory(
            className: name,
            call: CallSignature(
                "Formatter.__init__",
                ["fmt", "datefmt", "style", "validate"],
                keywordOnly: ["defaults"],
                takesAnything: true
            )
        ) { arguments in
            let text = StandIns.text("fmt", of: arguments) ?? StandIns.text("format", of: arguments)
            let style = StandIns.text("style", of: arguments).flatMap { try? FormatStyle(symbol: $0) } ?? .percent
            var defaults = StandIns.blanks(for: text ?? "")
            for field in try arguments.optionalObject("defaults")?.fields ?? [] { defaults[field.key] = field.value }
            let formatter = try TextFormatter(
                format: text,
                dateFormat: StandIns.text("datefmt", of: arguments),
                style: style,
                validate: false,
                defaults: defaults
            )
            for name in arguments.names { _ = arguments.contains(name) }
            return FormatterBlueprint(
                formatter: formatter,
                settings: [
                    "fmt": .string(formatter.format), "datefmt": formatter.dateFormat.map { .string($0) } ?? .null,
                    "style": .string(style.rawValue),
                ]
            )
        }
        factory.isStandIn = true
        return factory
    }

    /// An argument that is a text that is not empty.
    private static func text(_ name: String, of arguments: Arguments) -> String? {
        guard case .string(let text)? = arguments.value(name), !text.isEmpty else { return nil }
        return text
    }

    /// The empty text for every name in a format that is not an attribute of all records.
    private static func blanks(for format: String) -> LogObject {
        var result = LogObject()
        var name = ""
        func finish() {
            if !name.isEmpty, RecordField(attribute: name) == nil { result[name] = "" }
            name = ""
        }
        for character in format {
            if character.isLetter || character.isNumber || character == "_" {
                name.append(character)
            } else {
                finish()
            }
        }
        finish()
        return result
    }

    private func filter(for name: String) -> FilterFactory {
        var factory = FilterFactory(className: name, call: .anything) { arguments in
            for name in arguments.names { _ = arguments.contains(name) }
            return StandInFilter()
        }
        factory.isStandIn = true
        return factory
    }

    private func handler(for name: String) -> RegistryEntry? {
        if let base = StandIns.bases[name] {
            let entry = Registry.tool[base]
            guard case .handler(let factory)? = entry else { return entry }
            return .handler(factory.standIn(for: name))
        }
        let log = log
        var factory = HandlerFactory(className: name, call: .anything) { arguments in
            for name in arguments.names { _ = arguments.contains(name) }
            return HandlerBlueprint(opening: { _ in StandInHandler(log: log) })
        }
        factory.isStandIn = true
        return .handler(factory)
    }
}

/// Lets everything pass.
private final class StandInFilter: Filter {
    func filter(_ record: inout LogRecord) -> Bool { true }
}

/// Records the formatted text of each record in the report.
private final class StandInHandler: Handler, @unchecked Sendable /* constant */ {
    private let log: ReplayLog

    init(log: ReplayLog) {
        self.log = log
        super.init()
    }

    override func emit(_ record: inout LogRecord) throws {
        var buffer = ByteBuffer()
        try format(record, into: &buffer)
        log.capture("stand-in", handler: displayName, ["data": .string(buffer.string())])
    }
}

/// Records what is written to it in the report.
private final class StandInStream: Sink {
    private let log: ReplayLog

    init(log: ReplayLog) {
        self.log = log
    }

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        log.capture("stand-in stream", handler: nil, ["data": .string(String(backslashReplacing: bytes))])
    }

    func flush() throws(SinkError) {}
    func close() {}
}
