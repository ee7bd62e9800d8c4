/// Writes records to a file and starts a new one at set times.
///
/// `app.log` is put aside as `app.log.2024-06-01`. Several processes can log to the same file.
/// Source: CPython `logging.handlers.TimedRotatingFileHandler`.
///
/// ## Configuration keys
/// - `filename` (string, required): path of the current file; a missing directory is an error.
/// - `when` (string, default `h`): `S`, `M`, `H`, `D`, `MIDNIGHT` or `W0` (Monday) to `W6`, in any case.
/// - `interval` (number, default 1): how many of these units a file lasts.
/// - `backupCount` (integer, default 0 = all): number of old files kept.
/// - `utc` (boolean, default false): whether times are UTC, not local.
/// - `atTime` (time, default none): the time of the day for `MIDNIGHT` and `W0` to `W6`.
/// - `encoding`, `delay`, `errors`: as for ``FileHandler``.
/// - `fileMode` (octal, such as `"0640"`, default by the process' mask): the permissions of a new file. Not a key of CPython's.
/// - `maxAge` (seconds, or a text such as `14d`), `maxTotalSize` (bytes, or a text such as `500MB`): archives are removed that
///   are older, or that make the log's files take more together. Not keys of CPython's.
/// - `compress` (string, default none): `gzip` or `zstd` compresses old files in the background, `app.log.2024-06-01.gz`.
///   Needs the product LogCompression. Not a key of CPython's.
public final class TimedRotatingFileHandler: SinkHandler, @unchecked Sendable /* no state beyond the sink's */ {
    /// Creates a handler, and opens its file unless `delay` is set.
    ///
    /// - Parameters:
    ///   - filename: the file; a relative name starts at the working directory.
    ///   - when: the unit of the schedule.
    ///   - interval: how many units a file lasts.
    ///   - backupCount: how many old files are kept; 0 keeps all.
    ///   - encoding: any of Python's names; `nil` for UTF-8.
    ///   - delay: whether the file is opened by the first record.
    ///   - utc: whether times are UTC, not local.
    ///   - atTime: the time of the day for `MIDNIGHT` and `W0` to `W6`.
    ///   - suffix: the pattern behind the names of old files; `nil` for the unit's.
    ///   - errors: what happens to characters that the encoding lacks; `nil` for `strict`.
    ///   - environment: how file names become paths, the clock, and the zone of local time.
    ///   - compatibility: whose behaviour the handler has.
    ///   - permissions: who may do what with a new file, such as `0o640` (`fileMode`); `nil` leaves it to the process' mask.
    ///   - retention: for how long old files are kept, beside their number (`maxAge`, `maxTotalSize`).
    ///   - compressor: what compresses old files (`compress`), in the background; `nil` leaves them as they are.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    ///   - terminator: what ends each record.
    /// - Throws: ``SinkError`` when there is no such unit, in CPython's words, the file cannot be opened, or the encoding does
    ///   not exist.
    public convenience init(
        filename: String,
        when: String = "h",
        interval: Double = 1,
        backupCount: Int = 0,
        encoding: String? = nil,
        delay: Bool = false,
        utc: Bool = false,
        atTime: TimeOfDay? = nil,
        suffix: String? = nil,
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
            mode: "a",
            encoding: encoding,
            delay: delay,
            errors: errors,
            environment: environment,
            compatibility: compatibility,
            permissions: permissions
        )
        let schedule: RolloverSchedule
        do {
            schedule = try RolloverSchedule(
                when: when,
                interval: interval,
                utc: utc,
                atTime: atTime,
                suffix: suffix,
                zone: environment.timeZone
            )
        } catch {
            throw SinkError("rotate", settings.path, problem: error.message, pythonType: error.pythonType)
        }
        let sink = try TimedRotatingFileSink(
            settings,
            schedule: schedule,
            backupCount: backupCount,
            retention: retention,
            compressor: compressor,
            environment: environment
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
        rotating sink: TimedRotatingFileSink,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil,
        terminator: String = "\n"
    ) {
        self.init(sink: sink, level: level, formatter: formatter, terminator: terminator)
        takeCharge()
    }

    /// The file's sink, with its schedule.
    public var rotatingSink: TimedRotatingFileSink? { sink as? TimedRotatingFileSink }

    package override func makeSuccessor() -> Handler? {
        TimedRotatingFileHandler(sink: sink, terminator: terminatorString)
    }

    package override func takeCharge() {
        rotatingSink?.setTroubleHook { [weak self] in self?.report($0, isLoss: false) }
    }
}
