internal import LogConfig
internal import LogRuntime

/// The default type of monitors: rows and schemas go to two loggers of a tree of the monitor's own.
///
/// The loggers are `bentoml_monitor_data` and `bentoml_monitor_schema`, so that one logging configuration serves any number
/// of monitors and none of them meets another, nor the program's own loggers.
final class FileMonitor: Monitor {
    private let tree: LoggerTree
    private let active: ActiveConfiguration
    private let data: Logger
    private let schema: Logger
    private let options: FileMonitorOptions
    /// The last schema of an earlier run, which need not be written again; looked at once.
    ///
    /// Only known when the configuration is the built-in one.
    private let earlierSchema: Lock<[UInt8]?>

    /// Reads the configuration and opens what it names.
    ///
    /// - Throws: ``MonitorError`` for a wrong option, `LoggingConfigurationError` for anything wrong in the configuration.
    init(_ arguments: MonitorArguments) throws {
        options = try FileMonitorOptions(arguments.options)
        let files = MonitorFiles(logPath: options.logPath, name: arguments.name, worker: arguments.worker)
        let environment = arguments.environment.makingDirectories()
        tree = LoggerTree(environment: environment, status: arguments.status)
        let configuration = try FileMonitor.configuration(options, arguments, files)
        let isBuiltIn = options.configurationFile == nil
        let schemaFile = SchemaFile(path: environment.files.absolutePath(of: files.schema))
        earlierSchema = Lock(isBuiltIn ? schemaFile.lastLine : nil)
        active = try configuration.apply(to: tree)
        for diagnostic in configuration.diagnostics where diagnostic.severity == .warning {
            arguments.logger.warning("monitor '\(arguments.name)': \(diagnostic)")
        }
        data = tree.logger("bentoml_monitor_data")
        schema = tree.logger("bentoml_monitor_schema")
        for logger in [data, schema] where !logger.isEnabled(for: .info) {
            let file = options.configurationFile ?? BuiltInConfiguration.file
            arguments.logger.warning(
                "monitor '\(arguments.name)': '\(file)' gives logger '\(logger.name)' nothing at level INFO"
            )
        }
    }

    /// Looks at the options and reads the configuration without opening anything that it names.
    static func check(_ arguments: MonitorArguments) throws {
        let options = try FileMonitorOptions(arguments.options)
        let files = MonitorFiles(logPath: options.logPath, name: arguments.name, worker: arguments.worker)
        _ = try configuration(options, arguments, files)
    }

    private static func configuration(
        _ options: FileMonitorOptions,
        _ arguments: MonitorArguments,
        _ files: MonitorFiles
    ) throws -> LoggingConfiguration {
        let reading = ConfigurationOptions(
            registry: arguments.registry,
            placeholders: [
                "data_filename": files.data,
                "schema_filename": files.schema,
                "worker_id": "\(arguments.worker)",
                "monitor_name": arguments.name,
            ]
        )
        if let file = options.configurationFile { return try LoggingConfiguration(contentsOf: file, options: reading) }
        return try LoggingConfiguration(
            yaml: BuiltInConfiguration.yaml(options),
            file: BuiltInConfiguration.file,
            options: reading
        )
    }

    /// Writes the schema as a line, unless it is the last line that an earlier run has left.
    func exportSchema(_ schema: MonitorSchema) throws {
        var line = ByteBuffer()
        line.append(json: schema.object)
        let earlier = earlierSchema.withLock { line -> [UInt8]? in
            defer { line = nil }
            return line
        }
        if let earlier, earlier.elementsEqual(line.bytes) { return }
        let handlers = self.schema.handlers
        let failures = handlers.reduce(0) { $0 + $1.failureCount }
        // Without the braces, which the formatter adds.
        let fields = RawText(start: line.base + 1, count: line.count - 2)
        self.schema.log(.info, renderedFields: fields)
        guard handlers.reduce(0, { $0 + $1.failureCount }) == failures else {
            throw MonitorError("handler '\(handlers[0].displayName)' has failed")
        }
    }

    /// Writes each row as a line.
    func exportRows(_ record: borrowing MonitorRecord) throws {
        if _slowPath(record.hasNonFinite && options.nonFinite != .python) { return exportRespelled(record) }
        data.log(.info, record.lines, at: record.time)
    }

    /// Writes each row as a line, numbers that JSON lacks being spelled in another way.
    private func exportRespelled(_ record: borrowing MonitorRecord) {
        for index in 0..<record.rowCount {
            let row = record.renderedRow(index)
            var line = ByteBuffer(capacity: row.count + 64)
            line.append(row: row, nonFinite: options.nonFinite)
            data.log(.info, renderedFields: RawText(start: line.base, count: line.count), at: record.time)
        }
    }

    /// Has the files of rows gather them until ``flush()``: for a caller that writes as fast as it can.
    func allowWaiting() {
        for case let handler as SinkHandler in data.handlers {
            (handler.sink as? any GatheringSink)?.gather(FileMonitor.gatheredSize)
        }
    }

    /// How many bytes of rows are gathered.
    private static let gatheredSize = 1 << 18

    /// Flushes the handlers.
    func flush() throws {
        for handler in data.handlers + schema.handlers { try handler.flush() }
    }

    /// Closes what the configuration has opened.
    func close() {
        active.shutdown()
    }
}
