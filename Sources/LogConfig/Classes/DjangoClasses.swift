internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What Django's usual configuration names: its filters and the formatter of its development server.
///
/// Source: Django 5 `django.utils.log`. In place of `settings.DEBUG` the environment variable `DEBUG` is asked, once, when
/// the configuration is read: `1`, `true`, `yes` and `on` mean true, anything else and nothing mean false.
enum DjangoClasses {
    /// `django.utils.log.RequireDebugFalse`.
    static let requireDebugFalse = filter("RequireDebugFalse", whenDebugging: false)
    /// `django.utils.log.RequireDebugTrue`.
    static let requireDebugTrue = filter("RequireDebugTrue", whenDebugging: true)

    private static func filter(_ name: String, whenDebugging wanted: Bool) -> FilterFactory {
        FilterFactory(
            className: "django.utils.log." + name,
            call: CallSignature("Filter.__init__", ["name"])
        ) { arguments in
            _ = arguments.raw("name")
            return ConstantFilter(passes: isDebugging == wanted)
        }
    }

    private static var isDebugging: Bool {
        let value = getenv("DEBUG").map { String(cString: $0).lowercased() } ?? ""
        return ["1", "true", "yes", "on"].contains(value)
    }

    /// `django.utils.log.ServerFormatter`.
    static let serverFormatter = FormatterFactory(
        className: "django.utils.log.ServerFormatter",
        call: TextFormatterClass.factory.call
    ) { arguments in
        let format = try FormatArguments.format(arguments)
        let style = try FormatArguments.style(arguments)
        let defaults = try arguments.optionalObject("defaults") ?? LogObject()
        let formatter = try ServerFormatter(
            format: format,
            dateFormat: try FormatArguments.dateFormat(arguments),
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

/// Lets every record pass, or none.
private final class ConstantFilter: Filter {
    private let passes: Bool

    init(passes: Bool) {
        self.passes = passes
    }

    func filter(_ record: inout LogRecord) -> Bool { passes }
}
