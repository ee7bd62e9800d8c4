extension Logger {
    /// Logs fields that are JSON already: what monitoring does with its rows.
    ///
    /// A formatter that writes JSON takes the bytes as they are; any other reads their values.
    ///
    /// - Parameters:
    ///   - level: how severe the event is.
    ///   - renderedFields: `"name": value` pairs with `, ` between them, without braces; read before this returns.
    ///   - time: when it happened; `nil` for the present moment.
    ///   - file: the caller's file.
    ///   - function: the caller's function.
    ///   - line: the caller's line.
    package func log(
        _ level: Level,
        renderedFields: RawText,
        at time: WallTime? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        guard isEnabled(for: level), let frame = begin() else { return }
        send(
            level,
            text: RawText(""),
            extra: nil,
            source: (RawText(file), RawText(function), line),
            time: time,
            in: frame
        ) { record in
            record.renderedFields = renderedFields
        }
    }
}
