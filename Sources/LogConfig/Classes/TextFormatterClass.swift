internal import LogRuntime
internal import YAMLTree

/// `logging.Formatter`.
enum TextFormatterClass {
    static let factory: FormatterFactory = {
        var factory = plain
        factory.attributes = ["datefmt", "default_time_format", "default_msec_format"]
        return factory
    }()

    private static let plain = FormatterFactory(
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
        let defaults = try FormatArguments.defaults(arguments)
        let formatter = try TextFormatter(
            format: format,
            dateFormat: dateFormat,
            style: style,
            validate: arguments.boolean("validate", default: true),
            defaults: defaults
        )
        let refusal = FormatArguments.refusal(arguments, usesTime: formatter.usesTime)
        let settings = FormatArguments.settings(arguments, format: format, style: style, defaults: defaults)
        var blueprint = FormatterBlueprint(formatter: refusal ?? formatter, settings: settings)
        guard refusal == nil else { return blueprint }
        blueprint.changed = { attributes in
            var (dateFormat, settings, date) = (dateFormat, settings, TextFormatter.DateOptions())
            for field in attributes.fields {
                let (key, value) = (field.key, field.value)
                var text: String?
                if case .string(let given) = value { text = given }
                guard text != nil || value == .null else { continue }
                switch key {
                case "datefmt": (dateFormat, settings[key]) = (text, value)
                case "default_msec_format": date.millisecondFormat = text
                case "default_time_format": date.standardFormat = text ?? date.standardFormat
                default: break
                }
            }
            // The format has passed validation, or was not to.
            let formatter = try TextFormatter(
                format: format,
                dateFormat: dateFormat,
                style: style,
                validate: false,
                defaults: defaults,
                date: date
            )
            return FormatterBlueprint(formatter: formatter, settings: settings)
        }
        return blueprint
    }
}

/// Refuses every record: a formatter with a setting that CPython finds out about with the first record.
final class RefusingFormatter: Formatter {
    private let error: FormattingError

    init(_ error: FormattingError) {
        self.error = error
    }

    func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) { throw error }
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
