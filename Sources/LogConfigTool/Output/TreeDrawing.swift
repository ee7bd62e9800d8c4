import LogRuntime

/// Draws a verdict for people: the loggers as a tree, each with its level and handlers, then the handlers.
struct TreeDrawing {
    /// The verdict object.
    let verdict: LogObject

    /// The drawing, with a line end.
    var text: String {
        var lines: [String] = []
        if case .object(let root)? = verdict["root"] { lines.append("root  " + summary(of: root)) }
        let loggers = fields("loggers")
        draw(loggers.map(\.key).sorted(), of: loggers, prefix: "", indent: "", into: &lines)
        lines.append("")
        lines.append("handlers")
        for handler in fields("handlers") {
            guard case .object(let object) = handler.value else { continue }
            lines.append("  \(handler.key)  " + handlerSummary(of: object))
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
            lines.append("\(indent)\(isLast ? "└─ " : "├─ ")\(shown)  \(summary(of: object))")
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
        parts.append(level == "NOTSET" ? "(\(effective))" : level)
        if case .array(let handlers)? = logger["handlers"], !handlers.isEmpty {
            parts.append("→ " + handlers.map { word($0) }.joined(separator: ", "))
        }
        if case .array(let filters)? = logger["filters"], !filters.isEmpty { parts.append("\(filters.count) filters") }
        if logger["propagate"] == .bool(false) { parts.append("does not propagate") }
        if logger["disabled"] == .bool(true) { parts.append("disabled") }
        return parts.joined(separator: "  ")
    }

    private func handlerSummary(of handler: LogObject) -> String {
        var parts = [word(handler["class"]), word(handler["level"])]
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
