import LogRuntime

extension LogValue {
    /// The value with the fields of all its objects in the order of their names.
    var withSortedKeys: LogValue {
        switch self {
        case .array(let elements): .array(elements.map(\.withSortedKeys))
        case .object(let object):
            .object(
                LogObject(
                    object.fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                        .map { ($0.key, $0.value.withSortedKeys) }
                )
            )
        default: self
        }
    }
}
