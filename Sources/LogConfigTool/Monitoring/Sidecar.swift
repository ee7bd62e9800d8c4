import LogMonitor
import LogRuntime

/// Logs the rows of another program through a monitor.
struct Sidecar {
    /// What came of it.
    struct Outcome {
        /// Lines that are not rows.
        var malformedRows = 0
        /// What became of the rows.
        var statistics: MonitorStatistics?
    }

    /// The monitors.
    let hub: MonitorHub
    /// The monitor's name.
    let name: String
    /// What the columns are, as far as that was said.
    let columns: [MonitorColumn]
    /// How many rows make a record.
    let rowsPerRecord: Int
    /// The key under which a row has its request's number.
    let requestIDField: String?
    /// The request and the trace of all rows.
    let context: MonitorContext

    /// Reads rows until the input ends.
    ///
    /// - Returns: what became of them.
    /// - Throws: ``ExitStatus`` when the input cannot be read.
    func log(_ input: InputFile) throws(ExitStatus) -> Outcome {
        var outcome = Outcome()
        var lineNumber = 0
        var record: [LogObject] = []
        var requestID = context.requestID
        var progress = Progress(unit: "rows")
        // Rows that are records of their own and look alike need not become values first.
        var reader = RowReader(
            hub: hub,
            name: name,
            columns: columns,
            requestIDField: requestIDField,
            context: context
        )
        reader?.allowWaiting()
        let readsRows = rowsPerRecord == 1 && reader != nil
        try input.forEachLine(afterChunk: flush) { line in
            lineNumber += 1
            if readsRows, reader?.log(line) == true { return progress.step() }
            do throws(RowError) {
                guard let (row, rowRequestID) = try row(line) else { return }
                if rowRequestID != requestID || record.count == rowsPerRecord {
                    export(&record, requestID)
                    requestID = rowRequestID
                }
                record.append(row)
                if record.count == rowsPerRecord { export(&record, requestID) }
                progress.step()
            } catch {
                progress.clear()
                outcome.malformedRows += 1
                Terminal.standardError.write(
                    "\(input.displayName):\(lineNumber):\(error.column): error: \(error.problem)\n"
                )
            }
        }
        export(&record, requestID)
        flush()
        progress.clear()
        outcome.statistics = hub.statistics(of: name)
        return outcome
    }

    /// Has gathered rows written, so that none waits while there is nothing to read.
    ///
    /// What cannot be written is told and counted when the hub is closed.
    private func flush() {
        try? hub.flush()
    }

    private func export(_ rows: inout [LogObject], _ requestID: UInt64?) {
        guard !rows.isEmpty else { return }
        withMonitorContext(requestID: requestID, traceID: context.traceID) {
            hub.monitor(name) { $0.logTable(rows, columns: presentColumns(of: rows)) }
        }
        rows.removeAll(keepingCapacity: true)
    }

    /// The columns in the order in which the first row has them; described columns that no row has are left out.
    private func presentColumns(of rows: [LogObject]) -> [MonitorColumn] {
        guard !columns.isEmpty else { return [] }
        var result: [MonitorColumn] = []
        var seen: Set<String> = []
        for row in rows {
            for field in row.fields where seen.insert(field.key).inserted {
                if let column = columns.first(where: { $0.name == field.key }) {
                    result.append(column)
                } else {
                    let dataType = MonitorDataType.inferred(from: field.value) ?? .categorical
                    result.append(MonitorColumn(name: field.key, dataType: dataType))
                }
            }
        }
        return result
    }

    /// A line as a row and the number of its request; `nil` for an empty line.
    private func row(_ line: UnsafeRawBufferPointer) throws(RowError) -> (LogObject, UInt64?)? {
        if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }) {
            return nil
        }
        let value: LogValue
        do throws(JSONError) {
            var reader = JSONReader(line, acceptsNonFinite: true)
            value = try reader.readDocument()
        } catch {
            throw RowError(problem: error.problem, column: error.column)
        }
        guard case .object(var row) = value else { throw RowError(problem: "a row is a JSON object") }
        guard let requestIDField, let field = row[requestIDField] else { return (row, context.requestID) }
        row[requestIDField] = nil
        switch field {
        case .int(let number) where number >= 0: return (row, UInt64(number))
        case .uint(let number): return (row, number)
        case .string(let text):
            if let number = UInt64(text) { return (row, number) }
        case .null: return (row, context.requestID)
        default: break
        }
        throw RowError(problem: "'\(requestIDField)' is not a number of at most 64 bits")
    }
}

/// Why a line is not a row.
private struct RowError: Error {
    /// What is wrong.
    let problem: String
    /// Where in the line, by characters from 1.
    var column = 1
}
