/// Writes records to a file, and notices when the file is moved away, as `logrotate` does.
///
/// Source: CPython `logging.handlers.WatchedFileHandler`.
///
/// ## Configuration keys
/// - `filename` (string, required): the file; the path becomes absolute when the handler is made. A missing directory is an
///   error.
/// - `mode` (string, default `a`): as for Python's `open`: `a` appends, `w` empties the file first, `x` insists on making it.
/// - `encoding` (string, default UTF-8): any of Python's names for the Unicode encodings, ASCII, Latin-1 and `cp1252`.
/// - `delay` (boolean, default false): whether the file is opened by the first record.
/// - `errors` (string, default `strict`): what happens to characters that the encoding lacks: `strict`, `ignore`, `replace`,
///   `backslashreplace`, `xmlcharrefreplace`, `namereplace`.
/// - `fileMode` (octal, such as `"0640"`, default by the process' mask): the permissions of a new file. Not a key of CPython's.
public final class WatchedFileHandler: SinkHandler, @unchecked Sendable /* no state beyond the sink's */ {
    /// Creates a handler, and opens its file unless `delay` is set.
    ///
    /// - Parameters:
    ///   - filename: the file; a relative name starts at the working directory.
    ///   - mode: as for Python's `open`.
    ///   - encoding: any of Python's names; `nil` for UTF-8.
    ///   - delay: whether the file is opened by the first record.
    ///   - errors: what happens to characters that the encoding lacks; `nil` for `strict`.
    ///   - environment: how file names become paths.
    ///   - compatibility: whose behaviour the handler has.
    ///   - permissions: who may do what with a new file, such as `0o640` (`fileMode`); `nil` leaves it to the process' mask.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    ///   - terminator: what ends each record.
    /// - Throws: ``SinkError`` when the file cannot be opened, or mode or encoding do not exist.
    public convenience init(
        filename: String,
        mode: String = "a",
        encoding: String? = nil,
        delay: Bool = false,
        errors: String? = nil,
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        permissions: UInt32? = nil,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil,
        terminator: String = "\n"
    ) throws(SinkError) {
        let settings = FileSettings(
            filename: filename,
            mode: mode,
            encoding: encoding,
            delay: delay,
            errors: errors,
            environment: environment,
            compatibility: compatibility,
            permissions: permissions
        )
        self.init(sink: try WatchedFileSink(settings), level: level, formatter: formatter, terminator: terminator)
    }

    package override func makeSuccessor() -> Handler? { WatchedFileHandler(sink: sink, terminator: terminatorString) }
}
