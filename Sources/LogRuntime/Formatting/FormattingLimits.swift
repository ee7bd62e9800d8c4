/// Bounds that keep a format string from exhausting memory.
enum FormattingLimits {
    /// The greatest width or precision: CPython would try to allocate whatever it is told.
    static let characters = 1 << 20

    /// Refuses a width or precision beyond the bound.
    static func check(_ number: Int, _ what: StaticString) throws(FormattingError) {
        guard number > characters else { return }
        throw FormattingError("MemoryError", "\(what) \(number) is beyond the limit of \(characters) characters")
    }
}
