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
    ///   - format: the format string (`format`); `nil` for colorlog's.
    ///   - options: how it is read, and what is put in.
    ///   - colors: the colours.
    /// - Returns: the settings.
    public static func colored(
        _ format: String? = nil,
        options: TextOptions = TextOptions(),
        colors: FormatterColors = FormatterColors()
    ) -> FormatterSettings {
        var keys = options.keys(format.map { .string($0) })
        colors.add(to: &keys)
        return FormatterSettings("colorlog.ColoredFormatter", keys)
    }

    /// Lines of text in the format of their level: `colorlog.LevelFormatter`.
    ///
    /// - Parameters:
    ///   - formats: format strings by level (`fmt`); `DEFAULT` is for the others.
    ///   - options: how they are read, and what is put in.
    ///   - colors: the colours.
    /// - Returns: the settings.
    public static func colored(
        byLevel formats: LogObject,
        options: TextOptions = TextOptions(),
        colors: FormatterColors = FormatterColors()
    ) -> FormatterSettings {
        var keys = options.keys(.object(formats), as: "fmt")
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
        var keys = TextOptions(dateFormat: dateFormat, style: style).keys(format.map { .string($0) })
        keys.add("use_colors", usesColors.map { .bool($0) })
        return FormatterSettings("uvicorn.logging." + (isAccess ? "AccessFormatter" : "DefaultFormatter"), keys)
    }
}
