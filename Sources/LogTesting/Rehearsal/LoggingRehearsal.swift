internal import Foundation
public import LogConfig
public import LogRuntime

/// Runs a program's own configuration in a test without touching the world.
///
/// Files appear below a directory that is removed at the end, standard output and standard error are kept in memory, and what
/// would be sent is listed. The clock stands until it is set, local time is UTC, and process and thread have fixed names, so that
/// whole lines can be compared:
///
/// ```swift
/// let rehearsal = try LoggingRehearsal(contentsOf: "log_config.yaml")
/// rehearsal.tree.logger("shop").warning("slow")
/// #expect(rehearsal.file("logs/app.log") == "2026-01-01 00:00:00,000 - shop - WARNING - slow\n")
/// ```
///
/// Each rehearsal has a tree of its own: tests can run side by side. Queues are emptied on the calling thread whenever the
/// rehearsal is asked for results, so there is nothing to wait for. Missing directories are made.
public final class LoggingRehearsal: Sendable {
    /// The loggers.
    public let tree: LoggerTree
    /// What the records' time comes from.
    public let clock: ManualClock
    /// What is in force.
    public let configuration: ActiveConfiguration
    private let root: String
    private let files: FileNaming
    private let output = MemoryStream()
    private let errors = MemoryStream()
    private let network = MemoryNetwork()
    private let reported = FailureList()

    /// The moment that the clock of a rehearsal shows at first: 2026-01-01T00:00:00Z.
    public static let firstMoment = WallTime(seconds: 1_767_225_600)

    /// Reads a file and brings it into force.
    ///
    /// - Parameters:
    ///   - path: the configuration.
    ///   - options: how it is read; its registry knows the program's classes.
    ///   - moment: what the clock shows.
    ///   - environment: all environment variables that `env://` can see.
    ///   - timeZone: the zone of local time.
    /// - Throws: `LoggingConfigurationError`; an error of Foundation when there is no place for a temporary directory.
    public convenience init(
        contentsOf path: String,
        options: ConfigurationOptions = ConfigurationOptions(),
        at moment: WallTime = LoggingRehearsal.firstMoment,
        environment: [String: String] = [:],
        timeZone: LogTimeZone = .utc
    ) throws {
        try self.init(options, moment, environment, timeZone) { options throws(LoggingConfigurationError) in
            try LoggingConfiguration(contentsOf: path, options: options)
        }
    }

    /// Reads a text and brings it into force.
    ///
    /// - Parameters:
    ///   - yaml: the configuration.
    ///   - options: how it is read; its registry knows the program's classes.
    ///   - moment: what the clock shows.
    ///   - environment: all environment variables that `env://` can see.
    ///   - timeZone: the zone of local time.
    /// - Throws: `LoggingConfigurationError`; an error of Foundation when there is no place for a temporary directory.
    public convenience init(
        yaml: String,
        options: ConfigurationOptions = ConfigurationOptions(),
        at moment: WallTime = LoggingRehearsal.firstMoment,
        environment: [String: String] = [:],
        timeZone: LogTimeZone = .utc
    ) throws {
        try self.init(options, moment, environment, timeZone) { options throws(LoggingConfigurationError) in
            try LoggingConfiguration(yaml: yaml, options: options)
        }
    }

    private init(
        _ options: ConfigurationOptions,
        _ moment: WallTime,
        _ variables: [String: String],
        _ timeZone: LogTimeZone,
        _ read: (ConfigurationOptions) throws(LoggingConfigurationError) -> LoggingConfiguration
    ) throws {
        let base = FileManager.default.temporaryDirectory.path
        root = (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/logging-rehearsal-\(UUID().uuidString)"
        files = FileNaming(
            workingDirectory: root + LoggingRehearsal.workingDirectory,
            root: root,
            makesDirectories: true
        )
        clock = ManualClock(moment)
        tree = LoggerTree(
            environment: LogEnvironment(
                clock: clock,
                timeZone: timeZone,
                process: ProcessIdentity(
                    identifier: 1,
                    thread: ProcessIdentity.Thread(identifier: 1, name: "MainThread"),
                    start: moment
                ),
                files: files,
                network: network
            )
        )
        tree.status.setHook { [reported] in reported.add($0) }
        var options = options
        options.environmentVariables = { variables[$0] }
        options.registry = options.registry.rehearsing(
            standardOutput: output,
            standardError: errors,
            network: network
        )
        do {
            try FileManager.default.createDirectory(
                atPath: files.currentDirectory,
                withIntermediateDirectories: true
            )
            configuration = try read(options).apply(to: tree)
        } catch {
            try? FileManager.default.removeItem(atPath: root)
            throw error
        }
        tree.lastResort = SinkHandler(sink: errors, level: .warning)
        for case let queue as QueueHandler in configuration.handlers.map(\.handler) { queue.waitForHand() }
    }

    deinit {
        configuration.shutdown()
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Where relative file names start, below the rehearsal's own root.
    private static let workingDirectory = "/work"

    /// Lets what waits in queues go to the handlers behind them.
    private func settle() {
        for case let queue as QueueHandler in configuration.handlers.map(\.handler) {
            while queue.handOnNext() {}
        }
    }

    /// Ends the rehearsal as the end of a program would: buffers are flushed and files closed.
    ///
    /// What was written can be asked for afterwards.
    public func finish() {
        settle()
        configuration.shutdown()
    }

    /// What a file holds.
    ///
    /// - Parameter name: the file's name as the configuration has it, or that of an archive made from it.
    /// - Returns: the text, ill-formed UTF-8 repaired; `nil` when there is no such file.
    public func file(_ name: String) -> String? {
        settle()
        let content = FileManager.default.contents(atPath: files.absolutePath(of: name))
        return content.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What all files hold, by their names: relative ones where they lie in the working directory, absolute ones elsewhere.
    public var fileTexts: [String: String] {
        settle()
        var texts: [String: String] = [:]
        for path in FileManager.default.subpaths(atPath: root) ?? [] {
            var isDirectory = ObjCBool(false)
            _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isDirectory)
            if isDirectory.boolValue { continue }
            let prefix = LoggingRehearsal.workingDirectory.dropFirst() + "/"
            let name = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : "/" + path
            texts[name] = file(name)
        }
        return texts
    }

    /// What was written to standard output.
    public var standardOutput: String {
        settle()
        return output.text
    }

    /// What was written to standard error, by handlers and by the last resort.
    public var standardError: String {
        settle()
        return errors.text
    }

    /// What would have been sent, in order.
    public var sent: [SentMessage] {
        settle()
        return network.sent
    }

    /// What the handlers could not deliver, and other trouble of the library itself.
    public var failures: [LogFailure] {
        settle()
        return reported.all
    }
}

/// What a tree has reported.
private final class FailureList: Sendable {
    private let failures = Lock<[LogFailure]>([])

    var all: [LogFailure] { failures.withLock { $0 } }

    func add(_ failure: LogFailure) {
        failures.withLock { $0.append(failure) }
    }
}
