extension Logger {
    /// Starts a record of an enabled call on this thread; `emit` ends it.
    ///
    /// The caller builds its message between the two, in its own code: a closure handed down would be called through a
    /// pointer, which the processor predicts badly after a system call.
    ///
    /// - Returns: the record's frame, or `nil` when too many records are in the making already, which is reported.
    @usableFromInline @inline(never) func begin() -> RecordFrame? {
        guard let frame = ThreadContext.current.pointee.enter() else {
            reportRecursion()
            return nil
        }
        return RecordFrame(frame)
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
        let context = ThreadContext.current
        let record = frame.scratch.pointee.record
        record.initialize(
            to: makeRecord(
                level,
                text: message.text(in: frame.scratch),
                extra: extra,
                source: (RawText(file), RawText(function), line),
                context: context
            )
        )
        if let error { record.pointee.exceptionText = ErrorText.describe(error) }
        dispatch(&record.pointee)
        if record.pointee.holdsReferences { record.deinitialize(count: 1) }
        context.pointee.leave()
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
        let context = ThreadContext.current
        defer { context.pointee.leave() }
        var record = makeRecord(
            level,
            text: RawText(""),
            extra: extra,
            source: (RawText(file), RawText(function), line),
            context: context
        )
        record.object = object
        if let error { record.exceptionText = ErrorText.describe(error) }
        dispatch(&record)
    }

    /// Fills in what a record says of its origin.
    @inline(__always)
    package func makeRecord(
        _ level: Level,
        text: RawText,
        extra: LogObject?,
        source: (file: RawText, function: RawText, line: UInt),
        context: UnsafeMutablePointer<ThreadContext>,
        time: WallTime? = nil
    ) -> LogRecord {
        LogRecord(
            loggerName: core.pointee.name,
            level: level,
            levelText: core.pointee.tree._withUnsafeGuaranteedRef { $0.levelText(level) },
            time: time ?? core.pointee.environment._withUnsafeGuaranteedRef { $0.now() },
            text: text,
            extra: extra.map(ReservedNames.freed),
            origin: LogRecord.Origin(
                file: source.file,
                function: source.function,
                line: source.line,
                threadIdentifier: context.pointee.threadIdentifier,
                isMainThread: context.pointee.isMainThread
            ),
            environment: core.pointee.environment
        )
    }

    /// Sends a record through this logger's filters to every handler of the chain.
    ///
    /// Source: CPython `Logger.handle`.
    @inline(__always) package func dispatch(_ record: inout LogRecord) {
        if let filters = core.pointee.filters.load() {
            guard filters._withUnsafeGuaranteedRef({ $0.pass(&record) }) else { return }
        }
        guard let chain = core.pointee.chain.load() else { return }
        let handlers = chain._withUnsafeGuaranteedRef { $0.references }
        for handler in handlers {
            // Published handlers live for good: none is retained for a record.
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
        tree.status.report(
            LogFailure(
                handler: name,
                message: "a record was dropped: logging called itself \(ThreadContext.frameLimit) levels deep"
            )
        )
    }
}
