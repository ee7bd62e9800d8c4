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
        guard isEnabled(for: level) else { return }
        if logDirectly(level, renderedFields, at: time) { return }
        guard let frame = begin() else { return }
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

    /// Writes fields that are JSON already as a line, without a record, where nothing would look at one.
    ///
    /// - Returns: `false` if a record is needed: there are filters, several handlers, or a formatter that adds something.
    @inline(__always) private func logDirectly(_ level: Level, _ fields: RawText, at time: WallTime?) -> Bool {
        guard core.pointee.filters.load() == nil, let chain = core.pointee.chain.load() else { return false }
        guard let handler = chain._withUnsafeGuaranteedRef({ $0.soleSink }) else {
            guard let queue = chain._withUnsafeGuaranteedRef({ $0.soleQueue }) else { return false }
            let moment = time ?? core.pointee.environment._withUnsafeGuaranteedRef { $0.now() }
            return queue._withUnsafeGuaranteedRef { $0.writeLine(level, of: fields, at: moment) }
        }
        let moment = time ?? core.pointee.environment._withUnsafeGuaranteedRef { $0.now() }
        // Published handlers live for good.
        return handler._withUnsafeGuaranteedRef { $0.writeLine(level, of: fields, at: moment) }
    }
}
