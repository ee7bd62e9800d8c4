/// Where keys belong, to say so about one that stands somewhere else.
enum KeyHome {
    /// The kinds of places that have keys of their own.
    enum Place: String {
        /// The document itself.
        case top
        /// An entry of `formatters`.
        case formatter
        /// An entry of `filters`.
        case filter
        /// An entry of `handlers`.
        case handler
        /// An entry of `loggers`, or `root`.
        case logger
    }

    /// The keys at the top of a document.
    static let top = [
        "version", "formatters", "filters", "handlers", "loggers", "root", "incremental", "disable_existing_loggers",
        "logconfig",
    ]

    /// Keys that mean something in one kind of place only, as far as people mix them up.
    private static let homes: [String: Place] = [
        "version": .top, "disable_existing_loggers": .top, "incremental": .top, "formatters": .top, "loggers": .top,
        "root": .top, "logconfig": .top,
        "format": .formatter, "fmt": .formatter, "datefmt": .formatter, "style": .formatter,
        "formatter": .handler, "filename": .handler, "stream": .handler, "maxBytes": .handler,
        "backupCount": .handler, "when": .handler, "interval": .handler, "address": .handler, "mode": .handler,
        "encoding": .handler, "delay": .handler,
        "propagate": .logger,
    ]

    /// What to do about a key that a place does not have.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - place: where it stands.
    /// - Returns: where it belongs, in words; `nil` when that is not known, or here.
    static func advice(for key: String, in place: Place) -> String? {
        guard let home = homes[key], home != place else {
            if key == "handlers", place != .logger, place != .top { return "'handlers' belongs to a logger" }
            if key == "class", place == .logger { return "'class' belongs to a handler" }
            if key == "level", place == .formatter || place == .filter {
                return "'level' belongs to a handler or a logger"
            }
            return nil
        }
        return switch home {
        case .top: "'\(key)' belongs at the top of the file"
        case .formatter where place == .handler:
            "'\(key)' belongs to a formatter; name that one with 'formatter'"
        case .handler where place == .logger: "'\(key)' belongs to a handler; name that one in 'handlers'"
        default: "'\(key)' belongs to a \(home.rawValue)"
        }
    }

    /// The section where an entry with these keys probably belongs.
    static func section(forKeys keys: [String]) -> String? {
        if keys.contains("class") || keys.contains("filename") || keys.contains("formatter") { return "handlers" }
        if keys.contains("()") { return "handlers" }
        if keys.contains("format") || keys.contains("datefmt") { return "formatters" }
        if keys.contains("handlers") || keys.contains("level") || keys.contains("propagate") { return "loggers" }
        return nil
    }
}
