internal import LogRuntime

/// Refuses records: a formatter with a setting that CPython finds out about with a record.
final class RefusingFormatter: Formatter {
    private let error: FormattingError?
    private let levels: [String: FormattingError]
    private let rest: (any Formatter)?

    /// Refuses every record.
    init(_ error: FormattingError) {
        self.error = error
        levels = [:]
        rest = nil
    }

    /// Refuses records of some levels, by name.
    ///
    /// - Parameters:
    ///   - levels: the errors of levels.
    ///   - rest: the formatter of all other records.
    init(levels: [String: FormattingError], rest: any Formatter) {
        error = nil
        self.levels = levels
        self.rest = rest
    }

    func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        if let error = error ?? levels[record.levelName] { throw error }
        try rest?.format(record, into: &buffer)
    }
}
