import LogConfig

/// What takes the place of classes that nobody registered, by the rules of the corpus.
enum StandIns {
    private static let bases = [
        "cloghandler.ConcurrentRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "concurrent_log_handler.ConcurrentRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "HABApp.core.lib.handler.MidnightRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "sslh.utils.handler.CustomFileHandler": "logging.FileHandler",
        "canopyhydro.handlers.ConsoleHandler": "logging.StreamHandler",
        "flask_logify.handlers.FlaskSysLogHandler": "logging.handlers.SysLogHandler",
        "prefect.logging.handlers.PrefectConsoleHandler": "logging.StreamHandler",
        "prefect.logging.handlers._SafeStreamHandler": "logging.StreamHandler",
        "smtps_handler.SMTPSHandler": "logging.handlers.SMTPHandler",
        "lega.utils.logging.LEGAHandler": "logging.handlers.SocketHandler",
        "lega.utils.logging.LogstashHandler": "logging.handlers.SocketHandler",
        "synapse.logging.handlers.PeriodicallyFlushingMemoryHandler": "logging.handlers.MemoryHandler",
    ]

    /// The names that stand upon one of some classes.
    static func names(basedOn classes: [String]) -> [String] {
        bases.filter { classes.contains($0.value) }.map(\.key)
    }

    /// The stand-in for a name.
    @Sendable static func entry(_ role: Registry.Role, _ name: String) -> RegistryEntry? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let isDotted = parts.count > 1 && parts.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
        guard isDotted, let top = parts.first, !PythonModules.isStandardLibrary(top) else { return nil }
        guard !["uvicorn", "pythonjsonlogger", "colorlog"].contains(top) else { return nil }
        switch role {
        case .handler:
            if let base = bases[name], case .handler(let factory)? = Registry.standard[base] {
                return .handler(factory.standIn(for: name))
            }
            if bases[name] != nil { return nil }
            var factory = HandlerFactory(className: name, call: .anything) { _ in
                HandlerBlueprint(opening: { _ in NullHandler() })
            }
            factory.isStandIn = true
            return .handler(factory)
        case .formatter:
            var factory = FormatterFactory(
                className: name,
                call: CallSignature("F.__init__", ["fmt", "datefmt", "style", "validate"], takesAnything: true)
            ) { arguments in
                if arguments.contains("format") {
                    throw ArgumentError(
                        "format",
                        "unknown",
                        pythonType: "TypeError",
                        pythonMessage: "Formatter.__init__() got an unexpected keyword argument 'format'"
                    )
                }
                let style = (try? arguments.string("style", default: "%")) ?? "%"
                let known = FormatStyle(rawValue: style) ?? .percent
                var format = try? arguments.optionalString("fmt")
                if format?.isEmpty ?? true { format = known.defaultFormat }
                let date = try? arguments.optionalString("datefmt")
                return FormatterBlueprint(
                    formatter: MessageFormatter.shared,
                    settings: [
                        "fmt": format.map { .string($0) } ?? .null, "datefmt": date.map { .string($0) } ?? .null,
                        "style": .string(known.rawValue),
                    ]
                )
            }
            factory.isStandIn = true
            return .formatter(factory)
        case .filter:
            var factory = FilterFactory(className: name, call: .anything) { _ in PassingFilter() }
            factory.isStandIn = true
            return .filter(factory)
        case .stream:
            return .external(.stream(StreamSink.standardError, shown: .string("stand-in " + name)))
        case .object:
            return .external(.opaque(shown: .string("object " + name)))
        }
    }
}

/// Lets every record pass.
private final class PassingFilter: Filter {
    func filter(_ record: inout LogRecord) -> Bool { true }
}
