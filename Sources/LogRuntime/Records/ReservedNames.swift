/// Attribute names that a caller's own attributes cannot take.
enum ReservedNames {
    /// Moves attributes out of the way of the record's own: `name` becomes `name_`.
    ///
    /// CPython raises `KeyError` into the program that logs; losing the program for a name is not an option.
    static func freed(_ extra: LogObject) -> LogObject {
        guard extra.fields.contains(where: { RecordField(attribute: $0.key) != nil }) else { return extra }
        var result = LogObject()
        for field in extra.fields {
            var key = field.key
            while RecordField(attribute: key) != nil || (key != field.key && extra[key] != nil) { key += "_" }
            result[key] = field.value
        }
        return result
    }
}
