/// Writes records as JSON objects, one a line, in the shape that a service expects.
///
/// `{"@timestamp": "2026-11-22T21:53:18.123Z", "log.level": "warning", "message": "the cart is empty", …}`. The caller's own
/// attributes are added where the service looks for them; an attribute with a name that the service gives a meaning keeps its
/// value under the name with an underscore behind it. `trace_id` and `span_id` go where the service looks for traces.
///
/// ## Configuration keys
/// - `preset` (string, required): `ecs`, `gelf`, `gcp`, `otel` or `logstash`.
/// - `service` (string, default none): the service's name.
/// - `host` (string, default the machine's name): GELF's `host`.
/// - `project` (string, default none): Google Cloud's project, which the names of traces begin with.
/// - `static_fields` (mapping, default none): attributes of every record.
public final class JSONPresetFormatter: Formatter {
    /// What is the same for all records.
    public struct Options: Sendable {
        /// The service's name (`service`).
        public var service: String?
        /// The machine's name (`host`); `nil` asks the system.
        public var host: String?
        /// Google Cloud's project (`project`).
        public var project: String?
        /// Attributes of every record (`static_fields`).
        public var staticFields = LogObject()

        /// The defaults.
        public init() {}
    }

    /// The shape.
    public let preset: JSONPreset
    let options: Options
    let host: String
    private static let style = JSONStyle(isASCII: false, nonFinite: .null)

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - preset: the shape.
    ///   - options: what is the same for all records.
    public init(_ preset: JSONPreset, options: Options = Options()) {
        self.preset = preset
        self.options = options
        host = options.host ?? SysLogHeader.machineName
    }

    /// Appends the record's object.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        var (message, fields) = try content(record)
        let object =
            switch preset {
            case .ecs: ecs(record, message, &fields)
            case .gelf: gelf(record, message, fields)
            case .gcp: gcp(record, message, &fields)
            case .otel: otel(record, message, &fields)
            case .logstash: logstash(record, message, fields)
            }
        buffer.append(json: object, style: JSONPresetFormatter.style)
    }

    /// A record's text and attributes; a structured message is attributes, of which `message` is the text.
    private func content(_ record: borrowing LogRecord) throws(FormattingError) -> (String, LogObject) {
        var fields = options.staticFields
        var message = ""
        if let object = record.structuredMessage {
            for field in object.fields { fields[field.key] = field.value }
            if case .string(let text)? = fields["message"] {
                message = text
                fields["message"] = nil
            }
        } else {
            message = try record.message()
        }
        for field in record.extra.fields { fields[field.key] = field.value }
        return (message, fields)
    }

    /// A record's time, such as `2026-11-22T21:53:18.123Z`.
    func timestamp(_ record: borrowing LogRecord, digits: Int) -> LogValue {
        var text = ByteBuffer(capacity: 40)
        text.append(utcTimestampOf: record, digits: digits)
        return .string(text.string())
    }

    /// Error and stack, one below the other; `nil` if there is neither.
    func trace(of record: borrowing LogRecord) -> String? {
        let parts = [record.exceptionText, record.stackText].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }

    /// Takes a text out of the attributes.
    func take(_ name: String, from fields: inout LogObject) -> LogValue? {
        guard case .string? = fields[name] else { return nil }
        defer { fields[name] = nil }
        return fields[name]
    }
}

extension LogObject {
    /// Adds attributes; one whose name is there already, or is reserved, gets an underscore behind it.
    mutating func merge(_ fields: LogObject, reserved: Set<String> = []) {
        for field in fields.fields {
            var name = field.key
            while self[name] != nil || reserved.contains(name) { name += "_" }
            self[name] = field.value
        }
    }
}
