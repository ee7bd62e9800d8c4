internal import LogConfig
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

    /// The names of the options.
    private static let names = ["log_path", "log_config_file", "backup_count", "non_finite"]

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
        var problems: [MonitorError.Problem] = []
        func refuse(_ option: String, _ text: String) {
            problems.append(MonitorError.Problem(option: option, "option '\(option)' \(text)"))
        }
        for field in options.fields {
            switch (field.key, field.value) {
            case ("log_path", .string(let path)) where !path.isEmpty: logPath = path
            case ("log_path", _): refuse("log_path", "is not the name of a directory")
            case ("log_config_file", .null): break
            case ("log_config_file", .string(let path)) where !path.isEmpty: configurationFile = path
            case ("log_config_file", _): refuse("log_config_file", "is not the name of a file")
            case ("backup_count", .int(let count)) where count >= 0: backupCount = Int(count)
            case ("backup_count", _): refuse("backup_count", "is not a number of files")
            case ("non_finite", .string(let text)):
                if let choice = NonFinite(rawValue: text) {
                    nonFinite = choice
                } else {
                    refuse("non_finite", "is '\(text)'; expected 'text', 'null' or 'python'")
                }
            case ("non_finite", _): refuse("non_finite", "is not 'text', 'null' or 'python'")
            default:
                let names = FileMonitorOptions.names
                let all = "the options of type 'default' are " + names.map { "'\($0)'" }.joined(separator: ", ")
                let hint = EditDistance.suggestion(for: field.key, in: names) ?? all
                refuse(field.key, "is not known; \(hint)")
            }
        }
        if configurationFile != nil, options["backup_count"] != nil {
            refuse("backup_count", "has no effect beside 'log_config_file': set backupCount there")
        }
        guard problems.isEmpty else { throw MonitorError(problems) }
    }
}
