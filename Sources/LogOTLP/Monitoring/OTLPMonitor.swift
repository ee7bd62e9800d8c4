#if OTLP
internal import LogMonitor
internal import LogRuntime
internal import Synchronization

/// The monitor type `otlp`: sends rows to an OpenTelemetry collector.
///
/// A row is a record at level INFO of scope `bentoml_monitor_data`, its body named values: the columns with their types, then
/// `timestamp` (seconds), `request_id`, `trace_id` when a trace is active, and by `meta_sample_rate` `bento_meta`: who has
/// made the row, and the schema. Source: BentoML `OTLPMonitor`, recorded.
final class OTLPMonitor: Monitor {
    /// The logger that BentoML's rows come from.
    private static let scope: StaticString = "bentoml_monitor_data"

    /// `bento_meta` of a schema, encoded as the field of a row's body.
    private final class Metadata: Sendable {
        let bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    private let exporter: OTLPExporter
    private let metaSampleRate: Double
    private let environment: LogEnvironment
    private let metadata: Lock<Metadata?>
    /// Whether no block has carried metadata yet: the first one always does.
    private let isFirst = Atomic<Bool>(true)
    /// Whether rows wait for room in the queue.
    private let waits = Atomic<Bool>(false)

    /// Reads the options and prepares to send.
    ///
    /// - Throws: `MonitorError` for wrong options, `SinkError` for a file that cannot be used.
    convenience init(_ arguments: MonitorArguments) throws {
        let options = try OTLPMonitorOptions(arguments.options)
        let thread = ExporterThread()
        var settings = options.settings
        let files = arguments.environment.files
        settings.spoolDirectory = settings.spoolDirectory.map(files.absolutePath(of:))
        let transport = try settings.makeTransport(
            in: arguments.environment,
            name: arguments.name,
            thread: thread
        )
        try self.init(arguments, settings, options.metaSampleRate, transport, thread)
    }

    /// Creates a monitor over a transport.
    init(
        _ arguments: MonitorArguments,
        _ settings: OTLPSettings,
        _ metaSampleRate: Double,
        _ transport: any OTLPTransport,
        _ thread: ExporterThread
    ) throws {
        let service = arguments.serviceName.isEmpty ? nil : "\(arguments.serviceName):\(arguments.name)"
        exporter = try OTLPExporter(
            settings: settings,
            transport: transport,
            resource: OTLPResource.attributes(settings, serviceName: service, instance: arguments.serviceVersion),
            name: arguments.name,
            status: arguments.status,
            thread: thread
        )
        self.metaSampleRate = metaSampleRate
        environment = arguments.environment
        metadata = Lock(nil)
    }

    /// Looks at the options, and at the files they name.
    static func check(_ arguments: MonitorArguments) throws {
        _ = try OTLPMonitorOptions(arguments.options)
    }

    /// Keeps the schema for the rows to come.
    func exportSchema(_ schema: MonitorSchema) {
        var columns = LogObject()
        for column in schema.columns {
            columns[column.name] = .object([
                "name": .string(column.name), "role": .string(column.role.rawValue),
                "type": .string(column.dataType.rawValue),
            ])
        }
        let content: LogObject = [
            "bento_name": .string(schema.serviceName), "bento_version": .string(schema.serviceVersion),
            "monitor_name": .string(schema.monitorName), "schema": .object(columns),
        ]
        var buffer = ByteBuffer()
        buffer.append(field: AnyValueField.elements, key: "bento_meta", value: .object(content))
        let encoded = Metadata(Array(buffer.bytes))
        metadata.withLock { $0 = encoded }
        // Rows of another shape say so, whatever the rate.
        isFirst.store(true, ordering: .relaxed)
    }

    /// Queues the rows, all or none.
    func exportRows(_ record: borrowing MonitorRecord) throws {
        let carriesMetadata =
            metaSampleRate >= 1 || isFirst.exchange(false, ordering: .relaxed)
            || Double.random(in: 0..<1) < metaSampleRate
        let metadata = carriesMetadata ? self.metadata.withLock { $0 } : nil
        let trace = RecordTrace(traceID: record.traceID)
        let now = environment.now()
        var buffer = ByteBuffer(capacity: 1024)
        for index in 0..<record.rowCount {
            let start = buffer.beginRecord(
                time: record.time,
                severity: OTLPSeverity(.info),
                text: RawText("INFO").bytes
            )
            let body = buffer.beginMessage(field: LogRecordField.body)
            let list = buffer.beginMessage(field: AnyValueField.list)
            var transcoder = JSONTranscoder(record.renderedColumns(index).bytes)
            transcoder.appendFields(to: &buffer)
            appendTail(of: record, trace, to: &buffer)
            if let metadata { buffer.append(metadata.bytes) }
            buffer.endMessage(from: list)
            buffer.endMessage(from: body)
            buffer.endRecord(from: start, trace: trace, observed: now)
        }
        let isTaken = RawText(OTLPMonitor.scope).bytes.withMemoryRebound(to: UInt8.self) { scope in
            exporter.take(
                buffer.bytes,
                count: record.rowCount,
                scope: UnsafeRawBufferPointer(scope),
                waits: waits.load(ordering: .relaxed)
            )
        }
        guard isTaken else { throw MonitorError("the queue of rows for the collector is full") }
    }

    /// What every row ends with.
    private func appendTail(of record: borrowing MonitorRecord, _ trace: RecordTrace, to buffer: inout ByteBuffer) {
        buffer.append(named: "timestamp") { $0.append(anyValue: record.time.epochSeconds) }
        buffer.append(named: "request_id") { buffer in
            let text = buffer.beginMessage(field: AnyValueField.string)
            buffer.append(decimal: record.requestID)
            buffer.endMessage(from: text)
        }
        guard trace.traceID != 0 else { return }
        buffer.append(named: "trace_id") { $0.append(field: AnyValueField.string, text: String(trace.traceID)) }
    }

    /// Has rows wait for room, for as long as flushing may take.
    func allowWaiting() { waits.store(true, ordering: .relaxed) }

    /// Waits until all rows have been sent, for a limited time.
    func flush() throws { try exporter.flush() }

    /// Sends what is left, for a limited time, and ends the connection.
    func close() { exporter.close() }
}

extension ByteBuffer {
    /// Appends a named value to a list.
    @inline(__always)
    fileprivate mutating func append(named name: StaticString, _ value: (inout ByteBuffer) -> Void) {
        let start = beginMessage(field: AnyValueField.elements)
        append(field: AnyValueField.key, bytes: RawText(name).bytes)
        let inside = beginMessage(field: AnyValueField.value)
        value(&self)
        endMessage(from: inside)
        endMessage(from: start)
    }
}
#endif
