import LogMonitor
import LogMonitorTesting
import Testing

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
    private let warehouse: Warehouse

    init(_ arguments: MonitorArguments) throws {
        let options = try WarehouseOptions(arguments.options)
        warehouse = try Warehouse(options, table: arguments.name)
    }

    func exportSchema(_ schema: MonitorSchema) throws {
        try warehouse.describe(schema.columns.map(\.name))
    }

    func exportRows(_ record: borrowing MonitorRecord) throws {
        try warehouse.insert(record.rows, at: record.time, request: record.requestID)
    }

    func flush() throws { try warehouse.commit() }
    func close() { warehouse.disconnect() }
}

struct WarehouseOptions {
    let address: String
    let rows: Int

    init(_ options: LogObject) throws(MonitorError) {
        var reader = MonitorOptionReader(options, of: "shop.WarehouseMonitor")
        address = reader.text("address", variable: "WAREHOUSE_ADDRESS") ?? "localhost"
        rows = reader.integer("rows", in: 1...10_000) ?? 100
        try reader.finish()
    }
}

extension MonitorTypeRegistry {
    mutating func addWarehouse() {
        register(
            "shop.WarehouseMonitor",
            check: { _ = try WarehouseOptions($0.options) },
            make: { try WarehouseMonitor($0) }
        )
    }
}

private func testing(types: MonitorTypeRegistry, warehouse: Warehouse) {
    let problems = MonitorConformance.problems(
        ofType: "shop.WarehouseMonitor",
        in: types,
        options: ["address": .string(warehouse.address)],
        delivered: { _ in try warehouse.countRows() }
    )
    #expect(problems == [])
}

private func comingFromBentoML() throws {
    let base = MonitorConfiguration(serviceName: "iris", serviceVersion: "7")
    Monitoring.configure(try MonitorConfiguration.load("service.yaml", service: "iris", base: base))
    try Monitoring.prepare(["iris"])

    monitor("iris") { mon in
        mon.log(5.1, name: "length", role: .feature, dataType: .numerical)
        mon.log("setosa", name: "species", role: .prediction, dataType: .categorical)
    }
    Monitoring.shutdown()
}

private func registering() throws {
    var types = MonitorTypeRegistry.standard
    types.register("shop.WarehouseMonitor") { arguments in try WarehouseMonitor(arguments) }
    let base = MonitorConfiguration(serviceName: "iris", serviceVersion: "7", types: types)
    Monitoring.configure(try MonitorConfiguration.load("service.yaml", service: "iris", base: base))
}

private struct Request {
    let number: UInt64
}

private func serve(_ request: Request) async throws {}

private func following(_ request: Request) async throws {
    try await withMonitorContext(requestID: request.number) { try await serve(request) }
}
