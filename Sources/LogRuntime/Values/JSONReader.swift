/// Reads JSON text.
struct JSONReader {
    init(_ bytes: UnsafeRawBufferPointer) {}
    mutating func readFields() throws(FormattingError) -> LogObject { LogObject() }
}
