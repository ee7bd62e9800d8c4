internal import LogRuntime

/// The arguments of `logging.handlers.SysLogHandler` that CPython does not have.
enum SysLogProtocolArguments {
    /// Their names.
    static let names = [
        "rfc", "framing", "app_name", "hostname", "procid", "msgid", "sd_id", "max_length", "spool", "timeout",
    ]

    /// Arguments that only messages of RFC 5424 have a place for.
    private static let newOnly = ["app_name", "hostname", "procid", "msgid", "sd_id"]

    /// Reads them.
    static func settings(_ arguments: Arguments) throws(ArgumentError) -> SysLogProtocol {
        var settings = SysLogProtocol()
        if let number = try arguments.optionalInteger("rfc") {
            guard let version = SysLogProtocol.Version(rawValue: number) else {
                throw ArgumentError("rfc", "'\(number)' is not a syslog protocol", hint: "write 3164 or 5424")
            }
            settings.version = version
        }
        if let name = try arguments.optionalString("framing") {
            guard let framing = SysLogProtocol.Framing(rawValue: name) else {
                throw ArgumentError(
                    "framing",
                    "'\(name)' is not a framing",
                    hint: "write octet-counting, newline or none"
                )
            }
            settings.framing = framing
        }
        settings.applicationName = try arguments.optionalString("app_name")
        settings.hostName = try arguments.optionalString("hostname")
        settings.processIdentifier = try arguments.optionalString("procid")
        settings.messageIdentifier = try arguments.optionalString("msgid")
        settings.structuredDataIdentifier = try arguments.string("sd_id", default: settings.structuredDataIdentifier)
        settings.maximumLength = try size("max_length", least: 480, arguments)
        settings.spoolLimit = try size("spool", least: 0, arguments) ?? settings.spoolLimit
        if let timeout = try arguments.optionalNumber("timeout") {
            guard timeout > 0, timeout.isFinite else {
                throw ArgumentError("timeout", "\(timeout) is not a time in seconds")
            }
            settings.timeout = timeout
        }
        if settings.version == .rfc3164 {
            for name in newOnly where arguments.contains(name) {
                arguments.doubt(
                    name,
                    .ignoredOptions,
                    "'\(name)' has no effect on messages of RFC 3164",
                    hint: "write rfc: 5424"
                )
            }
        }
        return settings
    }

    /// A number of bytes; RFC 5424 §6.1 has every receiver take 480.
    private static func size(_ name: String, least: Int, _ arguments: Arguments) throws(ArgumentError) -> Int? {
        guard let number = try arguments.optionalInteger(name) else { return nil }
        guard number >= least || number == 0 else {
            throw ArgumentError(name, "'\(number)' is less than \(least) bytes")
        }
        return number
    }
}
