#if Arize
internal import LogMonitor
internal import Synchronization

/// The monitor type that sends rows to Arize, each in a request of its own.
///
/// Source: `bentoml_plugins.arize.ArizeMonitor` 0.1.0 over Arize's client 7.54.0, recorded.
final class ArizeMonitor: Monitor {
    /// From this many notices on, nothing more is said.
    private static let noticeLimit = 1000

    private let settings: ArizeSettings
    private let sender: ArizeSender
    private let status: StatusChannel
    private let logger: Logger
    private let name: String
    /// The columns of the last rows and how they are mapped.
    private let mapping = Mutex<ArizeMapping?>(nil)
    /// What was said about the columns.
    private let notices = Mutex<Set<String>>([])
    /// Whether rows wait for room in the queue.
    private let waits = Atomic<Bool>(false)

    /// Reads the options and prepares to send.
    ///
    /// - Throws: `MonitorError` for wrong options, `SinkError` for a file of certificates that cannot be read.
    init(_ arguments: MonitorArguments) throws {
        settings = try ArizeSettings(arguments)
        sender = try ArizeSender(settings: settings, name: arguments.name, status: arguments.status)
        status = arguments.status
        logger = arguments.logger
        name = arguments.name
    }

    deinit { sender.close() }

    /// Looks at the options, when the program starts.
    static func check(_ arguments: MonitorArguments) throws {
        _ = try ArizeSettings(arguments)
    }

    /// Says what is odd about the columns.
    ///
    /// Columns that cannot be mapped are told of with the rows, which they cost.
    func exportSchema(_ schema: MonitorSchema) {
        for notice in (try? mapping(of: schema.columns))?.notices ?? [] { say(notice) }
    }

    /// Queues the rows: all that are records to Arize, or none when there is no room.
    ///
    /// - Throws: `MonitorError` when the columns cannot be mapped, when none of the rows is a record, or when there is no room.
    func exportRows(_ record: borrowing MonitorRecord) throws {
        let mapping = try mapping(of: record.schema.columns)
        let rows = record.rows
        var bodies: [[UInt8]] = []
        var problems: [String] = []
        var leftOut: [String] = []
        for (index, row) in rows.enumerated() {
            // Rows of a batch are told apart: with one identifier for all, Arize keeps the last.
            let id = rows.count == 1 ? "\(record.requestID)" : "\(record.requestID)-\(index)"
            let row = mapping.record(row, predictionID: id, time: record.time, leftOut: &leftOut)
            if let problem = problem(of: row) {
                problems.append(problem)
            } else {
                bodies.append(row.body(settings.model))
            }
        }
        for name in leftOut { say("a value of feature '\(name)' is no embedding that Arize takes, and is left out") }
        if bodies.isEmpty, let problem = problems.first { throw MonitorError(problem) }
        let isTaken = bodies.isEmpty || sender.take(bodies, waits: waits.load(ordering: .relaxed))
        guard isTaken else { throw MonitorError("the queue of rows for Arize is full") }
        for problem in problems {
            status.report(LogFailure(handler: "monitor \(name)", message: "a row is lost: \(problem)"))
        }
    }

    /// Why Arize would not take a record.
    private func problem(of record: ArizeRecord) -> String? {
        if record.prediction == nil, record.actual == nil { return "it has neither a prediction nor a target" }
        guard settings.model.purpose != .production, record.prediction == nil || record.actual == nil else {
            return nil
        }
        return "environment '\(settings.model.purpose.rawValue)' wants a prediction and a target"
    }

    /// How columns are mapped; mostly those of the last rows.
    private func mapping(of columns: [MonitorColumn]) throws(MonitorError) -> ArizeMapping {
        if let known = mapping.withLock({ $0 }), known.columns == columns { return known }
        let made = try ArizeMapping(columns, modelType: settings.modelType)
        mapping.withLock { $0 = made }
        return made
    }

    /// Says something odd, once.
    private func say(_ notice: String) {
        let isNew = notices.withLock { $0.count < ArizeMonitor.noticeLimit && $0.insert(notice).inserted }
        if isNew { logger.warning("monitor '\(name)': \(notice)") }
    }

    /// Has rows wait for room, for as long as flushing may take.
    func allowWaiting() { waits.store(true, ordering: .relaxed) }

    /// Waits until all rows have been sent, for a limited time.
    func flush() throws { try sender.flush() }

    /// Sends what is left, for a limited time, and ends the connections.
    func close() { sender.close() }
}
#endif
