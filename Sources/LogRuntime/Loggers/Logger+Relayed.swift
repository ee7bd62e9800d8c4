public import Synchronization

extension Logger {
    /// The least level that is logged, as a number; `Int.max` when the logger is disabled.
    @inlinable package var threshold: Int { core.pointee.threshold.load(ordering: .relaxed) }

    /// Whether a level is off here whatever level the logger has: the logger is disabled, or the level is in the whole tree.
    package func isSwitchedOff(for level: Level) -> Bool {
        threshold == .max || tree.disables(level)
    }

    /// What a record has beside its message, where it comes from another logging library.
    package struct RelayedFields {
        /// The caller's own attributes.
        package var extra: LogObject?
        /// What is said about them.
        package var marks: [FieldMark]

        /// Creates fields.
        package init(extra: LogObject?, marks: [FieldMark] = []) {
            self.extra = extra
            self.marks = marks
        }
    }

    /// Makes a record of a call to another logging library and sends it on its way.
    ///
    /// The logger's level is not asked: the other library has done so.
    ///
    /// - Parameters:
    ///   - level: how severe the event is.
    ///   - message: what happened.
    ///   - error: what went wrong.
    ///   - source: where the call was made.
    ///   - fields: makes what else the record has; not called where nothing would look at it.
    package func relay(
        _ level: Level,
        _ message: String,
        error: (any Error)?,
        source: (file: String, function: String, line: UInt),
        fields: () -> RelayedFields
    ) {
        guard let frame = begin() else { return }
        var message = message
        message.withUTF8 { bytes in
            let text = RawText(of: bytes)
            if error == nil, logDirectly(level, text, in: frame) { return frame.thread.pointee.leave() }
            let fields = fields()
            var file = source.file
            var function = source.function
            file.withUTF8 { file in
                function.withUTF8 { function in
                    send(
                        level,
                        text: text,
                        extra: fields.extra,
                        source: (RawText(of: file), RawText(of: function), source.line),
                        in: frame
                    ) { record in
                        if let error { record.exceptionText = ErrorText.describe(error) }
                        if !fields.marks.isEmpty { record.marks = fields.marks }
                    }
                }
            }
        }
    }
}

extension RawText {
    /// The bytes of a string, for as long as it lends them.
    fileprivate init(of bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else {
            self.init("")
            return
        }
        self.init(start: UnsafeRawPointer(start), count: bytes.count)
    }
}
