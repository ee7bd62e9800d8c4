internal import LogRuntime

/// The arguments of a file handler that gathers lines; CPython has none of them.
struct BufferArguments: Sendable {
    /// The arguments' names.
    static let names = ["bufferSize", "flushInterval", "flushLevel"]

    /// How lines are gathered; `nil` writes each one at once.
    let buffering: FileBuffering?

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: the arguments.
    ///   - call: what CPython calls the function that does not know them.
    /// - Throws: ``ArgumentError`` for an argument that cannot be used.
    init(_ arguments: Arguments, call: String) throws {
        let given = BufferArguments.names.filter { arguments.contains($0) }
        if arguments.compatibility == .python313, let name = given.first {
            throw ArgumentError(
                name,
                "CPython has no argument '\(name)'",
                pythonType: "TypeError",
                pythonMessage: "\(call)() got an unexpected keyword argument '\(name)'"
            )
        }
        let size = try arguments.integer("bufferSize", default: 0)
        let interval = try arguments.optionalNumber("flushInterval")
        let flushLevel = try arguments.optionalLevel("flushLevel")
        guard size >= 0 else { throw ArgumentError("bufferSize", "\(size) is not a size in bytes") }
        if let interval, !(interval > 0 && interval.isFinite) {
            throw ArgumentError("flushInterval", "\(interval) is not a time in seconds")
        }
        guard size > 0 else {
            for name in given where name != "bufferSize" {
                arguments.doubt(
                    name,
                    .ignoredOptions,
                    "without 'bufferSize' each line is written at once",
                    hint: "set 'bufferSize' to a size in bytes"
                )
            }
            buffering = nil
            return
        }
        var buffering = FileBuffering(size: size)
        if let interval { buffering.interval = interval }
        if let flushLevel { buffering.flushLevel = flushLevel }
        self.buffering = buffering
    }

    /// The settings as descriptions show them; none for a handler that writes each line at once.
    var settings: LogObject {
        guard let buffering else { return LogObject() }
        return [
            "bufferSize": .int(Int64(buffering.size)),
            "flushInterval": .double(buffering.interval),
            "flushLevel": .string(LevelNames(compatibility: .python313).name(of: buffering.flushLevel)),
        ]
    }
}
