internal import LogRuntime

/// The arguments that all handlers of files share, with CPython's errors.
struct FileArguments: Sendable {
    let filename: String
    let mode: String
    let encoding: String?
    let errors: String?
    let delay: Bool
    /// `mode` as given.
    private let shownMode: LogValue
    private let shownEncoding: LogValue
    private let shownErrors: LogValue
    private let shownDelay: LogValue

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: the arguments.
    ///   - forcedMode: the mode, where the class does not leave it to the configuration.
    ///   - forcedErrors: what happens to characters that the encoding lacks, where the class has another argument for it.
    ///   - alwaysDelays: whether the class opens its file with the first record, whatever the configuration says.
    /// - Throws: ``ArgumentError`` for an argument that cannot be used.
    init(
        _ arguments: Arguments,
        forcedMode: String? = nil,
        forcedErrors: String? = nil,
        alwaysDelays: Bool = false
    ) throws {
        guard let name = arguments.raw("filename"), let filename = name.string else {
            let value = arguments.raw("filename")
            // Python shows the type without its module here.
            let type = value?.typeName.split(separator: ".").last.map(String.init) ?? "NoneType"
            throw ArgumentError(
                "filename",
                value?.isNull ?? true
                    ? "the name of the file is empty" : "\(value?.pythonRepr ?? "") is not a file name",
                pythonType: "TypeError",
                pythonMessage: "expected str, bytes or os.PathLike object, not \(type)"
            )
        }
        self.filename = filename
        let modeValue = arguments.raw("mode")
        shownMode = forcedMode.map { .string($0) } ?? modeValue?.shown ?? "a"
        if let forcedMode {
            mode = forcedMode
        } else if let modeValue {
            guard let text = modeValue.string else {
                throw ArgumentError(
                    "mode",
                    "\(modeValue.pythonRepr) is not a mode",
                    pythonType: "TypeError",
                    pythonMessage: "argument of type '\(modeValue.typeName)' is not iterable"
                )
            }
            mode = text
        } else {
            mode = "a"
        }
        encoding = try FileArguments.text("encoding", of: arguments)
        errors = try forcedErrors ?? FileArguments.text("errors", of: arguments)
        delay = arguments.boolean("delay") || alwaysDelays
        // CPython settles on the locale's encoding, here UTF-8, when none is given.
        let isBinary = mode.contains("b")
        shownEncoding = encoding == nil ? isBinary ? .null : "utf-8" : arguments.value("encoding") ?? .null
        shownErrors = forcedErrors.map { .string($0) } ?? (errors == nil ? .null : arguments.value("errors") ?? .null)
        shownDelay = alwaysDelays ? true : arguments.value("delay") ?? false
        // CPython finds out with the first record.
        if !delay || alwaysDelays { try check(arguments) }
    }

    private static func text(_ name: String, of arguments: Arguments) throws -> String? {
        guard let value = arguments.raw(name), !value.isNull else { return nil }
        guard let text = value.string else {
            // A file that is opened by the first record is refused then.
            if arguments.compatibility == .python313, arguments.boolean("delay") { return value.pythonRepr }
            throw ArgumentError(
                name,
                "\(value.pythonRepr) is not the name of an \(name == "errors" ? "error handler" : "encoding")",
                pythonType: "TypeError",
                pythonMessage: "open() argument '\(name)' must be str or None, not \(value.typeName)"
            )
        }
        return text
    }

    /// Finds mistakes in mode and encoding before anything is opened.
    private func check(_ arguments: Arguments) throws {
        do throws(SinkError) {
            let sharesEnd = arguments.compatibility != .python313
            _ = try FileMode(mode, place: filename, sharesEnd: sharesEnd)
        } catch {
            throw ArgumentError(
                "mode",
                error.problem,
                hint: "the usual modes are 'a' and 'w'",
                pythonType: error.pythonType,
                pythonMessage: error.pythonMessage
            )
        }
        do throws(SinkError) {
            _ = try TextEncoding(encoding, errors: errors, place: filename)
        } catch {
            throw ArgumentError(
                error.problem.contains("error handler") ? "errors" : "encoding",
                error.problem,
                pythonType: error.pythonType,
                pythonMessage: error.pythonMessage
            )
        }
    }

    /// What the handler does with the file.
    func use(isRotating: Bool = false) -> HandlerBlueprint.FileUse {
        HandlerBlueprint.FileUse(filename: filename, mode: mode, delay: delay, isRotating: isRotating)
    }

    /// The settings as descriptions show them.
    func settings(_ handler: Handler?, _ files: FileNaming) -> LogObject {
        var object: LogObject = [
            "baseFilename": .string(RelativePath.of(files.absolutePath(of: filename), from: files.currentDirectory)),
            "mode": shownMode,
            "encoding": shownEncoding,
            "errors": shownErrors,
            "delay": shownDelay,
        ]
        if let handler = handler as? SinkHandler { object["open"] = .bool(handler.isFileOpen) }
        return object
    }
}

/// Paths as seen from a directory.
enum RelativePath {
    /// Source: CPython `os.path.relpath`.
    static func of(_ path: String, from directory: String) -> String {
        let target = path.split(separator: "/")
        let start = directory.split(separator: "/")
        let common = zip(target, start).prefix { $0 == $1 }.count
        let parts = Array(repeating: "..", count: start.count - common) + target[common...]
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
}
