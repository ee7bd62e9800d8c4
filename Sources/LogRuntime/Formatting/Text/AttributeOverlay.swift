/// Attributes that a formatter built upon ``TextFormatter`` adds to a record's, or puts in their place.
struct AttributeOverlay {
    /// Attributes by name.
    var values = LogObject()
    /// Names of colours and their escape codes.
    var colors: ColorEscapes?

    /// The value of an attribute.
    func value(_ name: String) -> LogValue? {
        if let value = values[name] { return value }
        return colors?.code(name).map { .string($0) }
    }
}
