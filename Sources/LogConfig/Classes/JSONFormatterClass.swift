internal import LogRuntime
internal import YAMLTree

/// The formatters of python-json-logger.
///
/// Source: python-json-logger 4.2.0 `BaseJsonFormatter`, `JsonFormatter`, `OrjsonFormatter` and `MsgspecFormatter`.
enum JSONFormatterClass {
    /// `pythonjsonlogger.json.JsonFormatter`.
    static let factory = FormatterFactory(
        className: "pythonjsonlogger.json.JsonFormatter",
        call: call(["json_encoder", "json_serializer", "json_indent", "json_ensure_ascii"]),
        attributes: attributes.union(["json_indent", "json_ensure_ascii"])
    ) { arguments in
        var (options, shown) = try options(arguments)
        options.style.isASCII = arguments.boolean("json_ensure_ascii", default: true)
        options.style.indent = try indent(arguments)
        noteCode(["json_default", "json_encoder", "json_serializer"], arguments)
        let formatter = try JSONFormatter(options)
        let refusal = indentRefusal(arguments) ?? defaultsRefusal(arguments)
        return FormatterBlueprint(formatter: refusal ?? formatter, settings: shown)
    }

    /// `pythonjsonlogger.orjson.OrjsonFormatter`.
    static let orjson = FormatterFactory(
        className: "pythonjsonlogger.orjson.OrjsonFormatter",
        call: call(["json_indent"]),
        attributes: attributes.union(["json_indent"])
    ) { arguments in
        var (options, shown) = try options(arguments)
        options.style.indent = arguments.boolean("json_indent") ? "  " : nil
        noteCode(["json_default"], arguments)
        let formatter = try CompactJSONFormatter(options, spelling: .orjson)
        return FormatterBlueprint(formatter: defaultsRefusal(arguments) ?? formatter, settings: shown)
    }

    /// `pythonjsonlogger.msgspec.MsgspecFormatter`.
    static let msgspec = FormatterFactory(
        className: "pythonjsonlogger.msgspec.MsgspecFormatter",
        call: call([]),
        attributes: attributes
    ) { arguments in
        let (options, shown) = try options(arguments)
        noteCode(["json_default"], arguments)
        let formatter = try CompactJSONFormatter(options, spelling: .msgspec)
        return FormatterBlueprint(formatter: defaultsRefusal(arguments) ?? formatter, settings: shown)
    }

    /// The arguments that all three keep as they are, and look at with each record.
    private static let attributes: Set<String> = [
        "datefmt", "prefix", "rename_fields", "rename_fields_keep_missing", "static_fields", "timestamp", "defaults",
        "exc_info_as_array", "stack_info_as_array",
    ]

    /// The arguments of all three, and those of one.
    private static func call(_ further: [String]) -> CallSignature {
        CallSignature(
            "BaseJsonFormatter.__init__",
            ["fmt", "datefmt", "style", "validate"],
            keywordOnly: [
                "prefix", "rename_fields", "rename_fields_keep_missing", "static_fields", "reserved_attrs",
                "timestamp", "defaults", "exc_info_as_array", "stack_info_as_array", "json_default",
            ] + further
        )
    }

    /// Notes arguments that name code.
    private static func noteCode(_ names: [String], _ arguments: Arguments) {
        for name in names {
            guard let value = arguments.raw(name), !value.isNull else { continue }
            arguments.doubt(name, .ignoredOptions, "'\(name)' names code and has no effect here")
        }
    }

    /// The arguments that all three share.
    private static func options(_ arguments: Arguments) throws -> (JSONFormatter.Options, shown: LogObject) {
        var options = JSONFormatter.Options()
        let shown = try fields(of: arguments, &options)
        options.validate = arguments.boolean("validate", default: true)
        options.dateFormat = try FormatArguments.dateFormat(arguments)
        options.prefix = try arguments.string("prefix", default: "")
        for field in try arguments.optionalObject("rename_fields")?.fields ?? [] {
            guard case .string(let key) = field.value else {
                if arguments.compatibility == .python313 {
                    // Whatever it is becomes a key as JSON writes it.
                    var buffer = ByteBuffer()
                    buffer.append(json: field.value)
                    options.renames.append((field: field.key, key: buffer.string()))
                    continue
                }
                throw ArgumentError(
                    "rename_fields",
                    "the new name of '\(field.key)' is not a text",
                    pythonType: "TypeError"
                )
            }
            options.renames.append((field: field.key, key: key))
        }
        options.keepsMissingRenames = arguments.boolean("rename_fields_keep_missing")
        options.staticFields = try arguments.optionalObject("static_fields") ?? LogObject()
        options.reservedAttributes = try arguments.optionalStrings("reserved_attrs")
        options.timestampKey = try timestampKey(arguments)
        options.defaults = try FormatArguments.defaults(arguments)
        options.splitsException = arguments.boolean("exc_info_as_array")
        options.splitsStack = arguments.boolean("stack_info_as_array")
        return (options, shown)
    }

    /// `fmt` and `style`.
    private static func fields(of arguments: Arguments, _ options: inout JSONFormatter.Options) throws -> LogObject {
        let styleText = arguments.raw("style").map { $0.string ?? $0.pythonRepr } ?? "%"
        var shown: LogObject = [
            "fmt": .null, "datefmt": arguments.value("datefmt") ?? .null, "style": .string(styleText),
        ]
        let value = arguments.raw("fmt")
        if let value, value.node?.sequence != nil {
            let names = try arguments.optionalStrings("fmt") ?? []
            options.fields = .names(names)
            shown["fmt"] = .string(value.pythonRepr)
            shown["style"] = "__sequence__"
            return shown
        }
        if let style = arguments.raw("style"), let type = Planner.unhashable(style, isConverted: true) {
            throw ArgumentError(
                "style",
                "a style is one of '%', '{', '$'",
                pythonType: "TypeError",
                pythonMessage: "unhashable type: '\(type)'"
            )
        }
        if let value, !value.isNull, value.string == nil {
            throw ArgumentError(
                "format",
                "\(value.pythonRepr) is not a format string",
                pythonType: "AttributeError",
                pythonMessage: "'JsonFormatter' object has no attribute '_required_fields'"
            )
        }
        let text = value?.string
        options.fields = .format(text, style: styleText)
        let fallback = FormatStyle(rawValue: styleText)?.defaultFormat
        let format = text.flatMap { $0.isEmpty ? fallback ?? $0 : $0 } ?? fallback
        shown["fmt"] = format.map { .string($0) } ?? .null
        return shown
    }

    /// `timestamp`: a name, or true for `timestamp`.
    private static func timestampKey(_ arguments: Arguments) throws -> String? {
        guard let value = arguments.raw("timestamp"), value.isTrue else { return nil }
        return value.string ?? "timestamp"
    }

    /// `json_indent`: a number of spaces, or the text itself.
    private static func indent(_ arguments: Arguments) throws -> String? {
        guard let value = arguments.raw("json_indent"), !value.isNull else { return nil }
        if let text = value.string { return text }
        if indentRefusal(arguments) != nil { return nil }
        return String(repeating: " ", count: max(0, try arguments.integer("json_indent", default: 0)))
    }

    /// What stands in for the formatter when `json_indent` is no number: CPython finds out with the first record.
    private static func indentRefusal(_ arguments: Arguments) -> (any Formatter)? {
        guard arguments.compatibility == .python313, let value = arguments.raw("json_indent"), !value.isNull,
            value.string == nil, value.node?.integer == nil
        else { return nil }
        let message = "can't multiply sequence by non-int of type '\(value.typeName)'"
        return RefusingFormatter(FormattingError("TypeError", message))
    }

    /// What stands in for the formatter when `defaults` is no mapping: CPython walks over it with each record.
    private static func defaultsRefusal(_ arguments: Arguments) -> (any Formatter)? {
        guard arguments.compatibility == .python313, let value = arguments.raw("defaults"), !value.isNull,
            value.node?.mapping == nil
        else { return nil }
        do throws(Fault) {
            guard let item = try Planner.iterated(value, at: "defaults", code: .invalidArgument).first else {
                return nil
            }
            let message =
                value.string == nil
                ? "list indices must be integers or slices, not \(item.value.pythonTypeName)"
                : "string indices must be integers, not 'str'"
            return RefusingFormatter(FormattingError("TypeError", message))
        } catch {
            return RefusingFormatter(FormattingError(error.chain[0].type, error.chain[0].message))
        }
    }
}
