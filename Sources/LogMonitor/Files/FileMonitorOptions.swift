internal import LogRuntime

/// The options of the default monitor type.
struct FileMonitorOptions: Sendable, Hashable {
    /// What stands for a number that JSON lacks.
    enum NonFinite: String, CaseIterable, Sendable {
        /// `"NaN"`, `"Infinity"`, `"-Infinity"`: nothing is lost and every reader of JSON takes it. Source: the JSON mapping
        /// of protocol buffers.
        case text
        /// `null`.
        case null
        /// `NaN`, `Infinity`, `-Infinity` as Python writes them, which is not JSON.
        case python
    }

    /// The directory of all monitors' files (`log_path`).
    var logPath = "monitoring"
    /// A logging configuration in place of the built-in one (`log_config_file`).
    var configurationFile: String?
    /// How many rolled data files are kept, by the day one each; 0 keeps all (`backup_count`).
    var backupCount = 0
    /// What stands for a number that JSON lacks (`non_finite`).
    var nonFinite = NonFinite.text

    /// Reads the options.
    ///
    /// - Throws: ``MonitorError`` with all that is wrong, one problem a line.
    init(_ options: LogObject) throws(MonitorError) {
        var reader = MonitorOptionReader(options, of: "default")
        logPath = reader.text("log_path", wanted: "the name of a directory") ?? logPath
        configurationFile = reader.text("log_config_file", wanted: "the name of a file")
        backupCount = reader.integer("backup_count", in: 0...Int.max, wanted: "a number of files") ?? backupCount
        let choice = reader.choice("non_finite", of: NonFinite.allCases.map(\.rawValue))
        nonFinite = choice.flatMap { NonFinite(rawValue: $0) } ?? nonFinite
        if configurationFile != nil, reader.value("backup_count") != nil {
            reader.refuse("backup_count", "has no effect beside 'log_config_file': set backupCount there")
        }
        try reader.finish()
    }
}
