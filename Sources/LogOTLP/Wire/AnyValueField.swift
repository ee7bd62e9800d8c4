#if OTLP
/// The field numbers of `AnyValue`, and of the messages that carry it.
enum AnyValueField {
    static let string = 1
    static let bool = 2
    static let int = 3
    static let double = 4
    static let array = 5
    static let list = 6
    /// `KeyValueList.values` and `ArrayValue.values`.
    static let elements = 1
    /// `KeyValue.key`.
    static let key = 1
    /// `KeyValue.value`.
    static let value = 2
}

/// How deep messages are nested in each other.
///
/// Decoders refuse a whole request with a message too deep: those in C++, Python and Rust stop at 100. A value beyond that is
/// sent as the text of its JSON, so that it arrives, and does not take the records beside it along.
enum MessageDepth {
    /// The depth of the last message.
    static let limit = 98
    /// That of a record's body: request, resource, scope, record, value.
    static let body = 5
    /// That of the value of a field in a body.
    static let bodyField = 8
    /// That of an attribute's value.
    static let attribute = 6
    /// How much deeper an element of an array is than the array's own value.
    static let element = 2
    /// How much deeper a named value is than the value that holds it.
    static let namedValue = 3
}

/// The field numbers of `LogRecord`.
enum LogRecordField {
    static let time = 1
    static let severityNumber = 2
    static let severityText = 3
    static let body = 5
    static let attributes = 6
    static let flags = 8
    static let traceID = 9
    static let spanID = 10
    static let observedTime = 11
}
#endif
