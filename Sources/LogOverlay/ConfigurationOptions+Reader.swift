#if Configuration
public import Configuration
public import LogConfig

extension ConfigurationOptions {
    /// Has a reader of swift-configuration override scalars of the document.
    ///
    /// The reader is asked, each time that the file is read, for every scalar in the document's mappings, and for the level of
    /// each logger and handler that is there and of the root. The names that lead to a scalar are the parts of its key, and the
    /// dots in a logger's name part it, too: `loggers.app.db.level`. What an environment provider makes of that is
    /// `LOGGERS_APP_DB_LEVEL`, and of `handlers.file.maxBytes` it is `HANDLERS_FILE_MAX_BYTES`. Keys that hold secrets by their
    /// names are asked for as secrets, so that access reports keep quiet about them.
    ///
    /// ```swift
    /// let environment = ConfigReader(provider: EnvironmentVariablesProvider())
    /// var options = ConfigurationOptions()
    /// options.overlay(with: environment.scoped(to: "log"))
    /// try LoggerTree.shared.configure(contentsOf: "log_config.yaml", options: options)
    /// ```
    ///
    /// A value that does not fit is an error at the place that it overrides, and nothing is changed.
    ///
    /// - Parameter reader: what is asked.
    public mutating func overlay(with reader: ConfigReader) {
        overlay = { path in
            let key = ConfigKey(path.flatMap { $0.split(separator: ".").map(String.init) })
            let isSecret = path.last.map { SecretKeys.contains($0) } ?? false
            if let text = reader.string(forKey: key, isSecret: isSecret) { return text }
            if let number = reader.int(forKey: key, isSecret: isSecret) { return "\(number)" }
            if let number = reader.double(forKey: key, isSecret: isSecret) { return "\(number)" }
            return reader.bool(forKey: key, isSecret: isSecret).map { $0 ? "true" : "false" }
        }
    }
}
#endif
