public import LogRuntime

extension FormatterSettings {
    /// A JSON object a line: `pythonjsonlogger.json.JsonFormatter`.
    ///
    /// - Parameters:
    ///   - fields: the record's own attributes that are written, in order.
    ///   - renamed: other names for them (`rename_fields`).
    ///   - fixed: fields of every line (`static_fields`).
    /// - Returns: the settings.
    public static func json(
        _ fields: [String] = ["message"],
        renamed: LogObject = LogObject(),
        fixed: LogObject = LogObject()
    ) -> FormatterSettings {
        var options = JSONOptions(fields)
        options.renamed = renamed
        options.fixed = fixed
        return json(options)
    }

    /// A JSON object a line: `pythonjsonlogger.json.JsonFormatter`.
    ///
    /// - Parameter options: what is written.
    /// - Returns: the settings.
    public static func json(_ options: JSONOptions) -> FormatterSettings {
        FormatterSettings("pythonjsonlogger.json.JsonFormatter", options.keys)
    }

    /// A JSON object a line, without blanks: `pythonjsonlogger.orjson.OrjsonFormatter`.
    ///
    /// - Parameter options: what is written; characters are never escaped for being no ASCII.
    /// - Returns: the settings.
    public static func compactJSON(_ options: JSONOptions = JSONOptions()) -> FormatterSettings {
        FormatterSettings("pythonjsonlogger.orjson.OrjsonFormatter", options.keys)
    }

    /// JSON in the shape that a service expects: `logconfig.JSONFormatter`.
    ///
    /// - Parameters:
    ///   - preset: the shape.
    ///   - service: the service's name.
    ///   - host: the machine's name, for GELF; `nil` for the system's.
    ///   - project: Google Cloud's project.
    ///   - fixed: attributes of every record (`static_fields`).
    /// - Returns: the settings.
    public static func json(
        _ preset: JSONPreset,
        service: String? = nil,
        host: String? = nil,
        project: String? = nil,
        fixed: LogObject = LogObject()
    ) -> FormatterSettings {
        var keys: LogObject = ["preset": .string(preset.rawValue)]
        keys.add("service", service)
        keys.add("host", host)
        keys.add("project", project)
        keys.add("static_fields", fixed)
        return FormatterSettings("logconfig.JSONFormatter", keys)
    }

    /// `time=… level=info msg="…"`: `logconfig.LogfmtFormatter`.
    ///
    /// - Parameter fixed: fields of every record (`static_fields`).
    /// - Returns: the settings.
    public static func logfmt(fixed: LogObject = LogObject()) -> FormatterSettings {
        var keys = LogObject()
        keys.add("static_fields", fixed)
        return FormatterSettings("logconfig.LogfmtFormatter", keys)
    }

    /// The map of a Fluent handler: `fluent.handler.FluentRecordFormatter`.
    ///
    /// - Parameters:
    ///   - formats: format strings by key (`fmt`); empty for host, source and module.
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how format strings mark their fields.
    ///   - fillsMissing: whether a key whose attributes a record lacks is null (`fill_missing_fmt_key`).
    ///   - readsJSON: whether a message that is a JSON object is taken apart (`format_json`).
    ///   - excluded: all attributes but these are sent (`exclude_attrs`); `nil` leaves that to the formats.
    /// - Returns: the settings.
    public static func fluentRecord(
        _ formats: LogObject = LogObject(),
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        fillsMissing: Bool = false,
        readsJSON: Bool = true,
        excluding excluded: [String]? = nil
    ) -> FormatterSettings {
        var keys = LogObject()
        keys.add("format", formats)
        keys.add("datefmt", dateFormat)
        keys.add("style", style.rawValue, unless: FormatStyle.percent.rawValue)
        keys.add("fill_missing_fmt_key", fillsMissing, unless: false)
        keys.add("format_json", readsJSON, unless: true)
        keys.add("exclude_attrs", excluded.map { LogValue.texts($0) })
        return FormatterSettings("fluent.handler.FluentRecordFormatter", keys)
    }
}
