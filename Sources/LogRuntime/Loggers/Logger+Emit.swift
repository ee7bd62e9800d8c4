extension Logger {
    /// Makes a record of an enabled call and sends it on its way.
    @usableFromInline @inline(never)
    func emit(
        _ level: Level,
        _ message: () -> LogMessage,
        _ extra: () -> LogObject,
        _ error: (any Error)?,
        _ file: StaticString,
        _ function: StaticString,
        _ line: UInt
    ) {
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else { return reportRecursion() }
        defer { context.pointee.leave() }
        let text = message().text(in: frame)
        var record = makeRecord(
            level,
            text: text,
            extra: extra(),
            source: (RawText(file), RawText(function), line),
            context: context
        )
        if let error { record.exceptionText = ErrorText.describe(error) }
        dispatch(&record)
    }

    /// Makes a record of an enabled call whose message is structured.
    @usableFromInline @inline(never)
    func emit(
        _ level: Level,
        object: LogObject,
        _ extra: LogObject,
        _ error: (any Error)?,
        _ file: StaticString,
        _ function: StaticString,
        _ line: UInt
    ) {
        let context = ThreadContext.current
        guard context.pointee.enter() != nil else { return reportRecursion() }
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
        extra: LogObject,
        source: (file: RawText, function: RawText, line: UInt),
        context: UnsafeMutablePointer<ThreadContext>,
        time: WallTime? = nil
    ) -> LogRecord {
        let environment = core.pointee.tree.environment
        return LogRecord(
            loggerName: core.pointee.name,
            level: level,
            levelText: core.pointee.tree.levelText(level),
            time: time ?? environment.now(),
            text: text,
            extra: extra.isEmpty ? extra : ReservedNames.freed(extra),
            origin: LogRecord.Origin(
                file: source.file,
                function: source.function,
                line: source.line,
                threadIdentifier: context.pointee.threadIdentifier,
                isMainThread: context.pointee.isMainThread
            ),
            environment: environment
        )
    }

    /// Sends a record through this logger's filters to every handler of the chain.
    ///
    /// Source: CPython `Logger.handle`.
    package func dispatch(_ record: inout LogRecord) {
        if let filters = core.pointee.filters.load() {
            guard filters._withUnsafeGuaranteedRef({ $0.pass(&record) }) else { return }
        }
        guard let chain = core.pointee.chain.load() else { return }
        let isEmpty = chain._withUnsafeGuaranteedRef { chain in
            chain.dispatch(&record)
            return chain.handlers.isEmpty
        }
        if isEmpty, let last = core.pointee.tree.lastResortChain.load() {
            last._withUnsafeGuaranteedRef { $0.dispatch(&record) }
        }
    }

    /// A record was logged while too many others were in the making on this thread: an endless recursion, broken here.
    @inline(never) func reportRecursion() {
        core.pointee.tree.status.report(
            LogFailure(
                handler: name,
                message: "a record was dropped: logging called itself \(ThreadContext.frameLimit) levels deep"
            )
        )
    }
}
