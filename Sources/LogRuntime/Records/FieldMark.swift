/// What a caller says about a value among a record's own attributes: that it is private, say.
///
/// Values are plain data; what is said about them goes beside them, so that formatters need not know of it.
package struct FieldMark: Sendable, Hashable {
    /// The names that lead to the value, the outermost first; items of lists have the name of their list.
    package var path: [String]
    /// What is said: the attribute's name.
    package var attribute: String
    /// What the attribute says: its value's name.
    package var value: String

    /// Creates a mark.
    package init(path: [String], attribute: String, value: String) {
        self.path = path
        self.attribute = attribute
        self.value = value
    }
}
