import LogConfig
import LogRuntime

/// The article that lists every class with its arguments, made of a registry.
struct ClassReference {
    /// The registry.
    let registry: Registry

    /// The article.
    var text: String {
        """
        # Classes and their arguments

        Every class that a configuration can name, with every argument that it takes.

        ## Overview

        This page is made of the registry itself, all libraries of the package included, and a test keeps it so. An argument that
        is null counts as absent. Wherever a value stands, `cfg://`, `ext://` and `env://` may stand for it. <doc:Handlers> shows
        the handlers in use, and <doc:Classes> tells what differs from Python's.

        ### Every handler

        \(table(ClassReference.common))

        ### Every formatter

        `format` and `fmt` are the same. Without a class a formatter is `logging.Formatter`.

        ## Handlers

        \(sections(.handler))

        ## Formatters

        \(sections(.formatter))

        ## Filters

        \(sections(.filter))

        """
    }

    private static let common = [
        ArgumentDescription("class", .text, "The class; `()` in its place takes the arguments of the class only."),
        ArgumentDescription("level", .level, "Records below are not taken.", default: "NOTSET"),
        ArgumentDescription("formatter", .text, "The name of the formatter; without one a line is the message alone."),
        ArgumentDescription("filters", .texts, "The names of the filters that records pass."),
        ArgumentDescription(".", .mapping, "Attributes that are set once the handler is there."),
    ]

    /// Classes that take the same arguments share a section.
    private func sections(_ role: Registry.Role) -> String {
        var groups: [[ClassDescription]] = []
        for item in registry.classes(role) {
            if let index = groups.firstIndex(where: {
                Set($0[0].arguments) == Set(item.arguments) && $0[0].isClosed == item.isClosed
            }) {
                groups[index].append(item)
            } else {
                groups.append([item])
            }
        }
        let ordered = groups.map { group in group.sorted { rank($0.name) < rank($1.name) } }
            .sorted { rank($0[0].name) < rank($1[0].name) }
        return ordered.map(section).joined(separator: "\n\n")
    }

    /// Python's own names first, then this library's, then those of other packages.
    private func rank(_ name: String) -> String {
        let order = ["logging.", "logconfig."].firstIndex { name.hasPrefix($0) } ?? 2
        return "\(order) \(name)"
    }

    private func section(_ group: [ClassDescription]) -> String {
        let names = group.map(\.name)
        var lines = ["### " + names[0]]
        if names.count > 1 {
            lines.append("Also \(names.dropFirst().map { "`\($0)`" }.joined(separator: ", ")).")
        }
        let arguments = group[0].arguments.filter {
            !($0.name == "level" && $0.summary.hasPrefix("Records below this"))
        }
        lines.append(arguments.isEmpty ? "It takes no arguments of its own." : table(arguments))
        if !group[0].isClosed { lines.append("Any other name in capitals is a field of every entry.") }
        return lines.joined(separator: "\n\n")
    }

    private func table(_ arguments: [ArgumentDescription]) -> String {
        let rows = arguments.map { argument in
            let fallback =
                argument.isRequired
                ? "required" : argument.defaultValue.map { "`\(ClassReference.text(of: $0))`" } ?? ""
            return
                "| `\(argument.name)` | \(ClassReference.words(for: argument.kind)) | \(fallback) | \(argument.summary) |"
        }
        return (["| Argument | Takes | Default | |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }

    private static func text(of value: LogValue) -> String {
        var text = ByteBuffer()
        text.append(json: value)
        return text.string()
    }

    private static func words(for kind: ArgumentDescription.Kind) -> String {
        switch kind {
        case .text: "text"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "truth value"
        case .texts: "text or list of texts"
        case .mapping: "mapping"
        case .level: "level"
        case .stream: "stream"
        case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
        case .anything: ""
        }
    }
}
