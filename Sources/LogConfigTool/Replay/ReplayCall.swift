import LogRuntime

/// One line of a replay script: a log call.
struct ReplayCall {
    /// The logger's name.
    var logger: String
    /// The level, by name or number.
    var level: LogValue
    /// The message: text, or an object for a structured one.
    var message: LogValue
    /// What is merged into the message.
    var arguments: LogArguments?
    /// The caller's own attributes.
    var extra: LogObject
    /// When the call is made, in seconds since the epoch; sets the clock.
    var created: Double?
    /// The text of an exception.
    var exceptionText: String?
    /// The text of a stack.
    var stackText: String?

    private static let keys = ["logger", "level", "msg", "args", "extra", "created", "exc", "stack"]

    /// Reads a call.
    ///
    /// - Parameter line: a JSON object.
    /// - Throws: ``ReplayScriptError`` when it is not a call.
    init(line: UnsafeRawBufferPointer) throws(ReplayScriptError) {
        let value: LogValue
        do throws(JSONError) {
            var reader = JSONReader(line, acceptsNonFinite: true)
            value = try reader.readDocument()
        } catch {
            throw ReplayScriptError(error.problem, column: error.column)
        }
        guard case .object(let object) = value else { throw ReplayScriptError("a call is a JSON object") }
        if let stranger = object.fields.first(where: { !ReplayCall.keys.contains($0.key) }) {
            let known = ReplayCall.keys.map { "'\($0)'" }.joined(separator: ", ")
            throw ReplayScriptError("a call has no key '\(stranger.key)'; expected \(known)")
        }
        guard case .string(let logger) = object["logger"] else { throw ReplayScriptError("'logger' must be a string") }
        guard let level = object["level"] else { throw ReplayScriptError("'level' is missing") }
        guard let message = object["msg"] else { throw ReplayScriptError("'msg' is missing") }
        self.logger = logger
        self.level = level
        self.message = message
        arguments = try ReplayCall.arguments(object["args"])
        switch object["extra"] {
        case nil, .null?: extra = LogObject()
        case .object(let fields)?: extra = fields
        default: throw ReplayScriptError("'extra' must be an object")
        }
        created = try ReplayCall.time(object["created"])
        exceptionText = try ReplayCall.text(object["exc"], key: "exc")
        stackText = try ReplayCall.text(object["stack"], key: "stack")
    }

    /// Python's rule: a single mapping that is not empty is what names are looked up in.
    ///
    /// Source: CPython `LogRecord.__init__`.
    private static func arguments(_ value: LogValue?) throws(ReplayScriptError) -> LogArguments? {
        switch value {
        case nil, .null?: return nil
        case .array(let elements)?:
            if elements.isEmpty { return nil }
            if elements.count == 1, case .object(let object) = elements[0], !object.isEmpty { return .mapping(object) }
            return .positional(elements)
        case .object(let object)?:
            return object.isEmpty ? .positional([.object(object)]) : .mapping(object)
        default: throw ReplayScriptError("'args' must be an array or an object")
        }
    }

    private static func time(_ value: LogValue?) throws(ReplayScriptError) -> Double? {
        switch value {
        case nil, .null?: return nil
        case .int(let seconds)?: return Double(seconds)
        case .double(let seconds)?: return seconds
        default: throw ReplayScriptError("'created' must be a number of seconds")
        }
    }

    private static func text(_ value: LogValue?, key: String) throws(ReplayScriptError) -> String? {
        switch value {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw ReplayScriptError("'\(key)' must be a string")
        }
    }
}

/// Why a line of a script is not a call.
struct ReplayScriptError: Error {
    /// What is wrong.
    let problem: String
    /// Where in the line, by characters from 1.
    let column: Int

    init(_ problem: String, column: Int = 1) {
        self.problem = problem
        self.column = column
    }
}
