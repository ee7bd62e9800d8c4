#if OTLP
public import LogRuntime

/// Sends records to an OpenTelemetry collector.
///
/// The body is the message, a structured one as named values with their types; with a formatter it is the formatter's text.
/// The caller's own attributes become attributes, beside `code.file.path`, `code.function.name` and `code.line.number`; an
/// error's text becomes `exception.type`, `exception.message` and `exception.stacktrace`. Each logger is a scope of its name.
/// Source: opentelemetry-python `LoggingHandler`.
///
/// Records leave in batches behind the caller's back; ``flush()`` and ``close()`` wait for them, for a limited time. A record
/// for which there is no room is lost and counted.
///
/// ## Configuration keys
/// - `endpoint` (string, default `http://localhost:4318/v1/logs`, for gRPC `localhost:4317`): the collector. Over HTTP an
///   endpoint without a path gets `/v1/logs`.
/// - `protocol` (`http` or `grpc`, default `http`).
/// - `insecure` (boolean): whether gRPC without a scheme in `endpoint` goes unencrypted.
/// - `credentials` (string or mapping): the path of a PEM file with authorities, a token, or a mapping of `ca_file`,
///   `certificate_file`, `key_file`, `token`. A token is sent as `authorization: Bearer …`.
/// - `headers` (string `name=value,…` with values percent-encoded, or mapping).
/// - `timeout` (number, seconds, default 10): for one request.
/// - `compression` (`gzip` or `none`, default `none`).
/// - `max_queue_size` (integer, default 2048), `max_export_batch_size` (integer, default 512), `schedule_delay` (number,
///   seconds, default 1).
/// - `retry_limit` (number, seconds, default 300): for how long a request that may succeed later is tried again.
/// - `drain_timeout` (number, seconds, default 5): for how long flushing and closing wait.
/// - `spool_directory` (string), `spool_size` (integer, bytes, default 64 MiB): keeps what cannot be sent now.
/// - `service_name` (string, default `unknown_service:` and the program's name), `resource_attributes` (mapping).
///
/// What is absent is taken from `OTEL_EXPORTER_OTLP_…`, `OTEL_BLRP_…`, `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES`.
public final class OTLPHandler: Handler, @unchecked Sendable /* constants */ {
    /// Sends the records.
    public let exporter: OTLPExporter

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - exporter: sends the records; this handler closes it.
    ///   - level: records below are not taken.
    ///   - formatter: makes text of records; `nil` keeps structured messages.
    public init(exporter: OTLPExporter, level: Level = .notSet, formatter: (any Formatter)? = nil) {
        self.exporter = exporter
        super.init(level: level, formatter: formatter)
    }

    /// Puts the record into the queue.
    ///
    /// - Throws: `FormattingError` when a text is wanted and cannot be made, `QueueFullError` when there is no room.
    public override func emit(_ record: inout LogRecord) throws {
        // A record of usual size fits without growing.
        var buffer = ByteBuffer(capacity: 512)
        let severity = OTLPSeverity(record.level)
        let text = OTLPSeverity.text(record.levelText)
        let start = buffer.beginRecord(time: record.time, severity: severity, text: text.bytes)
        let body = buffer.beginMessage(field: LogRecordField.body)
        try appendBody(of: record, to: &buffer)
        buffer.endMessage(from: body)
        appendAttributes(of: record, to: &buffer)
        buffer.endRecord(from: start, trace: RecordTrace(), observed: record.environment.now())
        guard exporter.take(buffer.bytes, count: 1, scope: record.loggerName.bytes) else { throw QueueFullError() }
    }

    private func appendBody(of record: borrowing LogRecord, to buffer: inout ByteBuffer) throws {
        if formatter == nil {
            if let rendered = record.renderedFields {
                let list = buffer.beginMessage(field: AnyValueField.list)
                var transcoder = JSONTranscoder(rendered.bytes)
                transcoder.appendFields(to: &buffer)
                return buffer.endMessage(from: list)
            }
            if let object = record.object { return buffer.append(anyValue: .object(object)) }
        }
        let text = buffer.beginMessage(field: AnyValueField.string)
        if formatter == nil { try record.appendMessage(to: &buffer) } else { try format(record, into: &buffer) }
        buffer.endMessage(from: text)
    }

    private func appendAttributes(of record: borrowing LogRecord, to buffer: inout ByteBuffer) {
        let field = LogRecordField.attributes
        for extra in record.extra.fields { buffer.append(field: field, key: extra.key, value: extra.value) }
        append("code.file.path", record.origin.file.bytes, to: &buffer)
        append("code.function.name", record.origin.function.bytes, to: &buffer)
        buffer.append(field: field, key: "code.line.number", value: .int(Int64(record.line)))
        guard let text = record.exceptionText else { return }
        let (type, message) = OTLPHandler.lastError(in: text)
        if let type { buffer.append(field: field, key: "exception.type", value: .string(type)) }
        buffer.append(field: field, key: "exception.message", value: .string(message))
        buffer.append(field: field, key: "exception.stacktrace", value: .string(text))
    }

    private func append(_ key: StaticString, _ text: UnsafeRawBufferPointer, to buffer: inout ByteBuffer) {
        let start = buffer.beginMessage(field: LogRecordField.attributes)
        key.withUTF8Buffer { buffer.append(field: AnyValueField.key, bytes: UnsafeRawBufferPointer($0)) }
        let value = buffer.beginMessage(field: AnyValueField.value)
        buffer.append(field: AnyValueField.string, bytes: text)
        buffer.endMessage(from: value)
        buffer.endMessage(from: start)
    }

    /// The error that a text ends with: `Type: message`.
    static func lastError(in text: String) -> (type: String?, message: String) {
        let line = text.split(separator: "\n").last { !$0.isEmpty } ?? ""
        guard let colon = line.firstRange(of: ": "), !line[..<colon.lowerBound].contains(" ") else {
            return (nil, String(line))
        }
        return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
    }

    public override var pendingRecords: Int { exporter.pendingCount }

    public override func amend(_ statistics: inout HandlerStatistics) {
        // A record that is taken or a batch that is settled between two looks would be in two places, or in none.
        let (counts, taken, pending) = exporter.account
        statistics.records = taken - pending
        statistics.pending = pending
        statistics.move(counts.rejected, toDropsBecause: "rejected by the collector")
        statistics.move(counts.lost, toDropsBecause: "not sent")
        statistics.retries += counts.retries
    }

    /// Waits until all records have been sent, for a limited time.
    ///
    /// - Throws: `SinkError` when that takes longer.
    public override func flush() throws { try exporter.flush() }

    /// Sends what is left, for a limited time, and ends the connection.
    public override func close() { exporter.close() }
}
#endif
