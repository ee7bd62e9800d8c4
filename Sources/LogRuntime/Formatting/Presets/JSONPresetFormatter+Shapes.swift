extension JSONPresetFormatter {
    /// Elastic Common Schema; the first three fields are first, as the ECS logging specification wants it.
    func ecs(_ record: borrowing LogRecord, _ message: String, _ fields: inout LogObject) -> LogObject {
        var object: LogObject = [
            "@timestamp": timestamp(record, digits: 3),
            "log.level": .string(record.levelName.lowercased()),
            "message": .string(message),
            "ecs.version": "1.6.0",
        ]
        if let service = options.service { object["service.name"] = .string(service) }
        object["log"] = [
            "logger": .string(record.name),
            "origin": [
                "file": ["name": .string(record.fileNameText.string), "line": .int(Int64(clamping: record.line))],
                "function": .string(record.function),
            ],
        ]
        object["process"] = [
            "pid": .int(Int64(record.processIdentifier)),
            "name": .string(record.processName),
            "thread": ["id": .uint(record.threadIdentifier), "name": .string(record.threadName)],
        ]
        if let text = trace(of: record) {
            object["error"] = [
                "message": .string(text.prefix { $0 != "\n" }.description),
                "stack_trace": .string(text),
            ]
        }
        if let trace = take("trace_id", from: &fields) { object["trace.id"] = trace }
        if let span = take("span_id", from: &fields) { object["span.id"] = span }
        object.merge(fields, reserved: ["error"])
        return object
    }

    /// GELF 1.1: attributes are texts and numbers behind an underscore; `_id` is the server's own.
    func gelf(_ record: borrowing LogRecord, _ message: String, _ fields: LogObject) -> LogObject {
        var object: LogObject = ["version": "1.1", "host": .string(host), "short_message": .string(message)]
        if let text = trace(of: record) {
            object["full_message"] = .string(message.isEmpty ? text : message + "\n" + text)
        }
        object["timestamp"] = .double(Double(JSONPresetFormatter.seconds(record.time)) ?? 0)
        object["level"] = .int(Int64(SysLogSeverity(nearest: record.level).rawValue))
        object["_logger"] = .string(record.name)
        object["_level_name"] = .string(record.levelName)
        object["_file"] = .string(record.path)
        object["_line"] = .int(Int64(clamping: record.line))
        object["_function"] = .string(record.function)
        object["_process_id"] = .int(Int64(record.processIdentifier))
        object["_thread_name"] = .string(record.threadName)
        if let service = options.service { object["_service"] = .string(service) }
        var extra = LogObject()
        for field in fields.fields {
            guard let value = JSONPresetFormatter.gelfValue(field.value) else { continue }
            extra["_" + JSONPresetFormatter.gelfName(field.key)] = value
        }
        object.merge(extra, reserved: ["_id"])
        return object
    }

    /// Google Cloud's structured logging.
    func gcp(_ record: borrowing LogRecord, _ message: String, _ fields: inout LogObject) -> LogObject {
        var object: LogObject = [
            "severity": .string(JSONPresetFormatter.cloudSeverity(record.level)),
            "message": .string(message),
            "time": timestamp(record, digits: 9),
            "logging.googleapis.com/sourceLocation": [
                "file": .string(record.path), "line": .string("\(record.line)"), "function": .string(record.function),
            ],
            "logging.googleapis.com/labels": ["logger": .string(record.name)],
        ]
        if let text = trace(of: record) { object["stack_trace"] = .string(text) }
        if let service = options.service { object["serviceContext"] = ["service": .string(service)] }
        if case .string(let trace)? = take("trace_id", from: &fields) {
            let name = options.project.map { "projects/\($0)/traces/\(trace)" } ?? trace
            object["logging.googleapis.com/trace"] = .string(name)
        }
        if let span = take("span_id", from: &fields) { object["logging.googleapis.com/spanId"] = span }
        object.merge(fields, reserved: ["stack_trace", "serviceContext"])
        return object
    }

    /// OpenTelemetry's log data model, with the names of its fields.
    func otel(_ record: borrowing LogRecord, _ message: String, _ fields: inout LogObject) -> LogObject {
        var nanoseconds = ByteBuffer(capacity: 24)
        nanoseconds.append(decimal: record.time.seconds)
        nanoseconds.append(padded: Int(record.time.nanoseconds), digits: 9)
        var object: LogObject = [
            "Timestamp": .string(nanoseconds.string()),
            "SeverityText": .string(record.levelName),
            "SeverityNumber": .int(JSONPresetFormatter.otelSeverity(record.level)),
            "Body": .string(message),
        ]
        if let trace = take("trace_id", from: &fields) { object["TraceId"] = trace }
        if let span = take("span_id", from: &fields) { object["SpanId"] = span }
        var attributes: LogObject = [
            "code.file.path": .string(record.path),
            "code.line.number": .int(Int64(clamping: record.line)),
            "code.function.name": .string(record.function),
            "thread.id": .uint(record.threadIdentifier),
            "thread.name": .string(record.threadName),
        ]
        if let text = trace(of: record) { attributes["exception.stacktrace"] = .string(text) }
        attributes.merge(fields, reserved: ["exception.stacktrace"])
        object["Attributes"] = .object(attributes)
        if let service = options.service { object["Resource"] = ["service.name": .string(service)] }
        object["InstrumentationScope"] = ["Name": .string(record.name)]
        return object
    }

    /// The fields of logstash-logback-encoder; its levels are a thousand times Python's.
    func logstash(_ record: borrowing LogRecord, _ message: String, _ fields: LogObject) -> LogObject {
        var object: LogObject = [
            "@timestamp": timestamp(record, digits: 3),
            "@version": "1",
            "message": .string(message),
            "logger_name": .string(record.name),
            "thread_name": .string(record.threadName),
            "level": .string(record.levelName),
            "level_value": .int(Int64(record.level.rawValue) * 1000),
            "caller_file_name": .string(record.fileNameText.string),
            "caller_line_number": .int(Int64(clamping: record.line)),
            "caller_method_name": .string(record.function),
        ]
        if let text = trace(of: record) { object["stack_trace"] = .string(text) }
        if let service = options.service { object["service"] = .string(service) }
        object.merge(fields, reserved: ["stack_trace", "service"])
        return object
    }
}

extension JSONPresetFormatter {
    /// Seconds since the epoch with milliseconds.
    private static func seconds(_ time: WallTime) -> String {
        var text = ByteBuffer(capacity: 24)
        text.append(decimal: time.seconds)
        text.append(UInt8(ascii: "."))
        text.append(padded: time.milliseconds, digits: 3)
        return text.string()
    }

    /// A value as GELF takes it: a text or a number.
    private static func gelfValue(_ value: LogValue) -> LogValue? {
        switch value {
        case .null: return nil
        case .int, .uint, .digits, .string: return value
        case .double(let number) where number.isFinite: return value
        default:
            var text = ByteBuffer()
            text.append(json: value, style: JSONStyle(isASCII: false))
            return .string(text.string())
        }
    }

    /// A name of letters, digits, underscores, dots and hyphens, as GELF wants it.
    private static func gelfName(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    switch scalar {
                    case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "-": scalar
                    default: "_"
                    }
                }
            )
        )
    }

    /// Google Cloud's name of a level (`LogSeverity`).
    private static func cloudSeverity(_ level: Level) -> String {
        switch level {
        case ..<Level.info: "DEBUG"
        case ..<Level.notice: "INFO"
        case ..<Level.warning: "NOTICE"
        case ..<Level.error: "WARNING"
        case ..<Level.critical: "ERROR"
        default: "CRITICAL"
        }
    }

    /// OpenTelemetry's number of a level (`SeverityNumber`).
    private static func otelSeverity(_ level: Level) -> Int64 {
        switch level {
        case ..<Level.debug: 1
        case ..<Level.info: 5
        case ..<Level.notice: 9
        case ..<Level.warning: 10
        case ..<Level.error: 13
        case ..<Level.critical: 17
        default: 21
        }
    }
}

extension SysLogSeverity {
    /// The severity of a level: that of the nearest named level below.
    init(nearest level: Level) {
        self =
            switch level {
            case ..<Level.info: .debug
            case ..<Level.notice: .info
            case ..<Level.warning: .notice
            case ..<Level.error: .warning
            case ..<Level.critical: .error
            default: .critical
            }
    }
}
