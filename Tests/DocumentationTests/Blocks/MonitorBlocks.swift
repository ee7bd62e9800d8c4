import LogMonitor

// Blocks of the README and of the articles of LogMonitor.

private func readme() {
    let species = monitor("iris_classifier_prediction") { mon in
        mon.log(5.1, name: "sepal length", role: .feature, dataType: .numerical)
        mon.log("setosa", name: "pred", role: .prediction, dataType: .categorical)
        return "setosa"
    }
    _ = species
}

private func landingPage(text: String, summarize: (String) -> String) {
    let summary = monitor("text_summarization") { mon in
        mon.log(text, name: "input_text", role: "original_text", dataType: "text")
        let summary = summarize(text)
        mon.log(summary, name: "summarized_text", role: .prediction, dataType: "text")
        return summary
    }
    _ = summary
}

final class WarehouseMonitor: Monitor {
    private let table: WarehouseTable

    init(_ arguments: MonitorArguments) throws {
        guard case .string(let database)? = arguments.options["database"] else {
            throw MissingDatabase(monitor: arguments.name)
        }
        table = try WarehouseTable(database: database, name: arguments.name)
    }

    func exportSchema(_ schema: MonitorSchema) throws {
        try table.define(columns: schema.columns.map(\.name))
    }

    func exportRows(_ record: borrowing MonitorRecord) throws {
        for row in record.rows { try table.insert(row, time: record.time, request: record.requestID) }
    }

    func close() { table.close() }
}

private func registering() throws {
    var types = MonitorTypeRegistry.standard
    types.register("shop.WarehouseMonitor") { arguments in try WarehouseMonitor(arguments) }
    let base = MonitorConfiguration(serviceName: "iris", serviceVersion: "7", types: types)
    Monitoring.configure(try MonitorConfiguration.load("service.yaml", service: "iris", base: base))
}
