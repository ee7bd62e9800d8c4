internal import LogRuntime

/// A watched file: what is known of it, and what to do about what it has become.
///
/// A change counts when two looks in a row show the same, so that a file is not read while it is being written. A file that
/// is refused is read once more before that is told. What is told once is not told again until something changes.
///
/// Used by one thread at a time.
struct WatchedFile: Sendable {
    /// What a look has come to.
    enum Finding: Sendable {
        /// Nothing is new.
        case nothing
        /// Something is going on: look again soon.
        case unsettled
        /// The file was read anew and is in force.
        case applied(ActiveConfiguration, ConfigurationChanges)
        /// The file was read anew and refused, or cannot be read.
        case refused(LoggingConfigurationError)
    }

    /// The file.
    let path: String
    /// How its configuration is read.
    let options: ConfigurationOptions
    /// The tree that it configures.
    let tree: LoggerTree
    /// Where the file is looked for.
    let files: any ConfigurationFileSystem
    /// What it has put into force last.
    private(set) var active: ActiveConfiguration
    /// What the file was when it was last dealt with; `nil` before it is dealt with for the first time.
    private var settled: FileLook?
    /// What the last look has shown, while it is not dealt with.
    private var pending: FileLook?
    /// The bytes that were dealt with last.
    private var settledBytes: [UInt8]?
    /// The bytes that were refused and are to be read once more.
    private var doubtfulBytes: [UInt8]?
    /// Why the file could not be read, to be tried once more.
    private var doubtfulTrouble: String?
    /// Why the file cannot be read, once that was told.
    private var toldTrouble: String?

    /// Reads the file for the first time and puts it into force.
    init(
        path: String,
        options: ConfigurationOptions,
        tree: LoggerTree,
        files: any ConfigurationFileSystem
    ) throws(LoggingConfigurationError) {
        self.path = path
        self.options = options
        self.tree = tree
        self.files = files
        // Looked at before it is read: a change in between is found by the next look.
        settled = files.look(at: path)
        let bytes = try files.bytes(of: path)
        settledBytes = bytes
        active = try WatchedFile.configuration(bytes, path, options, tree, files).apply(to: tree)
    }

    /// Looks at the file, and reads it if it has changed.
    mutating func look() -> Finding {
        let present = files.look(at: path)
        if present == settled {
            pending = nil
            doubtfulTrouble = nil
            toldTrouble = nil
            return .nothing
        }
        guard present == pending else {
            pending = present
            return .unsettled
        }
        let bytes: [UInt8]
        do throws(LoggingConfigurationError) {
            bytes = try files.bytes(of: path)
        } catch {
            return trouble(error)
        }
        guard files.look(at: path) == present else {
            pending = files.look(at: path)
            return .unsettled
        }
        if bytes == settledBytes {
            settle(present, bytes)
            return .nothing
        }
        do throws(LoggingConfigurationError) {
            let result = try apply(bytes)
            settle(present, bytes)
            return .applied(result.active, result.changes)
        } catch {
            guard doubtfulBytes == bytes else {
                doubtfulBytes = bytes
                return .unsettled
            }
            settle(present, bytes)
            return .refused(error)
        }
    }

    /// Forgets what the file was, so that the next look reads it whether it has changed or not.
    mutating func forget() {
        settled = nil
        settledBytes = nil
        doubtfulBytes = nil
        doubtfulTrouble = nil
        toldTrouble = nil
        pending = files.look(at: path)
    }

    /// Reads the file now.
    mutating func reload() throws(LoggingConfigurationError) -> (
        active: ActiveConfiguration, changes: ConfigurationChanges
    ) {
        let present = files.look(at: path)
        let bytes = try files.bytes(of: path)
        settle(present, bytes)
        return try apply(bytes)
    }

    private mutating func settle(_ look: FileLook, _ bytes: [UInt8]) {
        settled = look
        settledBytes = bytes
        doubtfulBytes = nil
        doubtfulTrouble = nil
        toldTrouble = nil
        pending = nil
    }

    /// A file that cannot be read: told once, and tried again with each look.
    private mutating func trouble(_ error: LoggingConfigurationError) -> Finding {
        let text = error.description
        if toldTrouble == text { return .nothing }
        guard doubtfulTrouble == text else {
            // It may be on its way from one name to another.
            doubtfulTrouble = text
            return .unsettled
        }
        toldTrouble = text
        return .refused(error)
    }

    private mutating func apply(
        _ bytes: [UInt8]
    ) throws(LoggingConfigurationError) -> (active: ActiveConfiguration, changes: ConfigurationChanges) {
        let before = active.plan
        let configuration = try WatchedFile.configuration(bytes, path, options, tree, files)
        active = try configuration.applyAgain(to: tree)
        return (active, ConfigurationChanges(from: before, to: configuration.plan))
    }

    private static func configuration(
        _ bytes: [UInt8],
        _ path: String,
        _ options: ConfigurationOptions,
        _ tree: LoggerTree,
        _ files: any ConfigurationFileSystem
    ) throws(LoggingConfigurationError) -> LoggingConfiguration {
        var options = options
        if options.levelNames == nil { options.levelNames = tree.levelNames }
        let exposure = files.exposure(of: path)
        return try LoggingConfiguration(bytes: bytes, file: path, options: options, exposure: exposure)
    }
}
