internal import LogRuntime
internal import YAMLTree

/// `logconfig.SafeFormatter`: a class of this library's own, which CPython does not have.
enum SafeFormatterClass {
    /// The class.
    static let factory = make()

    private static func make() -> FormatterFactory {
        var factory = FormatterFactory(
            className: "logconfig.SafeFormatter",
            call: CallSignature(
                "SafeFormatter.__init__",
                ["fmt", "datefmt", "style", "validate"],
                keywordOnly: ["defaults", "maxBytes"]
            )
        ) { arguments in
            let format = try FormatArguments.format(arguments)
            let style = try FormatArguments.style(arguments)
            let defaults = try FormatArguments.defaults(arguments)
            let limit = try arguments.integer("maxBytes", default: SafeFormatter.defaultLimit)
            guard limit >= 0 else { throw ArgumentError("maxBytes", "\(limit) is not a size in bytes") }
            let text = try TextFormatter(
                format: format,
                dateFormat: try FormatArguments.dateFormat(arguments),
                style: style,
                validate: arguments.boolean("validate", default: true),
                defaults: defaults
            )
            var settings = FormatArguments.settings(arguments, format: format, style: style, defaults: defaults)
            settings["maxBytes"] = .int(Int64(limit))
            return FormatterBlueprint(formatter: SafeFormatter(text, limit: limit), settings: settings)
        }
        factory.arguments = [
            ArgumentDescription(
                "maxBytes",
                .integer,
                "How much is shown of a message, an error text and a stack, each; 0 shows all.",
                default: .int(Int64(SafeFormatter.defaultLimit))
            )
        ]
        return factory
    }
}
