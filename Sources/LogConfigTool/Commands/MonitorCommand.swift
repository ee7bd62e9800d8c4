import ArgumentParser
import LogConfig
import LogMonitor
import LogRuntime

/// `logconfig monitor`: logs rows of any program through a monitor.
struct MonitorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Logs rows through a monitor, so that a program in any language can monitor its model.",
        discussion: """
            A row is a JSON object on a line; its keys keep their order. A row that is not one is told with its line, \
            the others are logged, and the exit status is 1.
            """
    )

    @Argument(help: ArgumentHelp("The monitor's name.", valueName: "name"))
    var name: String

    @Argument(help: ArgumentHelp("The rows; standard input when left out or '-'.", valueName: "rows.jsonl"))
    var rows = "-"

    @Option(
        help: ArgumentHelp("Columns as JSON: [{\"name\", \"role\", \"type\"}, …].", valueName: "columns.json")
    )
    var columns: String?

    @Option(help: ArgumentHelp("The directory of the monitor's files (default: monitoring).", valueName: "dir"))
    var logPath: String?

    @Option(help: ArgumentHelp("A logging configuration in place of the built-in one.", valueName: "file"))
    var logConfig: String?

    @Option(help: ArgumentHelp("The monitor type (default: default).", valueName: "type"))
    var type: String?

    @Option(
        help: ArgumentHelp("The section 'monitoring' of a service file, or its options, as YAML.", valueName: "file")
    )
    var options: String?

    @Option(help: ArgumentHelp("The number of this process among those of its service.", valueName: "n"))
    var worker = 0

    @Option(help: ArgumentHelp("Rows of one record.", valueName: "n"))
    var batch = 1

    @Option(help: ArgumentHelp("The service's name, for the schema.", valueName: "name"))
    var bentoName = ""

    @Option(help: ArgumentHelp("The service's version, for the schema.", valueName: "version"))
    var bentoVersion = "not available"

    @Option(help: ArgumentHelp("The key under which a row has its request's number.", valueName: "name"))
    var requestIdField: String?

    @Option(help: ArgumentHelp("The time of all rows, in seconds since the epoch.", valueName: "epoch"))
    var clock: Double?

    @Option(help: ArgumentHelp("The request's number for all rows.", valueName: "id"))
    var requestId: UInt64?

    @Option(help: ArgumentHelp("The trace's number for all rows.", valueName: "id"))
    var traceId: String?

    func validate() throws {
        guard batch > 0 else { throw ValidationError("--batch takes a number of rows, at least 1") }
        guard worker >= 0 else { throw ValidationError("--worker takes a number, at least 0") }
        if let traceId, UInt128(traceId) == nil {
            throw ValidationError("--trace-id takes a number of at most 128 bits, not '\(traceId)'")
        }
        guard [rows, columns, options].count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("only one of the rows, the columns and the options can be standard input")
        }
        try ClockOption.validate(clock)
    }

    func run() throws {
        let columns = try columns.map { try ColumnsFile(name: $0).read() } ?? []
        let status = StatusChannel()
        let hub = MonitorHub(try configuration(status: status))
        do {
            try hub.prepare([name])
        } catch {
            Terminal.standardError.write("logconfig: \(error)\n")
            throw ExitStatus(ofMonitor: error)
        }
        let sidecar = Sidecar(
            hub: hub,
            name: name,
            columns: columns,
            rowsPerRecord: batch,
            requestIDField: requestIdField,
            context: MonitorContext(requestID: requestId, traceID: traceId.flatMap { UInt128($0) })
        )
        let outcome = try sidecar.log(InputFile(name: rows))
        hub.close()
        // Either the monitor could not take a row, or a handler behind it could not write one, or a schema.
        let lost = max(outcome.statistics?.lostRows ?? 0, status.lossCount)
        if lost > 0 {
            Terminal.standardError.write("logconfig: \(lost) \(lost == 1 ? "record was" : "records were") lost\n")
            throw ExitStatus.environment
        }
        if outcome.malformedRows > 0 {
            let count = outcome.malformedRows
            Terminal.standardError.write("logconfig: \(count) malformed \(count == 1 ? "row" : "rows")\n")
            throw ExitStatus.wrongData
        }
    }

    private func configuration(status: StatusChannel) throws -> MonitorConfiguration {
        var configuration = MonitorConfiguration(
            worker: worker,
            serviceName: bentoName,
            serviceVersion: bentoVersion,
            types: .tool,
            registry: .tool,
            environment: LogEnvironment(clock: clock.map { ManualClock(WallTime(epochSeconds: $0)) }),
            status: status
        )
        if let options {
            configuration = try MonitorOptionsFile(name: options).configuration(type: type, base: configuration)
        } else if let type {
            configuration.type = type
        }
        if let logPath { configuration.logPath = logPath }
        if let logConfig { configuration.logConfigFile = logConfig }
        return configuration
    }
}
