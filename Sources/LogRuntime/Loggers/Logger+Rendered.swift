extension Logger {
    /// Logs fields that are JSON already.
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

    /// Logs lines of JSON, each as a record: what monitoring does with its rows.
    ///
    /// Where nothing would look at a record, the lines are written as they are.
    ///
    /// - Parameters:
    ///   - level: how severe the event is.
    ///   - lines: the lines; read before this returns.
    ///   - time: when it happened.
    ///   - file: the caller's file.
    ///   - function: the caller's function.
    ///   - line: the caller's line.
    package func log(
        _ level: Level,
        _ lines: RenderedLines,
        at time: WallTime,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        guard isEnabled(for: level) else { return }
        let context = ThreadContext.current
        guard context.pointee.enter() != nil else { return reportRecursion() }
        let done = write(lines, level, at: time)
        context.pointee.leave()
        for index in done..<lines.count {
            log(level, renderedFields: lines.fields(index), at: time, file: file, function: function, line: line)
        }
    }

    /// Writes lines without records, where nothing would look at one.
    ///
    /// - Returns: how many are dealt with; the others need records: there are filters, several handlers, or a formatter that
    ///   adds something.
    @inline(__always) private func write(_ lines: RenderedLines, _ level: Level, at time: WallTime) -> Int {
        guard core.pointee.filters.load() == nil, let chain = core.pointee.chain.load() else { return 0 }
        // Published handlers live as long as the record.
        guard let handler = chain._withUnsafeGuaranteedRef({ $0.soleSink }) else {
            guard let queue = chain._withUnsafeGuaranteedRef({ $0.soleQueue }) else { return 0 }
            return queue._withUnsafeGuaranteedRef { $0.write(lines, level, at: time) }
        }
        return handler._withUnsafeGuaranteedRef { $0.write(lines, level, at: time) } ? lines.count : 0
    }
}
