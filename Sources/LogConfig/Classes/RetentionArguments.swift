internal import LogRuntime
internal import YAMLTree

/// The arguments of file handlers about permissions and about old files; CPython has none of them.
struct RetentionArguments: Sendable {
    /// The argument of every file handler.
    static let permissionNames = ["fileMode"]
    /// The arguments of handlers that put files aside.
    static let names = ["fileMode", "maxAge", "maxTotalSize", "compress"]

    /// Who may do what with new files; `nil` leaves it to the process' mask.
    let permissions: UInt32?
    /// For how long old files are kept.
    let retention: Retention
    /// What compresses old files; `nil` leaves them as they are.
    let compressor: (any ArchiveCompressor)?
    private let shown: LogObject

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: the arguments.
    ///   - call: what CPython calls the function that does not know them.
    /// - Throws: ``ArgumentError`` for an argument that cannot be used.
    init(_ arguments: Arguments, call: String) throws {
        let given = RetentionArguments.names.filter { arguments.contains($0) }
        if arguments.compatibility == .python313, let name = given.first {
            throw ArgumentError(
                name,
                "CPython has no argument '\(name)'",
                pythonType: "TypeError",
                pythonMessage: "\(call)() got an unexpected keyword argument '\(name)'"
            )
        }
        permissions = try RetentionArguments.permissions(arguments)
        let age = try RetentionArguments.limit("maxAge", .age, arguments)
        let size = try RetentionArguments.limit("maxTotalSize", .size, arguments)
        compressor = try CompressionArguments.compressor(arguments)
        retention = Retention(maximumAge: age, maximumTotalSize: size.map { Int($0) })
        var shown = LogObject()
        for name in given { shown[name] = arguments.value(name) ?? .null }
        self.shown = shown
    }

    /// The settings as descriptions show them: those that were given.
    func add(to object: inout LogObject) {
        for field in shown.fields { object[field.key] = field.value }
    }

    private static func permissions(_ arguments: Arguments) throws -> UInt32? {
        guard let value = arguments.raw("fileMode"), !value.isNull else { return nil }
        // YAML 1.1 reads 0640 as an octal number and 0o640 as a text.
        var number = value.node?.integer
        if let text = value.string {
            number = Int(text.hasPrefix("0o") ? String(text.dropFirst(2)) : text, radix: 8)
        }
        guard let number, (0...0o777).contains(number) else {
            throw ArgumentError("fileMode", "\(value.pythonRepr) is not a mode", hint: "write it as '0640'")
        }
        return UInt32(number)
    }

    /// Reads a number, or a text of a number and a unit.
    private static func limit(
        _ name: String,
        _ quantity: RetentionQuantity,
        _ arguments: Arguments
    ) throws -> Double? {
        guard let value = arguments.raw(name), !value.isNull else { return nil }
        var result: Double?
        if case .float(let number)? = value.node?.value {
            result = quantity.value(of: number)
        } else if let number = value.node?.integer {
            result = quantity.value(of: Double(number))
        } else if let text = value.string {
            result = quantity.value(of: text)
        }
        guard let result else {
            throw ArgumentError(name, "\(value.pythonRepr) is not a limit", hint: "write \(quantity.example)")
        }
        return result
    }
}
