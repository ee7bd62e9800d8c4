internal import LogRuntime

/// `systemd.journal.JournalHandler` of python-systemd, `cysystemd.journal.JournaldLogHandler`, and `logconfig.JournalHandler`.
enum JournalHandlerClass {
    /// The names of the class: python-systemd's, cysystemd's, and ours.
    static let names = [
        "logconfig.JournalHandler", "systemd.journal.JournalHandler", "cysystemd.journal.JournaldLogHandler",
    ]

    /// The class under one of its names.
    ///
    /// Any name in capitals is a field: the schema takes them all.
    static func factory(_ name: String) -> HandlerFactory {
        HandlerFactory(
            className: name,
            call: CallSignature(
                "JournalHandler.__init__",
                keywordOnly: ["SYSLOG_IDENTIFIER", "identifier", "facility", "socket", "use_message_id"],
                takesAnything: true
            )
        ) {
            arguments in
            var fields = LogObject()
            let identifier = try arguments.optionalString("identifier")
            if let identifier { fields["SYSLOG_IDENTIFIER"] = .string(identifier) }
            // cysystemd's way to number messages, which is always as it is without.
            _ = arguments.contains("use_message_id")
            let facility = try facility(arguments)
            let socket = try arguments.string("socket", default: JournalHandler.standardSocket)
            for name in arguments.names where !own.contains(name) {
                guard JournalHandler.isFieldName(name) else {
                    throw ArgumentError(
                        name,
                        "'\(name)' is not the name of a field of the journal",
                        hint: "names are capitals, digits and underscores, such as '\(name.uppercased())'",
                        pythonMessage: "Invalid field name: \(name)"
                    )
                }
                fields[name] = arguments.value(name) ?? .null
            }
            return HandlerBlueprint(
                opening: { [fields] context in
                    JournalHandler(
                        name: context.name,
                        fields: fields,
                        facility: facility,
                        socket: socket,
                        environment: context.environment
                    )
                },
                settings: { [fields] _, _ in
                    ["socket": .string(socket), "fields": .object(fields)]
                }
            )
        }
    }

    private static let own: Set = ["identifier", "use_message_id", "facility", "socket"]

    private static func facility(_ arguments: Arguments) throws -> SysLogFacility? {
        switch arguments.value("facility") {
        case nil, .null?: return nil
        case .int(let code)? where (0...23).contains(code): return SysLogFacility(code: Int(code))
        case .string(let name)?:
            let facility = SysLogFacility(name.lowercased())
            guard facility.code == nil else { return facility }
            throw ArgumentError("facility", "no syslog facility is named '\(name)'")
        default: throw ArgumentError("facility", "the facility is neither a name nor a number from 0 to 23")
        }
    }
}
