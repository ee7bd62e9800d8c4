internal import LogRuntime

/// `uvicorn.logging.ColourizedFormatter`, and what is made of it: `DefaultFormatter` and `AccessFormatter`.
///
/// Source: uvicorn 0.54 `ColourizedFormatter`.
enum UvicornFormatterClasses {
    private static let call = CallSignature(
        "ColourizedFormatter.__init__",
        ["fmt", "datefmt", "style", "use_colors"]
    )

    private static let attributes: Set<String> = ["datefmt", "use_colors"]

    /// `uvicorn.logging.DefaultFormatter`.
    static let standard = plain("DefaultFormatter")

    /// `uvicorn.logging.ColourizedFormatter`, whose lines are those of `DefaultFormatter`.
    static let colored = plain("ColourizedFormatter")

    private static func plain(_ name: String) -> FormatterFactory {
        FormatterFactory(className: "uvicorn.logging." + name, call: call, attributes: attributes) { arguments in
            let (format, dateFormat, style, colors) = try read(arguments)
            let formatter = try UvicornDefaultFormatter(
                format: format,
                dateFormat: dateFormat,
                style: style,
                usesColors: colors
            )
            return FormatterBlueprint(
                formatter: formatter,
                settings: FormatArguments.settings(arguments, format: format, style: style)
            )
        }
    }

    /// `uvicorn.logging.AccessFormatter`.
    static let access = FormatterFactory(
        className: "uvicorn.logging.AccessFormatter",
        call: call,
        attributes: attributes
    ) { arguments in
        let (format, dateFormat, style, colors) = try read(arguments)
        let formatter = try UvicornAccessFormatter(
            format: format,
            dateFormat: dateFormat,
            style: style,
            usesColors: colors
        )
        return FormatterBlueprint(
            formatter: formatter,
            settings: FormatArguments.settings(arguments, format: format, style: style)
        )
    }

    /// The arguments; colours are on, off, or left to the terminal.
    private static func read(
        _ arguments: Arguments
    ) throws -> (format: String?, dateFormat: String?, style: FormatStyle, colors: Bool?) {
        let style = try FormatArguments.style(arguments)
        let format = try FormatArguments.format(arguments)
        let dateFormat = try FormatArguments.dateFormat(arguments)
        // Python asks whether the value is one of True and False, which 1 and 0 are, too.
        var colors: Bool?
        switch arguments.value("use_colors") {
        case .bool(let flag)?: colors = flag
        case .int(1)?: colors = true
        case .int(0)?: colors = false
        default: break
        }
        return (format, dateFormat, style, colors)
    }
}
