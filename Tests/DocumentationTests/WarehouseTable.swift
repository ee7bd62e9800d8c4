import LogMonitor

/// What the articles' monitor writes to.
struct WarehouseTable {
    init(database: String, name: String) throws {}

    func define(columns: [String]) throws {}

    func insert(_ row: LogObject, time: WallTime, request: UInt64) throws {}

    func close() {}
}

/// The articles' monitor was given no database.
struct MissingDatabase: Error {
    let monitor: String
}
