#if Compression && Network && OTLP
import LogConfig

/// A class with all that typed Swift can say of it.
struct Fullest {
    let className: String
    /// Several settings where arguments exclude each other.
    let settings: [ConfigurationDocument]
    let role: Registry.Role

    init(_ className: String, _ settings: HandlerSettings...) {
        self.className = className
        role = .handler
        self.settings = settings.map { settings in
            var document = ConfigurationDocument()
            document.handlers["other"] = .null
            document.handlers["made"] = settings.level(.info).filters(["f"]).formatter("t")
            document.filters["f"] = .logger("a")
            document.formatters["t"] = .text("%(message)s")
            document.disablesExistingLoggers = false
            document.root = LoggerSettings(level: .info, handlers: ["made", "other"])
            return document
        }
    }

    init(_ className: String, _ settings: FormatterSettings...) {
        self.className = className
        role = .formatter
        self.settings = settings.map { settings in
            var document = ConfigurationDocument()
            document.formatters["made"] = settings
            document.handlers["other"] = HandlerSettings.null.formatter("made")
            document.disablesExistingLoggers = false
            document.root = LoggerSettings(level: .info, handlers: ["other"])
            return document
        }
    }

    init(_ className: String, _ settings: FilterSettings...) {
        self.className = className
        role = .filter
        self.settings = settings.map { settings in
            var document = ConfigurationDocument()
            document.filters["made"] = settings
            document.handlers["other"] = .null.filters(["made"])
            document.disablesExistingLoggers = false
            document.root = LoggerSettings(level: .info, handlers: ["other"])
            return document
        }
    }
}
#endif
