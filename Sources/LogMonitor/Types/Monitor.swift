/// Takes the rows of one monitor and brings them somewhere.
///
/// A type of monitors is made known by ``MonitorTypeRegistry/register(_:reservedNames:check:make:)``; one instance is made for
/// each monitor's name.
public protocol Monitor: AnyObject, Sendable {
    /// Takes the description of the rows to come: before the first row, and again when columns change.
    ///
    /// Never called by two threads at once. If it throws, it is called again with the next record.
    ///
    /// - Parameter schema: the columns and where they come from.
    /// - Throws: whatever kept the schema from being exported; it is reported.
    func exportSchema(_ schema: MonitorSchema) throws

    /// Takes the rows of one block.
    ///
    /// Called by any thread, by several at once.
    ///
    /// - Parameter record: the rows; valid until the call returns.
    /// - Throws: whatever kept the rows from being exported; they are counted as lost, and it is reported.
    func exportRows(_ record: borrowing MonitorRecord) throws

    /// Says that the callers of ``exportRows(_:)`` are patient: they read rows from a file, say, and not in a request.
    ///
    /// A monitor whose queue is full then has them wait, for a limited time, where it would refuse rows; and it may hold back
    /// any number of rows until ``flush()``, which such a caller calls whenever it has nothing to do.
    func allowWaiting()

    /// Hands on what is held back.
    ///
    /// - Throws: whatever kept it from being handed on.
    func flush() throws

    /// Flushes and lets go of the destination. May be called more than once.
    func close()
}

extension Monitor {
    /// Does nothing: rows never have to wait.
    public func allowWaiting() {}

    /// Does nothing: nothing is held back.
    public func flush() throws {}

    /// Does nothing: there is nothing to let go of.
    public func close() {}
}
