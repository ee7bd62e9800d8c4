public import LogRuntime

extension FormatterSettings {
    /// Lines for a developer's eyes: `logconfig.ConsoleFormatter`.
    ///
    /// - Parameters:
    ///   - dateFormat: how the time is shown (`datefmt`).
    ///   - usesColors: whether there are colours (`use_colors`); `nil` leaves it to the terminal.
    ///   - stream: what must be a terminal for colours.
    /// - Returns: the settings.
    public static func console(
        dateFormat: String? = nil,
        usesColors: Bool? = nil,
        stream: StreamHandler.Stream = .standardError
    ) -> FormatterSettings {
        var keys = LogObject()
        keys.add("datefmt", dateFormat)
        keys.add("use_colors", usesColors.map { .bool($0) })
        if stream != .standardError { keys["stream"] = stream.documentValue }
        return FormatterSettings("logconfig.ConsoleFormatter", keys)
    }

    /// Lines of text with the colours that the format names: `colorlog.ColoredFormatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`fmt`); `nil` for colorlog's.
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - defaults: values for fields that a record does not have.
    ///   - validates: whether mistakes in the format are errors at once.
    ///   - colors: the colours.
    /// - Returns: the settings.
    public static func colored(
        _ format: String? = nil,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject(),
        validates: Bool = true,
        colors: FormatterColors = FormatterColors()
    ) -> FormatterSettings {
        var keys = textKeys(format, dateFormat, style, defaults, validates)
        colors.add(to: &keys)
        return FormatterSettings("colorlog.ColoredFormatter", keys)
    }

    /// Lines of text in the format of their level: `colorlog.LevelFormatter`.
    ///
    /// - Parameters:
    ///   - formats: format strings by level (`fmt`); `DEFAULT` is for the others.
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how format strings mark their fields.
    ///   - defaults: values for fields that a record does not have.
    ///   - validates: whether mistakes in the formats are errors at once.
    ///   - colors: the colours.
    /// - Returns: the settings.
    public static func colored(
        byLevel formats: LogObject,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject(),
        validates: Bool = true,
        colors: FormatterColors = FormatterColors()
    ) -> FormatterSettings {
        var keys: LogObject = ["fmt": .object(formats)]
        for field in textKeys(nil, dateFormat, style, defaults, validates).fields { keys[field.key] = field.value }
        colors.add(to: &keys)
        return FormatterSettings("colorlog.LevelFormatter", keys)
    }

    /// Lines as uvicorn writes them: `uvicorn.logging.DefaultFormatter`, or `uvicorn.logging.AccessFormatter` for requests.
    ///
    /// - Parameters:
    ///   - format: the format string (`fmt`); `nil` for the message alone.
    ///   - isAccess: whether records are those of requests.
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - usesColors: whether there are colours (`use_colors`); `nil` leaves it to the terminal.
    /// - Returns: the settings.
    public static func uvicorn(
        _ format: String? = nil,
        isAccess: Bool = false,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        usesColors: Bool? = nil
    ) -> FormatterSettings {
        var keys = textKeys(format, dateFormat, style, LogObject(), true)
        keys.add("use_colors", usesColors.map { .bool($0) })
        return FormatterSettings("uvicorn.logging." + (isAccess ? "AccessFormatter" : "DefaultFormatter"), keys)
    }

    /// Lines of text with `server_time`: `django.utils.log.ServerFormatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`format`).
    ///   - dateFormat: how times are written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - defaults: values for fields that a record does not have.
    ///   - validates: whether mistakes in the format are errors at once.
    /// - Returns: the settings.
    public static func djangoServer(
        _ format: String,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject(),
        validates: Bool = true
    ) -> FormatterSettings {
        FormatterSettings(
            "django.utils.log.ServerFormatter",
            textKeys(format, dateFormat, style, defaults, validates)
        )
    }
}
