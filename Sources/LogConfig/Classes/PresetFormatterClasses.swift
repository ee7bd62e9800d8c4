internal import LogRuntime

/// `logconfig.JSONFormatter`, `logconfig.LogfmtFormatter` and `logconfig.ConsoleFormatter`: shapes of lines that services and
/// people expect.
enum PresetFormatterClasses {
    /// `logconfig.JSONFormatter`.
    static let json: FormatterFactory = {
        var factory = FormatterFactory(
            className: "logconfig.JSONFormatter",
            call: CallSignature("JSONFormatter.__init__", ["preset", "service", "host", "project", "static_fields"])
        ) { arguments in
            let known = JSONPreset.allCases.map(\.rawValue)
            guard let name = try arguments.optionalString("preset") else {
                throw ArgumentError(
                    "preset",
                    "'preset' is missing",
                    hint: "presets are \(known.joined(separator: ", "))"
                )
            }
            guard let preset = JSONPreset(rawValue: name) else {
                throw ArgumentError(
                    "preset",
                    "no preset is named '\(name)'",
                    hint: EditDistance.suggestion(for: name, in: known)
                        ?? "presets are \(known.joined(separator: ", "))"
                )
            }
            var options = JSONPresetFormatter.Options()
            options.service = try arguments.optionalString("service")
            options.host = try arguments.optionalString("host")
            options.project = try arguments.optionalString("project")
            options.staticFields = try arguments.optionalObject("static_fields") ?? LogObject()
            return FormatterBlueprint(
                formatter: JSONPresetFormatter(preset, options: options),
                settings: ["preset": .string(name)]
            )
        }
        factory.arguments = [
            ArgumentDescription(
                "preset",
                .choice(JSONPreset.allCases.map(\.rawValue)),
                "The shape that a service expects.",
                isRequired: true
            ),
            ArgumentDescription("service", .text, "The service's name."),
            ArgumentDescription("host", .text, "The machine's name, for 'gelf'; without it the system's."),
            ArgumentDescription("project", .text, "Google Cloud's project, for 'gcp'."),
            ArgumentDescription("static_fields", .mapping, "Attributes of every record."),
        ]
        return factory
    }()

    /// `logconfig.LogfmtFormatter`.
    static let logfmt: FormatterFactory = {
        var factory = FormatterFactory(
            className: "logconfig.LogfmtFormatter",
            call: CallSignature("LogfmtFormatter.__init__", ["static_fields"])
        ) { arguments in
            let fields = try arguments.optionalObject("static_fields") ?? LogObject()
            return FormatterBlueprint(formatter: LogfmtFormatter(staticFields: fields), settings: LogObject())
        }
        factory.arguments = [ArgumentDescription("static_fields", .mapping, "Fields of every record.")]
        return factory
    }()

    /// `logconfig.ConsoleFormatter`.
    static let console: FormatterFactory = {
        var factory = FormatterFactory(
            className: "logconfig.ConsoleFormatter",
            call: CallSignature("ConsoleFormatter.__init__", ["datefmt", "use_colors", "stream"])
        ) { arguments in
            let dateFormat = try arguments.optionalString("datefmt")
            let colors = arguments.value("use_colors").flatMap { $0 == .null ? nil : $0 }
            let usesColors = colors == nil ? nil : arguments.boolean("use_colors")
            let sink = try arguments.optionalSink("stream")
            return FormatterBlueprint(
                formatter: ConsoleFormatter(
                    dateFormat: dateFormat,
                    usesColors: usesColors,
                    descriptor: sink === StreamSink.standardOutput ? 1 : 2
                ),
                settings: LogObject()
            )
        }
        factory.arguments = [
            ArgumentDescription("datefmt", .text, "How the time is shown: a pattern of strftime."),
            ArgumentDescription("use_colors", .boolean, "Whether there are colours; without it the terminal decides."),
            ArgumentDescription("stream", .stream, "What must be a terminal for colours.", default: "ext://sys.stderr"),
        ]
        return factory
    }()
}
