internal import LogRuntime
internal import YAMLTree

/// `logging.Formatter`.
enum TextFormatterClass {
    static let factory = FormatterFactory(
        className: "logging.Formatter",
        call: CallSignature(
            "Formatter.__init__",
            ["fmt", "datefmt", "style", "validate"],
            keywordOnly: ["defaults"]
        ),
        attributes: ["datefmt", "default_time_format", "default_msec_format"]
    ) { arguments in
        let style = try FormatArguments.style(arguments)
        let format = try FormatArguments.format(arguments)
        let dateFormat = try FormatArguments.dateFormat(arguments)
        let defaults = try FormatArguments.defaults(arguments)
        let formatter = try TextFormatter(
            format: format,
            dateFormat: dateFormat,
            style: style,
            validate: arguments.boolean("validate", default: true),
            defaults: defaults,
            date: try dateOptions(arguments)
        )
        let refusal = FormatArguments.refusal(arguments, usesTime: formatter.usesTime)
        let settings = FormatArguments.settings(arguments, format: format, style: style, defaults: defaults)
        return FormatterBlueprint(formatter: refusal ?? formatter, settings: settings)
    }

    /// How times are written without `datefmt`, which only attributes change.
    private static func dateOptions(_ arguments: Arguments) throws -> TextFormatter.DateOptions {
        var options = TextFormatter.DateOptions()
        if let value = arguments.attribute("default_time_format") {
            guard let text = value.string else {
                throw arguments.wrongType("default_time_format", "a pattern of a date", value)
            }
            options.standardFormat = text
        }
        if let value = arguments.attribute("default_msec_format") {
            guard let text = value.isTrue ? value.string : "" else {
                throw arguments.wrongType("default_msec_format", "a format of milliseconds", value)
            }
            options.millisecondFormat = text.isEmpty ? nil : text
        }
        return options
    }
}

/// The arguments that all text formatters share, with CPython's errors.
enum FormatArguments {
    /// `fmt`: a text; nothing and the empty text stand for the style's default.
    static func format(_ arguments: Arguments) throws -> String? {
        guard let value = arguments.raw("fmt"), value.isTrue else { return nil }
        guard let text = value.string else {
            let isBraces = arguments.raw("style")?.string == "{"
            throw ArgumentError(
                "format",
                "\(value.pythonRepr) is not a format string",
                pythonType: "TypeError",
                pythonMessage: isBraces
                    ? "expected str, got \(value.typeName)"
                    : "expected string or bytes-like object, got '\(value.typeName)'"
            )
        }
        return text
    }

    /// `datefmt`: a text.
    ///
    /// CPython finds anything else out with the first record.
    static func dateFormat(_ arguments: Arguments) throws -> String? {
        guard let value = arguments.raw("datefmt"), value.isTrue || value.string != nil else { return nil }
        guard let text = value.string else {
            if arguments.compatibility == .python313 { return nil }
            throw arguments.wrongType("datefmt", "a pattern of a date", value)
        }
        return text
    }

    /// `defaults`: a mapping.
    ///
    /// CPython finds anything else out with the first record.
    static func defaults(_ arguments: Arguments) throws(ArgumentError) -> LogObject {
        do throws(ArgumentError) {
            return try arguments.optionalObject("defaults") ?? LogObject()
        } catch {
            guard arguments.compatibility == .python313 else { throw error }
            return LogObject()
        }
    }

    /// A formatter that refuses every record, for settings with which CPython's does; `nil` for others.
    static func refusal(_ arguments: Arguments, usesTime: Bool) -> (any Formatter)? {
        guard arguments.compatibility == .python313 else { return nil }
        if let value = arguments.raw("defaults"), value.isTrue, value.node?.mapping == nil {
            let message = "unsupported operand type(s) for |: '\(value.typeName)' and 'dict'"
            return RefusingFormatter(FormattingError("TypeError", message))
        }
        if usesTime, let value = arguments.raw("datefmt"), value.isTrue, value.string == nil {
            let message = "strftime() argument 1 must be str, not \(value.typeName)"
            return RefusingFormatter(FormattingError("TypeError", message))
        }
        return nil
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
        if !defaults.isEmpty {
            object["defaults"] = .object(defaults)
        } else if let value = arguments.raw("defaults"), value.isTrue, value.node?.mapping == nil {
            object["defaults"] = value.shown
        }
        return object
    }
}
