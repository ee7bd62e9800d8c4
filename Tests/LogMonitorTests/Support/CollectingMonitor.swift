import LogMonitor
import LogRuntime

/// A monitor that keeps what it is given.
final class CollectingMonitor: Monitor {
    struct Problem: Error {}

    /// What was exported, in order.
    enum Export: Equatable {
        case schema([MonitorColumn])
        case rows([LogObject])
    }

    private struct State {
        var exports: [Export] = []
        var rendered: [String] = []
        var failingSchemas: Int
        var isClosed = false
    }

    private let state: Lock<State>
    let arguments: MonitorArguments

    init(_ arguments: MonitorArguments, failingSchemas: Int = 0) {
        self.arguments = arguments
        state = Lock(State(failingSchemas: failingSchemas))
    }

    func exportSchema(_ schema: MonitorSchema) throws {
        try state.withLock { (state) throws in
            if state.failingSchemas > 0 {
                state.failingSchemas -= 1
                throw Problem()
            }
            state.exports.append(.schema(schema.columns))
        }
    }

    func exportRows(_ record: borrowing MonitorRecord) throws {
        let rows = record.rows
        let rendered = (0..<record.rowCount).map { record.renderedRow($0).string }
        state.withLock { state in
            state.exports.append(.rows(rows))
            state.rendered += rendered
        }
    }

    func close() { state.withLock { $0.isClosed = true } }

    var exports: [Export] { state.withLock { $0.exports } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    /// The rows as they are written, tails included.
    var rendered: [String] { state.withLock { $0.rendered } }
    /// The rows of all records.
    var rows: [LogObject] {
        exports.flatMap { export -> [LogObject] in
            if case .rows(let rows) = export { return rows }
            return []
        }
    }
    /// The schemas.
    var schemas: [[MonitorColumn]] {
        exports.compactMap { export in
            if case .schema(let columns) = export { return columns }
            return nil
        }
    }
}
