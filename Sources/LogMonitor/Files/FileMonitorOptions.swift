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

    /// The directory of all monitors' files (`log_path`).
    var logPath = "monitoring"
    /// A logging configuration in place of the built-in one (`log_config_file`).
    var configurationFile: String?
    /// How many rolled data files are kept, by the day one each; 0 keeps all (`backup_count`).
    var backupCount = 0
    /// Seconds after its last row at which a rolled data file is removed; `nil` for never (`max_age`).
    var maximumAge: Double?
    /// The bytes that all data files of a monitor together may take; `nil` for any number (`max_total_size`).
    var maximumTotalSize: Int?
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
        maximumAge = FileMonitorOptions.limit("max_age", .age, &reader)
        maximumTotalSize = FileMonitorOptions.limit("max_total_size", .size, &reader).map { Int($0) }
        let choice = reader.choice("non_finite", of: NonFinite.allCases.map(\.rawValue))
        nonFinite = choice.flatMap { NonFinite(rawValue: $0) } ?? nonFinite
        if configurationFile != nil {
            for (name, key) in FileMonitorOptions.retentionKeys where reader.value(name) != nil {
                reader.refuse(name, "has no effect beside 'log_config_file': set \(key) there")
            }
        }
        try reader.finish()
    }

    /// The options about old files, and what they are called in a logging configuration.
    private static let retentionKeys = [
        ("backup_count", "backupCount"), ("max_age", "maxAge"), ("max_total_size", "maxTotalSize"),
    ]

    private static func limit(
        _ name: String,
        _ quantity: RetentionQuantity,
        _ reader: inout MonitorOptionReader
    ) -> Double? {
        guard let value = reader.value(name) else { return nil }
        let limit: Double? =
            switch value {
            case .int(let number): quantity.value(of: Double(number))
            case .double(let number): quantity.value(of: number)
            case .string(let text): quantity.value(of: text)
            default: nil
            }
        if limit == nil { reader.refuse(name, "is not a limit: write \(quantity.example)") }
        return limit
    }
}
