extension Logger {
    /// Makes a record of a call that was made elsewhere: in a script, in another language.
    ///
    /// - Parameters:
    ///   - level: how severe the event is; not compared with the logger's level here.
    ///   - message: text, or an object for a structured message; anything else appears as Python prints it.
    ///   - arguments: what is merged into the text by `%`.
    ///   - extra: attributes of the caller's own.
    ///   - exceptionText: the text of an error.
    ///   - stackText: the text of a stack.
    ///   - created: when the event was logged, in seconds since the epoch; `nil` asks the clock.
    ///   - source: where the call was made; the texts must live for good.
    package func log(
        _ level: Level,
        message: LogValue,
        arguments: LogArguments? = nil,
        extra: LogObject = LogObject(),
        exceptionText: String? = nil,
        stackText: String? = nil,
        created: Double? = nil,
        source: (file: RawText, function: RawText, line: UInt)
    ) {
        guard let frame = begin() else { return }
        if case .object = message {} else { frame.scratch.pointee.message.append(pythonStr: message) }
        let text = UnsafeRawBufferPointer(rebasing: frame.scratch.pointee.message.bytes[ScratchFrame.room...])
        send(
            level,
            text: text.baseAddress.map { RawText(start: $0, count: text.count) } ?? RawText(""),
            extra: extra,
            source: source,
            time: created.map(WallTime.init(epochSeconds:)),
            in: frame
        ) { record in
            if case .object(let object) = message { record.object = object }
            record.toldTime = created
            record.arguments = arguments
            record.exceptionText = exceptionText
            record.stackText = stackText
        }
    }
}
