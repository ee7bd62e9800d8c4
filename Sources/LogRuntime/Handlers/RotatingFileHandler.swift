/// Writes records to a file and starts a new one when the size limit would be passed.
///
/// `app.log` → `app.log.1` → … → `app.log.5`, the oldest removed. Several processes can log to the same file.
/// Source: CPython `logging.handlers.RotatingFileHandler`.
///
/// ## Configuration keys
/// - `filename` (string, required): path of the current file; a missing directory is an error.
/// - `mode` (string, default `a`): as for Python's `open`; with `maxBytes` it is always `a`.
/// - `maxBytes` (integer, bytes, default 0 = never): a record with which the file would reach this size goes to the next file.
/// - `backupCount` (integer, default 0): number of old files kept; with 0 the file is never rolled over.
/// - `encoding`, `delay`, `errors`: as for ``FileHandler``.
/// - `fileMode` (octal, such as `"0640"`, default by the process' mask): the permissions of a new file. Not a key of CPython's.
/// - `maxAge` (seconds, or a text such as `14d`), `maxTotalSize` (bytes, or a text such as `500MB`): archives are removed that
///   are older, or that make the log's files take more together. Not keys of CPython's.
/// - `compress` (string, default none): `gzip` or `zstd` compresses old files in the background, `app.log.1.gz`. Needs the
///   product LogCompression. Not a key of CPython's.
public final class RotatingFileHandler: SinkHandler, @unchecked Sendable /* no state beyond the sink's */ {
    /// Creates a handler, and opens its file unless `delay` is set.
    ///
    /// - Parameters:
    ///   - filename: the file; a relative name starts at the working directory.
    ///   - mode: as for Python's `open`.
    ///   - maximumSize: the size that a file stays below (`maxBytes`), in bytes; 0 for no limit.
    ///   - backupCount: how many old files are kept.
    ///   - encoding: any of Python's names; `nil` for UTF-8.
    ///   - delay: whether the file is opened by the first record.
    ///   - errors: what happens to characters that the encoding lacks; `nil` for `strict`.
    ///   - environment: how file names become paths.
    ///   - compatibility: whose behaviour the handler has.
    ///   - permissions: who may do what with a new file, such as `0o640` (`fileMode`); `nil` leaves it to the process' mask.
    ///   - retention: for how long old files are kept, beside their number (`maxAge`, `maxTotalSize`).
    ///   - compressor: what compresses old files (`compress`), in the background; `nil` leaves them as they are.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    ///   - terminator: what ends each record.
    /// - Throws: ``SinkError`` when the file cannot be opened, or mode or encoding do not exist.
    public convenience init(
        filename: String,
        mode: String = "a",
        maximumSize: Int = 0,
        backupCount: Int = 0,
        encoding: String? = nil,
        delay: Bool = false,
        errors: String? = nil,
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        permissions: UInt32? = nil,
        retention: Retention = Retention(),
        compressor: (any ArchiveCompressor)? = nil,
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
        let sink = try RotatingFileSink(
            settings,
            maximumSize: maximumSize,
            backupCount: backupCount,
            retention: retention,
            compressor: compressor
        )
        self.init(rotating: sink, level: level, formatter: formatter, terminator: terminator)
    }

    /// Creates a handler on a sink that exists already.
    ///
    /// - Parameters:
    ///   - sink: where the lines go; what it reports from now on is reported by this handler.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    ///   - terminator: what ends each record.
    public convenience init(
        rotating sink: RotatingFileSink,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil,
        terminator: String = "\n"
    ) {
        self.init(sink: sink, level: level, formatter: formatter, terminator: terminator)
        takeCharge()
    }

    /// The file's sink, with its limits.
    public var rotatingSink: RotatingFileSink? { sink as? RotatingFileSink }

    package override func makeSuccessor() -> Handler? { RotatingFileHandler(sink: sink, terminator: terminatorString) }

    package override func takeCharge() {
        rotatingSink?.setTroubleHook { [weak self] in self?.report($0, isLoss: false) }
    }
}
