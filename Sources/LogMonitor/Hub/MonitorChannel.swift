internal import LogRuntime
internal import Synchronization

/// One monitor by its name: its columns, the memory of its blocks, and where its rows go.
@usableFromInline
final class MonitorChannel: Sendable {
    /// What only one thread at a time may look at: making the monitor and exporting the schema.
    private struct Setup {
        var monitor: (any Monitor)?
        var exportedLayout: ColumnLayout?
        var lastFailure: WallTime?
    }

    /// A monitor as a reference that can be published.
    private final class Box: Sendable {
        let monitor: any Monitor
        init(_ monitor: any Monitor) { self.monitor = monitor }
    }

    /// Blocks that run at the same time keep their memory up to this many.
    private static let poolLimit = 256

    /// What the monitor is made from.
    private let arguments: MonitorArguments
    private let typeName: String
    private let types: MonitorTypeRegistry
    private let book: ColumnBook
    private let counters: MonitorCounters
    private let notices: MonitorNotices
    private let requestIDs: RequestIDSource
    private let provider: MonitorConfiguration.ContextProvider?
    private let sampling: Sampling?
    private let pool = Lock<[SessionCore]>([])
    /// One more of the pool, taken and given back without its lock: the address of a retained core, 0 for none.
    private let spare = Atomic<UInt>(0)
    /// What the next record is expected to look like: the layout whose schema was exported last.
    private let layout: PublishedReference<ColumnLayout>
    private let box = PublishedReference<Box>(nil)
    // Guards the making of the monitor and its schema. Held while both do I/O of their own; `settling` ends recursion.
    private let setup = Lock(Setup())
    /// The thread that holds `setup`, by its logging context; 0 for none.
    private let settling = Atomic<UInt>(0)

    init(
        arguments: MonitorArguments,
        typeName: String,
        types: MonitorTypeRegistry,
        requestIDs: RequestIDSource,
        provider: MonitorConfiguration.ContextProvider? = nil
    ) {
        self.arguments = arguments
        self.typeName = typeName
        self.types = types
        self.requestIDs = requestIDs
        self.provider = provider
        sampling = arguments.common.sampling
        notices = MonitorNotices(monitorName: arguments.name, logger: arguments.logger)
        counters = MonitorCounters(monitorName: arguments.name, status: arguments.status)
        book = ColumnBook(
            origin: MonitorSchema(
                monitorName: arguments.name,
                serviceName: arguments.serviceName,
                serviceVersion: arguments.serviceVersion,
                columns: []
            ),
            reservedNames: (try? types.entry(typeName))?.reservedNames ?? [],
            notices: notices
        )
        let empty = book.empty
        emptyLayout = .passUnretained(empty)
        // What is published lives for good.
        layout = PublishedReference(empty)
    }

    deinit {
        box.value?.monitor.close()
        _ = takeSpare()
    }

    /// What has become of the values so far.
    var statistics: MonitorStatistics { counters.statistics }

    /// Warns, once, when a use names another type or other options than the monitor was made with.
    func noteUse(type: String?, options: LogObject?) {
        if let type, type != typeName {
            notices.note("type", "the monitor is of type '\(typeName)' since its first use; '\(type)' is ignored")
        }
        if let options, options != arguments.givenOptions {
            notices.note("options", "the monitor keeps the options of its first use; others are ignored")
        }
        notices.deliver()
    }

    /// Starts a block.
    func open() -> MonitorSession {
        if let sampling, let requestID = currentContext.requestID, !sampling.takes(requestID) {
            // Nothing is written that would not be exported.
            counters.countSampledRecord()
            return .inactive
        }
        let core = takeSpare() ?? takeFromPool()
        return MonitorSession(core: core, block: core.open(layout: expectedLayout))
    }

    /// What the next record is expected to look like; lives for good.
    @inline(__always) var expectedLayout: Unmanaged<ColumnLayout> { layout.load() ?? emptyLayout }

    /// The layout before the first record.
    private let emptyLayout: Unmanaged<ColumnLayout>

    @inline(__always) private func takeSpare() -> SessionCore? {
        let address = spare.exchange(0, ordering: .acquiring)
        guard let pointer = UnsafeRawPointer(bitPattern: address) else { return nil }
        return Unmanaged<SessionCore>.fromOpaque(pointer).takeRetainedValue()
    }

    @inline(never) private func takeFromPool() -> SessionCore {
        pool.withLock { $0.popLast() }
            ?? makeCore()
    }

    /// Keeps the memory of a block that has ended for another one.
    @inline(__always) private func keep(_ core: consuming SessionCore) {
        let retained = Unmanaged.passRetained(core)
        let address = UInt(bitPattern: retained.toOpaque())
        if _slowPath(!spare.compareExchange(expected: 0, desired: address, ordering: .releasing).exchanged) {
            keepInPool(retained.takeRetainedValue())
        }
    }

    @inline(never) private func keepInPool(_ core: SessionCore) {
        pool.withLock { pool in
            if pool.count < MonitorChannel.poolLimit { pool.append(core) }
        }
    }

    /// Ends a block: exports what it has logged, however it ended.
    ///
    /// - Parameter session: the block's; its memory is kept for another one.
    func close(_ session: consuming MonitorSession) {
        guard let core = session.core, core.close(session.block) else { return }
        export(core, in: currentContext)
        keep(core)
    }

    /// The request that the present task is busy with: what it was told itself, else what the provider knows.
    private var currentContext: MonitorContext {
        var context = MonitorContext.current
        guard let provider, context.requestID == nil || context.traceID == nil else { return context }
        let provided = provider()
        context.requestID = context.requestID ?? provided.requestID
        context.traceID = context.traceID ?? provided.traceID
        return context
    }

    /// Makes the monitor, if that was not done before.
    ///
    /// - Throws: what keeps it from being made.
    func prepare() throws {
        _ = try setup.withLock { (setup) throws -> any Monitor in
            try make(&setup)
        }
    }

    /// Hands on what the monitor holds back.
    func flush() throws {
        try box.value?.monitor.flush()
    }

    /// Memory for records of a reader of its own, which nobody else gets.
    func makeCore() -> SessionCore {
        SessionCore(
            book: book,
            counters: counters,
            notices: notices,
            redaction: arguments.common.redaction,
            layout: expectedLayout
        )
    }

    /// Says that rows may wait, for room or until ``flush()``.
    func allowWaiting() {
        box.value?.monitor.allowWaiting()
    }

    /// Exports a block's record, which belongs to the calling thread.
    ///
    /// - Parameters:
    ///   - core: the record's memory.
    ///   - context: the request that the record belongs to.
    func export(_ core: SessionCore, in context: MonitorContext) {
        let environment = arguments.environment
        let tail = RowTail(
            time: environment.now(),
            requestID: context.requestID ?? core.record.pointee.requestIDs.next(from: requestIDs),
            traceID: context.traceID
        )
        if let sampling, !sampling.takes(tail.requestID) {
            if core.record.pointee.isEmpty { counters.countEmptyRecord() } else { counters.countSampledRecord() }
            return
        }
        let padding = core.record.pointee.isEmpty ? 0 : core.record.pointee.assemble(tail, in: environment)
        let rowCount = core.record.pointee.rowEnds.count
        guard rowCount > 0 else {
            counters.countEmptyRecord()
            notices.note("empty", "a block logged no values; such blocks are counted and leave no row")
            return notices.deliver()
        }
        if padding > 0 {
            counters.countPadding(padding)
            notices.note("ragged", "the columns of a block have different numbers of values; missing ones are null")
            notices.deliver()
        }
        do {
            try export(core, tail)
            counters.countRecord(rows: rowCount)
        } catch {
            counters.reportLostRows(rowCount, because: error)
        }
    }

    /// Hands the rows to the monitor, behind their schema.
    private func export(_ core: SessionCore, _ tail: RowTail) throws {
        let expected = core.record.pointee.layout
        if let box = box.load(), core.record.pointee.hasExpectedColumns,
            expectedLayout.toOpaque() == expected.toOpaque()
        {
            return try box._withUnsafeGuaranteedRef { try export(core, tail, expected, to: $0.monitor) }
        }
        let (actual, isKept) = book.layout(of: Array(core.record.pointee.columns))
        let monitor = try settle(actual, isKept: isKept)
        try withExtendedLifetime(actual) {
            try export(core, tail, .passUnretained(actual), to: monitor)
        }
    }

    @inline(__always)
    private func export(
        _ core: SessionCore,
        _ tail: RowTail,
        _ layout: Unmanaged<ColumnLayout>,
        to monitor: any Monitor
    ) throws {
        try monitor.exportRows(
            MonitorRecord(
                layout: layout,
                tail: tail,
                hasNonFinite: core.record.pointee.hasNonFinite,
                bytes: core.record.pointee.rowBytes,
                ends: core.record.pointee.rowEnds.elements,
                tailCount: core.record.pointee.tailCount
            )
        )
    }

    /// Sees to it that there is a monitor and that it knows the columns.
    ///
    /// - Throws: what keeps the monitor from being made.
    private func settle(_ actual: ColumnLayout, isKept: Bool) throws -> any Monitor {
        let thread = UInt(bitPattern: ThreadContext.current)
        if settling.load(ordering: .relaxed) == thread {
            // The monitor, or a handler behind it, monitors itself while it is being set up.
            guard let box = box.value else { throw MonitorError("the monitor is used while it is being made") }
            return box.monitor
        }
        return try setup.withLock { (setup) throws -> any Monitor in
            settling.store(thread, ordering: .relaxed)
            defer { settling.store(0, ordering: .relaxed) }
            let monitor = try make(&setup)
            guard setup.exportedLayout !== actual else { return monitor }
            do {
                try monitor.exportSchema(actual.schema)
                setup.exportedLayout = actual
                // What is published lives for good, so only layouts that come again are.
                if isKept { layout.store(actual) }
            } catch {
                counters.reportUnwrittenSchema(because: error)
            }
            return monitor
        }
    }

    /// Makes the monitor, if that was not done before; after a failure not sooner than a second later.
    private func make(_ setup: inout Setup) throws -> any Monitor {
        if let monitor = setup.monitor { return monitor }
        let now = arguments.environment.now()
        if let failure = setup.lastFailure, now.seconds == failure.seconds {
            throw MonitorError("the monitor could not be made just now")
        }
        do {
            if !arguments.common.problems.isEmpty { throw MonitorError(arguments.common.problems) }
            let monitor = try types.entry(typeName).make(arguments)
            setup.monitor = monitor
            setup.lastFailure = nil
            box.store(Box(monitor))
            return monitor
        } catch {
            setup.lastFailure = now
            throw error
        }
    }
}
