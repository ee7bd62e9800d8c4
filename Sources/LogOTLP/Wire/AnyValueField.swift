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
