/// Decides whether a record goes on, and may change it on the way.
public protocol Filter: AnyObject, Sendable {
    /// Looks at a record.
    ///
    /// What is changed in the record is seen by every filter and handler after this one, as in CPython.
    ///
    /// - Parameter record: the record; attributes may be added or changed.
    /// - Returns: whether the record goes on.
    func filter(_ record: inout LogRecord) -> Bool
}

/// Lets pass what a logger and its descendants log.
///
/// `A.B` passes `A.B` and `A.B.C`, not `A.BB`; the empty name passes everything. Source: CPython `logging.Filter`.
public final class NameFilter: Filter {
    /// The logger's name.
    public let name: String

    /// Creates a filter.
    ///
    /// - Parameter name: the logger whose records, and whose descendants' records, pass.
    public init(name: String = "") {
        self.name = name
    }

    /// Whether the record's logger is the named one or below it.
    public func filter(_ record: inout LogRecord) -> Bool {
        let wanted = name.utf8.count
        guard wanted > 0 else { return true }
        let logger = record.loggerName.bytes
        guard logger.count >= wanted, logger.prefix(wanted).elementsEqual(name.utf8) else { return false }
        return logger.count == wanted || logger[wanted] == UInt8(ascii: ".")
    }
}
