import LogRuntime

/// Draws a verdict for people: the loggers as a tree, each with its level and handlers, then the handlers.
struct TreeDrawing {
    /// The verdict object.
    let verdict: LogObject
    /// Whether names and levels are coloured.
    let paint: Paint

    /// The drawing, with a line end.
    var text: String {
        var lines: [String] = []
        if case .object(let root)? = verdict["root"] { lines.append(paint.strong("root") + "  " + summary(of: root)) }
        let loggers = fields("loggers")
        draw(loggers.map(\.key).sorted(), of: loggers, prefix: "", indent: "", into: &lines)
        lines.append("")
        lines.append(paint.strong("handlers"))
        for handler in fields("handlers") {
            guard case .object(let object) = handler.value else { continue }
            lines.append("  \(paint.cyan(handler.key))  " + handlerSummary(of: object))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func fields(_ key: String) -> [LogObject.Field] {
        guard case .object(let object)? = verdict[key] else { return [] }
        return object.fields
    }

    /// Draws the loggers below a prefix; a logger hangs below the nearest one whose name begins its own.
    private func draw(
        _ names: [String],
        of loggers: [LogObject.Field],
        prefix: String,
        indent: String,
        into lines: inout [String]
    ) {
        let tops = names.filter { name in
            !names.contains { $0 != name && name.hasPrefix($0 + ".") }
        }
        for (index, name) in tops.enumerated() {
            let isLast = index == tops.count - 1
            guard case .object(let object)? = loggers.first(where: { $0.key == name })?.value else { continue }
            let shown = name.dropFirst(prefix.count)
            lines.append("\(indent)\(isLast ? "└─ " : "├─ ")\(paint.strong(String(shown)))  \(summary(of: object))")
            draw(
                names.filter { $0.hasPrefix(name + ".") },
                of: loggers,
                prefix: name + ".",
                indent: indent + (isLast ? "   " : "│  "),
                into: &lines
            )
        }
    }

    private func summary(of logger: LogObject) -> String {
        var parts: [String] = []
        let level = word(logger["level"])
        let effective = word(logger["effective"])
        parts.append(level == "NOTSET" ? paint.dim("(\(effective))") : coloured(level))
        if case .array(let handlers)? = logger["handlers"], !handlers.isEmpty {
            parts.append("→ " + handlers.map { paint.cyan(word($0)) }.joined(separator: ", "))
        }
        if case .array(let filters)? = logger["filters"], !filters.isEmpty { parts.append("\(filters.count) filters") }
        if logger["propagate"] == .bool(false) { parts.append(paint.yellow("does not propagate")) }
        if logger["disabled"] == .bool(true) { parts.append(paint.red("disabled")) }
        return parts.joined(separator: "  ")
    }

    private func handlerSummary(of handler: LogObject) -> String {
        var parts = [word(handler["class"]), coloured(word(handler["level"]))]
        if case .object(let settings)? = handler["settings"] {
            for key in ["baseFilename", "stream", "address", "host", "url", "mailhost"] {
                if let value = settings[key] { parts.append("→ " + word(value)) }
            }
        }
        if case .object(let formatter)? = handler["formatter"] {
            parts.append("as " + word(formatter["class"]))
            if let format = formatter["fmt"], format != .null { parts.append("'\(word(format))'") }
        }
        return parts.joined(separator: "  ")
    }

    /// A level by how severe it is.
    private func coloured(_ level: String) -> String {
        switch level {
        case "CRITICAL", "ERROR": paint.red(level)
        case "WARNING": paint.yellow(level)
        case "NOTSET", "DEBUG", "TRACE": paint.dim(level)
        default: paint.green(level)
        }
    }

    private func word(_ value: LogValue?) -> String {
        switch value {
        case .string(let text)?: text
        case nil, .null?: "-"
        case let other?:
            {
                var buffer = ByteBuffer()
                buffer.append(json: other)
                return buffer.string()
            }()
        }
    }
}
