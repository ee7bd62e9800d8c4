internal import LogRuntime

/// `colorlog.ColoredFormatter`.
///
/// Source: colorlog 6.12 `ColoredFormatter`.
enum ColoredFormatterClass {
    static let factory = FormatterFactory(
        className: "colorlog.formatter.ColoredFormatter",
        call: CallSignature(
            "ColoredFormatter.__init__",
            [
                "fmt", "datefmt", "style", "log_colors", "reset", "secondary_log_colors", "validate", "stream",
                "no_color", "force_color", "defaults",
            ]
        )
    ) { arguments in
        let given = try FormatArguments.format(arguments)
        let dateFormat = try FormatArguments.dateFormat(arguments)
        let style = try FormatArguments.style(arguments)
        var options = ColoredFormatter.Options()
        if let colors = try arguments.optionalObject("log_colors") {
            options.levelColors = try texts(colors, of: "log_colors")
        }
        for field in try arguments.optionalObject("secondary_log_colors")?.fields ?? [] {
            guard case .object(let colors) = field.value else {
                throw ArgumentError(
                    "secondary_log_colors",
                    "'\(field.key)' is not a mapping",
                    pythonType: "AttributeError"
                )
            }
            options.secondaryColors[field.key] = try texts(colors, of: "secondary_log_colors")
        }
        options.resets = arguments.boolean("reset", default: true)
        options.isPlain = arguments.boolean("no_color")
        options.isForced = arguments.boolean("force_color")
        if let sink = try arguments.optionalSink("stream") {
            options.stream = sink === StreamSink.standardOutput ? 1 : sink === StreamSink.standardError ? 2 : nil
        }
        let defaults = try arguments.optionalObject("defaults") ?? LogObject()
        let isGiven = arguments.raw("fmt").map { !$0.isNull } ?? false
        let formatter = try ColoredFormatter(
            format: isGiven ? given ?? style.defaultFormat : nil,
            dateFormat: dateFormat,
            style: style,
            validate: arguments.boolean("validate", default: true),
            defaults: defaults,
            options: options
        )
        let shown = isGiven ? given : ColoredFormatter.defaultFormat(style)
        return FormatterBlueprint(
            formatter: formatter,
            settings: FormatArguments.settings(arguments, format: shown, style: style, defaults: defaults)
        )
    }

    /// Colours by level.
    private static func texts(_ object: LogObject, of argument: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        for field in object.fields {
            guard case .string(let text) = field.value else {
                throw ArgumentError(
                    argument,
                    "the colours of '\(field.key)' are not a text",
                    hint: "write colours between commas, such as 'bold,red'",
                    pythonType: "AttributeError"
                )
            }
            texts[field.key] = text
        }
        return texts
    }
}
