/// A formatter that may write the time of records, and then leaves it behind in Python's record.
protocol TimeLeaving {
    /// The text of a record's time, `asctime`; `nil` when the formatter does not show it.
    func timeText(of record: borrowing LogRecord) -> String?
}

extension LogRecord {
    /// Remembers what a formatter has worked out: `message`, and `asctime` if it shows the time.
    ///
    /// Source: CPython `Formatter.format`, which sets them on the record that the next handler gets.
    ///
    /// - Parameter formatter: what the handler before has formatted with; `nil` for the message alone.
    mutating func leaveTraces(of formatter: (any Formatter)?) {
        // Arguments that do not fit fail before anything is set.
        guard let message = try? message() else { return }
        var left = traces ?? LogObject()
        left[RecordField.message.rawValue] = .string(message)
        if let text = (formatter as? any TimeLeaving)?.timeText(of: self) {
            left[RecordField.timeText.rawValue] = .string(text)
        }
        traces = left
    }

    /// Calls a closure with each attribute, in the order of the dictionary that Python's record has.
    ///
    /// - Parameter body: gets the name, and the value as Python's `str` shows it; valid until it returns.
    package borrowing func forEachAttribute(_ body: (_ name: String, _ text: UnsafeRawBufferPointer) -> Void) {
        var text = ByteBuffer(capacity: 256)
        for field in RecordField.dictionaryOrder {
            text.removeAll()
            if field == .arguments {
                text.append(argumentsText)
            } else {
                text.append(pythonStr: value(of: field) ?? .null)
            }
            body(field.rawValue, text.bytes)
        }
        for field in extra.fields + (traces?.fields ?? []) {
            text.removeAll()
            text.append(pythonStr: field.value)
            body(field.key, text.bytes)
        }
    }
}
