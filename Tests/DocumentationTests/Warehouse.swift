import LogMonitor

/// What the articles' monitor writes to.
struct Warehouse {
    let address: String

    init(_ options: WarehouseOptions, table: String) throws {
        address = options.address
    }

    func describe(_ columns: [String]) throws {}

    func insert(_ rows: [LogObject], at time: WallTime, request: UInt64) throws {}

    func commit() throws {}

    func countRows() throws -> Int { 0 }

    func disconnect() {}
}
