extension Logger {
    /// Starts a record of an enabled call on this thread; `emit` ends it.
    ///
    /// The caller builds its message between the two, in its own code: a closure handed down would be called through a
    /// pointer, which the processor predicts badly after a system call.
    ///
    /// - Returns: the record's frame, or `nil` when too many records are in the making already, which is reported.
    @usableFromInline @inline(never) func begin() -> RecordFrame? {
        let thread = ThreadContext.current
        guard let scratch = thread.pointee.enterWithRoom() else {
            reportRecursion()
            return nil
        }
        return RecordFrame(thread: thread, scratch: scratch)
    }

    /// Sends an enabled call on its way, in the caller's code: most have neither fields nor an error, which is known there, and
    /// become a line without a word on where they come from.
    @inlinable @inline(__always)
    func send(
        _ level: Level,
        _ message: LogMessage,
        _ extra: LogObject?,
        _ error: (any Error)?,
        _ file: StaticString,
        _ function: StaticString,
        _ line: UInt,
        in frame: RecordFrame
    ) {
        if case .none = extra, case .none = error, emitDirectly(level, message, in: frame) { return }
        emit(level, message, extra, error, file, function, line, in: frame)
    }

    /// Writes the message of an enabled call as a line, and ends the frame, where no record is needed.
    ///
    /// - Returns: `false` if one is.
    @usableFromInline @inline(never)
    func emitDirectly(_ level: Level, _ message: LogMessage, in frame: RecordFrame) -> Bool {
        guard logDirectly(level, message.text(in: frame.scratch), in: frame) else { return false }
        frame.thread.pointee.leave()
        return true
    }

    /// Makes a record of an enabled call and sends it on its way.
    @usableFromInline @inline(never)
    func emit(
        _ level: Level,
        _ message: LogMessage,
        _ extra: LogObject?,
        _ error: (any Error)?,
        _ file: StaticString,
        _ function: StaticString,
        _ line: UInt,
        in frame: RecordFrame
    ) {
        send(
            level,
            // Asked again: a line that was begun may have moved it.
            text: message.text(in: frame.scratch),
            extra: extra,
            source: (RawText(file), RawText(function), line),
            in: frame
        ) { record in
            if let error { record.exceptionText = ErrorText.describe(error) }
        }
    }

    /// Makes a record of an enabled call whose message is structured.
    @usableFromInline @inline(never)
    func emit(
        _ level: Level,
        object: LogObject,
        _ extra: LogObject?,
        _ error: (any Error)?,
        _ file: StaticString,
        _ function: StaticString,
        _ line: UInt,
        in frame: RecordFrame
    ) {
        send(
            level,
            text: RawText(""),
            extra: extra,
            source: (RawText(file), RawText(function), line),
            in: frame
        ) { record in
            record.object = object
            if let error { record.exceptionText = ErrorText.describe(error) }
        }
    }

    /// Makes the record of a frame, sends it on its way and ends the frame.
    ///
    /// The record lies in the frame's memory, and is released only if it holds anything that can be: most do not.
    ///
    /// - Parameters:
    ///   - level: how severe the event is.
    ///   - text: the message.
    ///   - extra: the caller's own attributes.
    ///   - source: where the call was made.
    ///   - time: when it was made; `nil` asks the clock.
    ///   - frame: the frame.
    ///   - complete: adds what few records have.
    @inline(__always) func send(
        _ level: Level,
        text: RawText,
        extra: LogObject?,
        source: (file: RawText, function: RawText, line: UInt),
        time: WallTime? = nil,
        in frame: RecordFrame,
        complete: (inout LogRecord) -> Void
    ) {
        let record = frame.scratch.pointee.record
        record.initialize(
            to: makeRecord(level, text: text, extra: extra, source: source, thread: frame.thread, time: time)
        )
        complete(&record.pointee)
        dispatch(&record.pointee)
        if record.pointee.holdsReferences { record.deinitialize(count: 1) }
        frame.thread.pointee.leave()
    }

    /// Fills in what a record says of its origin.
    @inline(__always) private func makeRecord(
        _ level: Level,
        text: RawText,
        extra: LogObject?,
        source: (file: RawText, function: RawText, line: UInt),
        thread: UnsafeMutablePointer<ThreadContext>,
        time: WallTime?
    ) -> LogRecord {
        LogRecord(
            loggerName: core.pointee.name,
            level: level,
            levelText: core.pointee.tree._withUnsafeGuaranteedRef { $0.levelText(level) },
            time: time ?? core.pointee.environment._withUnsafeGuaranteedRef { $0.now() },
            text: text,
            extra: extra.flatMap { $0.isEmpty ? nil : ReservedNames.freed($0) },
            origin: LogRecord.Origin(
                file: source.file,
                function: source.function,
                line: source.line,
                threadIdentifier: thread.pointee.threadIdentifier,
                isMainThread: thread.pointee.isMainThread
            ),
            environment: core.pointee.environment,
            hasLastingNames: true
        )
    }

    /// Sends a record through this logger's filters to every handler of the chain.
    ///
    /// Source: CPython `Logger.handle`.
    @inline(__always) private func dispatch(_ record: inout LogRecord) {
        if let filters = core.pointee.filters.load() {
            guard filters._withUnsafeGuaranteedRef({ $0.pass(&record) }) else {
                core.pointee.tree._withUnsafeGuaranteedRef { $0.countFiltered() }
                return
            }
        }
        guard let chain = core.pointee.chain.load() else { return }
        let handlers = chain._withUnsafeGuaranteedRef { $0.references }
        for handler in handlers {
            // Published handlers live as long as a record may be following the chain: none is retained for it.
            handler._withUnsafeGuaranteedRef { if $0.takes(record.level) { $0.handle(&record) } }
        }
        if handlers.isEmpty { dispatchToLastResort(&record) }
    }

    /// Sends a record that no handler takes to the tree's last resort.
    ///
    /// Source: CPython `Logger.callHandlers`.
    @inline(never) private func dispatchToLastResort(_ record: inout LogRecord) {
        guard let chain = tree.lastResortChain.value else { return }
        for handler in chain.handlers where handler.takes(record.level) { handler.handle(&record) }
    }

    /// A record was logged while too many others were in the making on this thread: an endless recursion, broken here.
    @inline(never) func reportRecursion() {
        tree.countRecursion()
        tree.status.report(
            LogFailure(
                handler: name,
                message: "a record was dropped: logging called itself \(ThreadContext.frameLimit) levels deep"
            )
        )
    }
}

extension Logger {
    /// Writes a message as a line, without a record, where nothing would look at one but a text formatter that has written
    /// the line's beginning before on this thread.
    ///
    /// - Returns: `false` if a record is needed.
    @inline(__always) func logDirectly(_ level: Level, _ text: RawText, in frame: RecordFrame) -> Bool {
        guard core.pointee.filters.load() == nil, let chain = core.pointee.chain.load() else { return false }
        let levelText = core.pointee.tree._withUnsafeGuaranteedRef { $0.levelText(level) }
        // Published handlers live as long as the record.
        guard let handler = chain._withUnsafeGuaranteedRef({ $0.soleSink }) else {
            guard let queue = chain._withUnsafeGuaranteedRef({ $0.soleQueue }) else { return false }
            return queue._withUnsafeGuaranteedRef { $0.writeLine(text, level, levelText, of: core, in: frame) }
        }
        return handler._withUnsafeGuaranteedRef { $0.writeLine(text, level, levelText, of: core, in: frame) }
    }
}
