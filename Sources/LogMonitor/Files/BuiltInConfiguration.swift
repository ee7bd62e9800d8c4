/// The logging configuration of monitors that have none of their own.
enum BuiltInConfiguration {
    /// What diagnostics call it.
    static let file = "<built-in monitoring configuration>"

    /// The reference's configuration: rows in files of a day each, schemas in one file, both as lines of JSON.
    ///
    /// - Parameter options: for how long data files are kept.
    /// - Returns: the YAML.
    static func yaml(_ options: FileMonitorOptions) -> String {
        """
        version: 1
        disable_existing_loggers: false
        loggers:
          bentoml_monitor_data:
            level: INFO
            handlers: [bentoml_monitor_data]
            propagate: false
          bentoml_monitor_schema:
            level: INFO
            handlers: [bentoml_monitor_schema]
            propagate: false
        handlers:
          bentoml_monitor_data:
            class: logging.handlers.TimedRotatingFileHandler
            level: INFO
            formatter: bentoml_json
            filename: '{data_filename}'
            when: D
            backupCount: \(options.backupCount)
            maxAge: \(options.maximumAge.map { "\(Int($0.rounded(.up)))" } ?? "null")
            maxTotalSize: \(options.maximumTotalSize.map { "\($0)" } ?? "null")
          bentoml_monitor_schema:
            class: logging.handlers.RotatingFileHandler
            level: INFO
            formatter: bentoml_json
            filename: '{schema_filename}'
        formatters:
          bentoml_json:
            class: pythonjsonlogger.jsonlogger.JsonFormatter
            format: "()"
            validate: false

        """
    }
}
