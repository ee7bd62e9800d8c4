extension LogValue {
    /// The value that an encodable value encodes itself as.
    ///
    /// Properties keep the order in which they are encoded; numbers keep their types. Nothing of Foundation is treated
    /// specially: a `Date` is the number that it encodes.
    ///
    /// - Parameter value: the value.
    /// - Throws: what the value throws while it is encoded, and `EncodingError` if it is nested deeper than 500 levels.
    public init(encoding value: some Encodable) throws {
        self = try LogValueEncoder.encode(value, at: [])
    }
}
