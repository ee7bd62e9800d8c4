/// Reads fields of JSON that this library has rendered, for the formatters that want values and not JSON.
enum RenderedFields {
    /// The values of `"name": value` pairs with `, ` between them; `nil` when the text is not that.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> LogObject? {
        var reader = JSONReader(bytes, acceptsNonFinite: true)
        return try? reader.readFields()
    }
}
