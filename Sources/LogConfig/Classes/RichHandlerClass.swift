internal import LogRuntime

/// `rich.logging.RichHandler`.
///
/// Source: rich 15 `RichHandler`. ``RichHandler`` says what differs; keys about highlighting and tracebacks have no effect.
enum RichHandlerClass {
    /// Arguments that are taken and change nothing.
    static let withoutEffect = [
        "enable_link_path", "highlighter", "markup", "rich_tracebacks", "tracebacks_width", "tracebacks_code_width",
        "tracebacks_extra_lines", "tracebacks_theme", "tracebacks_word_wrap", "tracebacks_show_locals",
        "tracebacks_suppress", "tracebacks_max_frames", "locals_max_length", "locals_max_string", "keywords",
    ]

    static let factory = HandlerFactory(
        className: "rich.logging.RichHandler",
        call: CallSignature(
            "RichHandler.__init__",
            ["level", "console"],
            keywordOnly: ["show_time", "omit_repeated_times", "show_level", "show_path", "log_time_format"]
                + withoutEffect
        )
    ) { arguments in
        _ = arguments.raw("level")
        if let console = arguments.raw("console"), !console.isNull {
            arguments.doubt("console", .ignoredOptions, "'console' has no effect: lines go to standard output")
        }
        for name in withoutEffect where arguments.boolean(name) {
            arguments.doubt(name, .ignoredOptions, "'\(name)' has no effect here")
        }
        var options = RichHandler.Options()
        options.showsTime = arguments.boolean("show_time", default: true)
        options.omitsRepeatedTimes = arguments.boolean("omit_repeated_times", default: true)
        options.showsLevel = arguments.boolean("show_level", default: true)
        options.showsPath = arguments.boolean("show_path", default: true)
        options.timeFormat = try arguments.string("log_time_format", default: options.timeFormat)
        let chosen = options
        return HandlerBlueprint(
            opening: { _ in
                var options = chosen
                options.adaptToStandardOutput()
                return RichHandler(options: options)
            },
            settings: { _, _ in
                [
                    "show_time": .bool(chosen.showsTime), "show_level": .bool(chosen.showsLevel),
                    "show_path": .bool(chosen.showsPath), "log_time_format": .string(chosen.timeFormat),
                ]
            }
        )
    }
}
