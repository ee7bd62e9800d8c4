internal import LogRuntime

/// `logging.Formatter`.
enum TextFormatterClass {
    static let factory = FormatterFactory(
        className: "logging.Formatter",
        call: CallSignature(
            "Formatter.__init__",
            ["fmt", "datefmt", "style", "validate"],
            keywordOnly: ["defaults"]
        )
    ) { arguments in
        let format = try FormatArguments.format(arguments)
        let dateFormat = try FormatArguments.dateFormat(arguments)
        let style = try FormatArguments.style(arguments)
        let defaults = try arguments.optionalObject("defaults") ?? LogObject()
        let formatter = try TextFormatter(
            format: format,
            dateFormat: dateFormat,
            style: style,
            validate: arguments.boolean("validate", default: true),
            defaults: defaults
        )
        return FormatterBlueprint(
            formatter: formatter,
            settings: FormatArguments.settings(arguments, format: format, style: style, defaults: defaults)
        )
    }
}

/// The arguments that all text formatters share, with CPython's errors.
enum FormatArguments {
    /// `fmt`: a text; nothing and the empty text stand for the style's default.
    static func format(_ arguments: Arguments) throws -> String? {
        guard let value = arguments.raw("fmt"), value.isTrue else { return nil }
        guard let text = value.string else {
            throw ArgumentError(
                "format",
                "\(value.pythonRepr) is not a format string",
                pythonType: "TypeError",
                pythonMessage: "expected string or bytes-like object, got '\(value.typeName)'"
            )
        }
        return text
    }

    /// `datefmt`: a text.
    ///
    /// CPython finds anything else out with the first record.
    static func dateFormat(_ arguments: Arguments) throws -> String? {
        guard let value = arguments.raw("datefmt"), value.isTrue || value.string != nil else { return nil }
        guard let text = value.string else { throw arguments.wrongType("datefmt", "a pattern of a date", value) }
        return text
    }

    /// `style`: one of `%`, `{`, `$`.
    static func style(_ arguments: Arguments) throws -> FormatStyle {
        guard let value = arguments.raw("style") else { return .percent }
        if let type = Planner.unhashable(value, isConverted: true) {
            throw ArgumentError(
                "style",
                "a style is one of '%', '{', '$'",
                pythonType: "TypeError",
                pythonMessage: "unhashable type: '\(type)'"
            )
        }
        guard let text = value.string, let style = try? FormatStyle(symbol: text) else {
            throw ArgumentError(
                "style",
                "\(value.pythonRepr) is not a style",
                hint: "styles are '%', '{' and '$'",
                pythonMessage: "Style must be one of: %,{,$"
            )
        }
        return style
    }

    /// A formatter's settings as descriptions show them: the date's pattern as given, be it empty.
    static func settings(
        _ arguments: Arguments,
        format: String?,
        style: FormatStyle,
        defaults: LogObject = LogObject()
    ) -> LogObject {
        var object: LogObject = [
            "fmt": .string(format ?? style.defaultFormat),
            "datefmt": arguments.value("datefmt") ?? .null,
            "style": .string(style.rawValue),
        ]
        if !defaults.isEmpty { object["defaults"] = .object(defaults) }
        return object
    }
}
