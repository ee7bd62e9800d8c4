internal import LogRuntime
internal import Synchronization

/// One monitor by its name: its columns, the memory of its blocks, and where its rows go.
@usableFromInline
final class MonitorChannel: Sendable {
    /// What only one thread at a time may look at: making the monitor and exporting the schema.
    private struct Setup {
        var monitor: (any Monitor)?
        var exportedLayout: ColumnLayout?
        /// All that was ever published: blocks may still be using what was replaced, and layouts take turns.
        var targets: [ObjectIdentifier: Target] = [:]
        var lastFailure: WallTime?
    }

    /// A monitor and the layout whose schema it was given last.
    private final class Target: Sendable {
        let monitor: any Monitor
        let layout: ColumnLayout
        init(_ monitor: any Monitor, _ layout: ColumnLayout) {
            self.monitor = monitor
            self.layout = layout
        }
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
    /// Memory of blocks, taken and given back without a lock.
    let shelf: SessionShelf
    /// More of it.
    private let pool = Lock<[SessionCore]>([])
    /// Where records go, and what the next one is expected to look like; `nil` before the monitor was made.
    ///
    /// What is published here is kept by `setup`.
    private let target = PublishedReference<Target>(nil)
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
        emptyLayout = book.empty
        shelf = SessionShelf(monitorName: arguments.name)
    }

    deinit {
        target.replace(with: nil)?.monitor.close()
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
    ///
    /// - Parameters:
    ///   - core: its memory, as ``takeCore()`` or the shelf gives it.
    ///   - channel: the monitor, which the memory keeps alive.
    /// - Returns: what takes the block's values.
    @inline(__always)
    static func open(_ core: consuming SessionCore, of channel: Unmanaged<MonitorChannel>) -> MonitorSession {
        if _slowPath(channel._withUnsafeGuaranteedRef { $0.sampling != nil }),
            channel._withUnsafeGuaranteedRef({ !$0.isTaken() })
        {
            let unused = Unmanaged.passRetained(core)
            channel._withUnsafeGuaranteedRef { $0.keep(unused) }
            return .inactive
        }
        let block = core.open(layout: channel._withUnsafeGuaranteedRef { $0.expectedLayout })
        return MonitorSession(core: core, block: block)
    }

    /// Whether the present request is one of the sample; what would not be exported is not even written.
    @inline(never) private func isTaken() -> Bool {
        guard let sampling, let requestID = currentContext.requestID, !sampling.takes(requestID) else { return true }
        counters.countSampledRecord()
        return false
    }

    /// What the next record is expected to look like; lives as long as this monitor.
    @inline(__always) var expectedLayout: Unmanaged<ColumnLayout> {
        guard let target = target.load() else { return .passUnretained(emptyLayout) }
        return target._withUnsafeGuaranteedRef { .passUnretained($0.layout) }
    }

    /// The layout before the first record.
    private let emptyLayout: ColumnLayout

    /// Memory for a block.
    func takeCore() -> SessionCore {
        if let core = shelf.take() { return core }
        let core = pool.withLock { $0.popLast() } ?? makeCore()
        core.adopt(self)
        return core
    }

    /// Keeps the memory of a block that has ended for another one.
    ///
    /// - Parameter core: counted as a reference.
    @inline(__always) private func keep(_ core: Unmanaged<SessionCore>) {
        if _slowPath(!shelf.put(core)) { keepInPool(core.takeRetainedValue()) }
    }

    @inline(never) private func keepInPool(_ core: SessionCore) {
        // The last reference to this monitor may be the block's.
        let channel = core.abandon()
        pool.withLock { pool in
            if pool.count < MonitorChannel.poolLimit { pool.append(core) }
        }
        withExtendedLifetime(channel) {}
    }

    /// Ends a block: exports what it has logged, however it ended.
    ///
    /// - Parameters:
    ///   - core: its memory, counted as a reference; it is kept for another one.
    ///   - block: its number.
    @inline(__always) func close(_ core: SessionCore, _ block: UInt64) {
        if core.close(block) {
            export(core, in: currentContext)
            notices.deliver()
        }
        keep(.passUnretained(core))
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
        try target.value?.monitor.flush()
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
        target.value?.monitor.allowWaiting()
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
        if let target = target.load(), core.record.pointee.hasExpectedColumns,
            target._withUnsafeGuaranteedRef({ $0.layout === expected._withUnsafeGuaranteedRef { $0 } })
        {
            return try target._withUnsafeGuaranteedRef { try export(core, tail, expected, to: $0.monitor) }
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
            guard let target = target.value else { throw MonitorError("the monitor is used while it is being made") }
            return target.monitor
        }
        return try setup.withLock { (setup) throws -> any Monitor in
            settling.store(thread, ordering: .relaxed)
            defer { settling.store(0, ordering: .relaxed) }
            let monitor = try make(&setup)
            guard setup.exportedLayout !== actual else { return monitor }
            do {
                try monitor.exportSchema(actual.schema)
                setup.exportedLayout = actual
                // What was published is kept, so only layouts that come again are.
                if isKept { publish(monitor, actual, &setup) }
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
            publish(monitor, emptyLayout, &setup)
            return monitor
        } catch {
            setup.lastFailure = now
            throw error
        }
    }

    /// Lets blocks know where their records go, and what they are expected to look like.
    private func publish(_ monitor: any Monitor, _ layout: ColumnLayout, _ setup: inout Setup) {
        let present = setup.targets[ObjectIdentifier(layout)] ?? Target(monitor, layout)
        setup.targets[ObjectIdentifier(layout)] = present
        _ = target.replace(with: present)
    }
}
