extension LogRecord {
    /// Appends the record as `SocketHandler` sends it: the length in four bytes, then its attributes as a pickle.
    ///
    /// The message has its arguments merged in; an error is its text. Source: CPython `SocketHandler.makePickle`. What the
    /// formatter of another handler leaves behind in Python's record, `asctime`, is there in CPython's way only.
    ///
    /// - Parameter buffer: takes the bytes.
    /// - Throws: ``FormattingError`` when the arguments do not fit the text.
    borrowing func appendPickle(to buffer: inout ByteBuffer) throws(FormattingError) {
        var message = ByteBuffer()
        try appendMessage(to: &message)
        let start = buffer.count
        buffer.append(repeating: 0, count: 4)
        var taken = ByteBuffer()
        swap(&taken, &buffer)
        var pickle = PickleWriter(appendingTo: taken)
        writeAttributes(message: message.bytes, to: &pickle)
        buffer = pickle.finish()
        let length = UInt32(clamping: buffer.count - start - 4)
        for place in 0..<4 {
            (buffer.base + start + place).pointee = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * place))
        }
    }

    /// Writes the record's dictionary, in the order in which Python's constructor sets the attributes.
    private borrowing func writeAttributes(message: UnsafeRawBufferPointer, to pickle: inout PickleWriter) {
        pickle.beginItems()
        pickle.writeKey("name")
        pickle.write(loggerName.bytes)
        pickle.writeKey("msg")
        pickle.write(message)
        pickle.writeKey("args")
        pickle.writeNone()
        pickle.writeKey("levelname")
        pickle.write(levelText.bytes)
        write(.levelNumber, to: &pickle)
        writePath(to: &pickle)
        pickle.writeKey("exc_info")
        pickle.writeNone()
        write(.exceptionText, to: &pickle)
        write(.stackInfo, to: &pickle)
        write(.line, to: &pickle)
        pickle.writeKey("funcName")
        pickle.write(origin.function.bytes)
        write(.created, to: &pickle)
        write(.milliseconds, to: &pickle)
        write(.relativeCreated, to: &pickle)
        write(.thread, to: &pickle)
        write(.threadName, to: &pickle)
        write(.processName, to: &pickle)
        write(.process, to: &pickle)
        write(.taskName, to: &pickle)
        for field in extra.fields {
            pickle.writeKey(field.key)
            pickle.write(field.value)
        }
        // CPython: `makePickle` takes `message` out again.
        if let time = traces?[RecordField.timeText.rawValue] {
            pickle.writeKey(RecordField.timeText.rawValue)
            pickle.write(time)
        }
        pickle.endItems()
    }

    private borrowing func write(_ field: RecordField, to pickle: inout PickleWriter) {
        pickle.writeKey(field.rawValue)
        pickle.write(value(of: field) ?? .null)
    }

    /// Writes the path and its parts; a part that is the whole is the same object in Python.
    private borrowing func writePath(to pickle: inout PickleWriter) {
        let file = fileNameText
        let module = moduleText
        pickle.writeKey("pathname")
        var place = pickle.write(origin.file.bytes)
        pickle.writeKey("filename")
        if file.count == origin.file.count {
            pickle.refer(to: place)
        } else {
            place = pickle.write(file.bytes)
        }
        pickle.writeKey("module")
        if module.count == file.count {
            pickle.refer(to: place)
        } else {
            pickle.write(module.bytes)
        }
    }
}
