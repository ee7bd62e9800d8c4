/// A place that takes bytes: a file, a stream, a socket.
public protocol Sink: AnyObject, Sendable {
    /// Writes the bytes of one record, whole.
    ///
    /// - Parameters:
    ///   - bytes: the record with its line end; valid until the call returns.
    ///   - time: when the record was logged: rotation by time goes by this clock.
    /// - Throws: ``SinkError`` when the record is not, or not wholly, written.
    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError)

    /// Hands on what is held back.
    ///
    /// - Throws: ``SinkError`` when it cannot be written.
    func flush() throws(SinkError)

    /// Lets go of the place.
    ///
    /// May be called more than once.
    func close()
}
