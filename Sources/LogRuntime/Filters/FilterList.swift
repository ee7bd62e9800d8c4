/// The filters of a logger or a handler, as one value that can be replaced while records pass.
final class FilterList: Sendable {
    let filters: [any Filter]

    init(_ filters: [any Filter]) {
        self.filters = filters
    }

    /// Asks each filter in turn.
    ///
    /// - Returns: whether all let the record pass.
    func pass(_ record: inout LogRecord) -> Bool {
        for filter in filters {
            guard filter.filter(&record) else { return false }
        }
        return true
    }
}
