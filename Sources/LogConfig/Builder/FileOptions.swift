internal import LogRuntime

/// How a handler of a ``ConfigurationDocument`` opens its file.
public struct FileOptions: Sendable, Hashable {
    /// Whether what is there stays (`mode: a`); files that roll over by time always append.
    public var appends: Bool
    /// Whether the file is made with the first record (`delay`).
    public var delays: Bool
    /// The encoding of the text, by Python's name; `nil` for UTF-8.
    public var encoding: String?
    /// What becomes of characters that the encoding does not have (`errors`): `strict`, `replace`, `backslashreplace`, ….
    public var encodingErrors: String?
    /// The permissions of a new file (`fileMode`), such as `0o640`; `nil` leaves them to the process's mask.
    public var permissions: Int?

    /// Creates options.
    ///
    /// - Parameters:
    ///   - appends: whether what is there stays.
    ///   - delays: whether the file is made with the first record.
    ///   - encoding: the encoding of the text.
    ///   - encodingErrors: what becomes of characters that the encoding does not have.
    ///   - permissions: the permissions of a new file.
    public init(
        appends: Bool = true,
        delays: Bool = false,
        encoding: String? = nil,
        encodingErrors: String? = nil,
        permissions: Int? = nil
    ) {
        self.appends = appends
        self.delays = delays
        self.encoding = encoding
        self.encodingErrors = encodingErrors
        self.permissions = permissions
    }

    /// Adds the keys.
    func add(to arguments: inout LogObject) {
        if !appends { arguments["mode"] = "w" }
        arguments.add("delay", delays, unless: false)
        arguments.add("encoding", encoding)
        arguments.add("errors", encodingErrors)
        // As a text: YAML 1.1 and 1.2 disagree about octal numbers.
        arguments.add("fileMode", permissions.map { "0" + String($0, radix: 8) })
    }
}
