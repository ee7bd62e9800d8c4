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
    ///   - time: when the event was logged; `nil` asks the clock.
    ///   - source: where the call was made; the texts must live for good.
    package func log(
        _ level: Level,
        message: LogValue,
        arguments: LogArguments? = nil,
        extra: LogObject = LogObject(),
        exceptionText: String? = nil,
        stackText: String? = nil,
        time: WallTime? = nil,
        source: (file: RawText, function: RawText, line: UInt)
    ) {
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else { return reportRecursion() }
        defer { context.pointee.leave() }
        if case .object = message {} else { frame.pointee.message.append(pythonStr: message) }
        var record = makeRecord(
            level,
            text: RawText(start: frame.pointee.message.base, count: frame.pointee.message.count),
            extra: extra,
            source: source,
            context: context,
            time: time
        )
        if case .object(let object) = message { record.object = object }
        record.arguments = arguments
        record.exceptionText = exceptionText
        record.stackText = stackText
        dispatch(&record)
    }
}
