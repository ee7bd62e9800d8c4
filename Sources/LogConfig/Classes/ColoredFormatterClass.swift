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
        call: CallSignature("ColoredFormatter.__init__", parameters),
        attributes: ["datefmt", "log_colors", "secondary_log_colors", "reset", "no_color", "force_color"]
    ) { arguments in
        let style = try FormatArguments.style(arguments)
        let given = try FormatArguments.format(arguments)
        let isGiven = arguments.raw("fmt").map { !$0.isNull } ?? false
        let format = isGiven ? given ?? style.defaultFormat : nil
        let formatter = try formatter(format, arguments)
        let shown = isGiven ? given : ColoredFormatter.defaultFormat(style)
        let defaults = try FormatArguments.defaults(arguments)
        return FormatterBlueprint(
            formatter: try guarded(formatter, format, style, arguments),
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
            formatter: guarded(LevelFormatter(formatters, fallback: fallback), arguments),
            // colorlog's class is no `logging.Formatter` and has none of these.
            settings: ["fmt": .null, "datefmt": .null, "style": .null]
        )
    }

    /// A formatter of the arguments, with a format of its own.
    private static func formatter(_ format: String?, _ arguments: Arguments) throws -> ColoredFormatter {
        let dateFormat = try FormatArguments.dateFormat(arguments)
        let style = try FormatArguments.style(arguments)
        var options = ColoredFormatter.Options()
        if let colors = try colors("log_colors", arguments) {
            options.levelColors = try texts(colors, of: "log_colors", arguments)
        }
        for field in try colors("secondary_log_colors", arguments)?.fields ?? [] {
            guard case .object(let colors) = field.value else {
                if arguments.compatibility == .python313 { continue }
                throw ArgumentError(
                    "secondary_log_colors",
                    "'\(field.key)' is not a mapping",
                    pythonType: "AttributeError"
                )
            }
            options.secondaryColors[field.key] = try texts(colors, of: "secondary_log_colors", arguments)
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
            defaults: try FormatArguments.defaults(arguments),
            options: options
        )
    }

    /// A mapping of colours; in CPython's way anything else is left to ``guarded(_:_:)``.
    private static func colors(_ name: String, _ arguments: Arguments) throws(ArgumentError) -> LogObject? {
        do throws(ArgumentError) {
            return try arguments.optionalObject(name)
        } catch {
            guard arguments.compatibility == .python313 else { throw error }
            return nil
        }
    }

    /// Colours by level.
    private static func texts(
        _ object: LogObject,
        of argument: String,
        _ arguments: Arguments
    ) throws -> [String: String] {
        var texts: [String: String] = [:]
        for field in object.fields {
            guard case .string(let text) = field.value else {
                if arguments.compatibility == .python313 { continue }
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

    /// The formatter, or one that refuses the records that colorlog does not get coloured.
    private static func guarded(_ formatter: any Formatter, _ arguments: Arguments) -> any Formatter {
        guard arguments.compatibility == .python313 else { return formatter }
        var levels: [String: FormattingError] = [:]
        func missing(_ attribute: String, _ type: String) -> FormattingError {
            FormattingError("AttributeError", "'\(type)' object has no attribute '\(attribute)'")
        }
        if let value = arguments.raw("log_colors"), !value.isNull {
            guard let colors = value.node?.mapping else {
                return RefusingFormatter(missing("get", value.typeName))
            }
            for (level, color) in colors.entries where color.string == nil {
                levels[level.pythonStr] = missing("split", color.convertedTypeName)
            }
        }
        if let value = arguments.raw("secondary_log_colors"), !value.isNull {
            guard let sets = value.node?.mapping else {
                return RefusingFormatter(missing("items", value.typeName))
            }
            for (_, set) in sets.entries {
                guard let colors = set.mapping else {
                    return RefusingFormatter(missing("get", set.value.pythonTypeName))
                }
                for (level, color) in colors.entries where color.string == nil && levels[level.pythonStr] == nil {
                    levels[level.pythonStr] = missing("split", color.value.pythonTypeName)
                }
            }
        }
        return levels.isEmpty ? formatter : RefusingFormatter(levels: levels, rest: formatter)
    }

    /// The same, with what every formatter of texts finds out with a record.
    private static func guarded(
        _ formatter: any Formatter,
        _ format: String?,
        _ style: FormatStyle,
        _ arguments: Arguments
    ) throws -> any Formatter {
        let format = format ?? ColoredFormatter.defaultFormat(style)
        let usesTime = try TextFormatter(format: format, style: style, validate: false).usesTime
        return FormatArguments.refusal(arguments, usesTime: usesTime) ?? guarded(formatter, arguments)
    }
}
