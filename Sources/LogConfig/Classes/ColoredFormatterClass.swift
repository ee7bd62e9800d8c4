internal import LogRuntime
internal import YAMLTree

/// The formatters of colorlog.
///
/// Source: colorlog 6.12 `ColoredFormatter` and `LevelFormatter`.
enum ColoredFormatterClass {
    private static let parameters = [
        "fmt", "datefmt", "style", "log_colors", "reset", "secondary_log_colors", "validate", "stream", "no_color",
        "force_color", "defaults",
    ]

    /// `colorlog.ColoredFormatter`.
    static let factory = FormatterFactory(
        className: "colorlog.formatter.ColoredFormatter",
        call: CallSignature("ColoredFormatter.__init__", parameters)
    ) { arguments in
        let given = try FormatArguments.format(arguments)
        let style = try FormatArguments.style(arguments)
        let isGiven = arguments.raw("fmt").map { !$0.isNull } ?? false
        let format = isGiven ? given ?? style.defaultFormat : nil
        let formatter = try formatter(format, arguments)
        let shown = isGiven ? given : ColoredFormatter.defaultFormat(style)
        let defaults = try arguments.optionalObject("defaults") ?? LogObject()
        return FormatterBlueprint(
            formatter: formatter,
            settings: FormatArguments.settings(arguments, format: shown, style: style, defaults: defaults)
        )
    }

    /// `colorlog.LevelFormatter`.
    static let level = FormatterFactory(
        className: "colorlog.formatter.LevelFormatter",
        call: CallSignature(
            "LevelFormatter.__init__",
            ["fmt"],
            required: 1,
            keywordOnly: parameters.filter { $0 != "fmt" }
        )
    ) { arguments in
        guard let formats = arguments.raw("fmt")?.node?.mapping else {
            let type = arguments.raw("fmt")?.typeName ?? "NoneType"
            throw ArgumentError(
                "fmt",
                "the formats of levels are not a mapping",
                hint: "write {DEBUG: '%(message)s', DEFAULT: '%(levelname)s %(message)s'}",
                pythonType: "AttributeError",
                pythonMessage: "'\(type)' object has no attribute 'items'"
            )
        }
        var formatters: [String: ColoredFormatter] = [:]
        for (key, value) in formats.entries {
            guard value.isNull || value.string != nil else {
                throw ArgumentError(
                    "fmt",
                    "the format of '\(key.pythonStr)' is not a text",
                    pythonType: "TypeError",
                    pythonMessage: "expected string or bytes-like object, got '\(value.convertedTypeName)'"
                )
            }
            formatters[key.pythonStr] = try formatter(value.string.map { String($0) }, arguments)
        }
        let fallback = try formatters["DEFAULT"] ?? formatter(nil, arguments)
        return FormatterBlueprint(
            formatter: LevelFormatter(formatters, fallback: fallback),
            // colorlog's class is no `logging.Formatter` and has none of these.
            settings: ["fmt": .null, "datefmt": .null, "style": .null]
        )
    }

    /// A formatter of the arguments, with a format of its own.
    private static func formatter(_ format: String?, _ arguments: Arguments) throws -> ColoredFormatter {
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
        return try ColoredFormatter(
            format: format,
            dateFormat: dateFormat,
            style: style,
            validate: arguments.boolean("validate", default: true),
            defaults: try arguments.optionalObject("defaults") ?? LogObject(),
            options: options
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
