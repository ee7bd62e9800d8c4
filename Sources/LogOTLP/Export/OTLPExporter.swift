#if OTLP
public import LogRuntime

/// Gathers encoded records, sends them in batches, and tries again what may succeed later.
///
/// Records wait in a bounded queue; a batch leaves when it is full or when its first record has waited for long enough. One
/// request is under way at a time. While a collector is down, the batch in hand is tried again with growing delays and the
/// queue fills; with a spool, batches go to disk instead and are sent, the oldest first, when the collector is back.
/// Source: OpenTelemetry specification, "batching processor", and OTLP specification, "failures". Knows no transport.
public final class OTLPExporter: Sendable {
    /// A batch leaves before its records take more bytes: collectors take messages of up to 4 MiB.
    static let batchSizeLimit = 3 << 20
    /// Records that wait may take this many bytes.
    static let queueSizeLimit = 64 << 20
    /// Seconds given to a request that is cancelled to come back.
    private static let cancelLimit: Double = 2

    /// What the threads that log and the exporter's task share.
    struct State: Sendable {
        /// The batch that is being filled.
        var open = Batch()
        /// When the open batch leaves at the latest, by `MonotonicTime`: a clock that is set is no reason to send or to wait.
        var openDeadline: Int64?
        /// Full batches, the oldest first.
        var ready: [Batch] = []
        /// Records and their bytes in the open batch and the full ones.
        var waitingCount = 0
        var waitingSize = 0
        /// How many records were ever taken, how many of them are counted as sent, spooled or lost, and how many are reported,
        /// too, where that is to be done.
        var takenCount = 0
        var countedCount = 0
        var settledCount = 0
        /// How many callers wait for what is there to be sent.
        var flusherCount = 0
        var isClosing = false
        /// When closing gives up, by `MonotonicTime`.
        var closeDeadline: Int64?
        var task: Task<Void, Never>?
        var isFinished = false
        /// Whether closing has given up on what is under way, so that it is counted already.
        var isAbandoned = false
        var statistics = OTLPStatistics()

        /// Whether further records may wait; however large they are, when no others do.
        func hasRoom(for count: Int, size: Int, queueSize: Int) -> Bool {
            waitingCount == 0
                || (waitingCount + count <= queueSize && waitingSize + size <= OTLPExporter.queueSizeLimit)
        }
    }

    let settings: OTLPSettings
    let transport: any OTLPTransport
    let resource: [UInt8]
    let name: String
    let status: StatusChannel
    let spool: Spool?
    let thread: ExporterThread
    // Guards everything of `State`. Held neither while sending nor while reporting.
    let state = WaitingLock(State())

    /// Creates an exporter; it starts with the first record, or at once when it has a spool.
    ///
    /// - Parameters:
    ///   - settings: limits and delays.
    ///   - transport: brings requests to the collector.
    ///   - resource: whom records come from, as attributes.
    ///   - name: the handler or monitor, for reports.
    ///   - status: where what is lost is reported.
    /// - Throws: `SinkError` when the spool's directory cannot be used.
    public convenience init(
        settings: OTLPSettings,
        transport: any OTLPTransport,
        resource: LogObject,
        name: String,
        status: StatusChannel
    ) throws(SinkError) {
        try self.init(
            settings: settings,
            transport: transport,
            resource: resource,
            name: name,
            status: status,
            thread: ExporterThread()
        )
    }

    /// Creates an exporter on a thread that its transport shares.
    init(
        settings: OTLPSettings,
        transport: any OTLPTransport,
        resource: LogObject,
        name: String,
        status: StatusChannel,
        thread: ExporterThread
    ) throws(SinkError) {
        self.settings = settings
        self.transport = transport
        self.resource = OTLPResource.encode(resource)
        self.name = name
        self.status = status
        self.thread = thread
        spool = try settings.spoolDirectory.map { directory throws(SinkError) in
            try Spool(directory: directory, limit: settings.spoolSize)
        }
        // What an earlier run has left does not wait for a record of this one.
        if spool != nil { start() }
    }

    /// What has become of the records so far.
    public var statistics: OTLPStatistics { state.withLock { $0.statistics } }

    /// How many records wait or are in hand.
    public var pendingCount: Int { account.pending }

    /// What has become of the records so far, how many were taken, and how many of them wait or are in hand, at one moment.
    var account: (counts: OTLPStatistics, taken: Int, pending: Int) {
        state.withLock { ($0.statistics, $0.takenCount, $0.takenCount - $0.countedCount) }
    }

    // MARK: Taking records

    /// Takes encoded records: all of them, or none when there is no room.
    ///
    /// - Parameters:
    ///   - records: fields `ScopeLogs.log_records`, each with its key and length.
    ///   - count: how many there are.
    ///   - scope: the logger's name.
    ///   - waits: whether the caller waits for room, for as long as ``flush()`` would.
    /// - Returns: whether they were taken; if not, they are counted as dropped.
    func take(
        _ records: UnsafeRawBufferPointer,
        count: Int,
        scope: UnsafeRawBufferPointer,
        waits: Bool = false
    ) -> Bool {
        if waits { waitForRoom(count, size: records.count) }
        enum Outcome { case full, taken, calls, starts }
        let outcome = state.withLock { state -> Outcome in
            let fits = state.hasRoom(for: count, size: records.count, queueSize: settings.queueSize)
            guard fits, !state.isClosing else {
                state.statistics.dropped += count
                return .full
            }
            var calls = state.openDeadline == nil
            if calls { state.openDeadline = MonotonicTime.deadline(after: settings.scheduleDelay) }
            if count == 1 {
                if append(records, scope: scope, &state) { calls = true }
            } else {
                Batch.forEachRecord(in: records) { record in
                    if append(record, scope: scope, &state) { calls = true }
                }
            }
            state.waitingCount += count
            state.waitingSize += records.count
            state.takenCount += count
            guard calls else { return .taken }
            return state.task == nil ? .starts : .calls
        }
        switch outcome {
        case .full: return false
        case .taken: break
        case .calls: thread.call()
        case .starts: start()
        }
        return true
    }

    /// Waits until there is room, or nobody makes any.
    private func waitForRoom(_ count: Int, size: Int) {
        guard !thread.isCurrent else { return }
        let isFull = state.withLock { state -> Bool in
            guard !state.hasRoom(for: count, size: size, queueSize: settings.queueSize) else { return false }
            // An open batch is not kept for records that wait for its room.
            state.flusherCount += 1
            return true
        }
        guard isFull else { return }
        thread.call()
        state.wait(untilMonotonic: MonotonicTime.deadline(after: settings.drainTimeout)) { state in
            state.hasRoom(for: count, size: size, queueSize: settings.queueSize) || state.isClosing
        }
        state.withLock { $0.flusherCount -= 1 }
    }

    /// Adds a record to the open batch.
    ///
    /// - Returns: whether a batch is full, and now behind those that are.
    private func append(
        _ record: UnsafeRawBufferPointer,
        scope: UnsafeRawBufferPointer,
        _ state: inout State
    ) -> Bool {
        let isTooLarge = state.open.count > 0 && state.open.size + record.count > OTLPExporter.batchSizeLimit
        if isTooLarge { closeBatch(&state) }
        state.open.append(record, scope: scope)
        guard state.open.count >= settings.batchSize || state.open.size >= OTLPExporter.batchSizeLimit else {
            return isTooLarge
        }
        closeBatch(&state)
        return true
    }

    /// Puts the open batch behind the full ones.
    private func closeBatch(_ state: inout State) {
        state.ready.append(state.open)
        state.open = Batch()
        state.openDeadline = MonotonicTime.deadline(after: settings.scheduleDelay)
    }

    /// Starts the exporter's task, unless it runs.
    private func start() {
        state.withLock { state in
            guard state.task == nil else { return }
            state.task = Task(executorPreference: thread) { await self.run() }
        }
        thread.call()
    }

    // MARK: Emptying the queue

    /// Waits until all that was taken before has been sent, spooled or lost.
    ///
    /// Does nothing when a hook of the status channel calls it on the exporter's own thread, which cannot wait for itself.
    ///
    /// - Throws: `SinkError` when that takes longer than ``OTLPSettings/drainTimeout``.
    public func flush() throws(SinkError) {
        guard !thread.isCurrent else { return }
        let target = state.withLock { state -> Int? in
            guard state.settledCount < state.takenCount else { return nil }
            state.flusherCount += 1
            return state.takenCount
        }
        guard let target else { return }
        thread.call()
        let deadline = MonotonicTime.deadline(after: settings.drainTimeout)
        let isDrained = state.wait(untilMonotonic: deadline) { $0.settledCount >= target || $0.isFinished }
        state.withLock { $0.flusherCount -= 1 }
        guard !isDrained else { return }
        throw SinkError(
            "flush",
            settings.endpoint.url,
            problem: "\(pendingCount) records wait for longer than \(settings.drainTimeout) s"
        )
    }

    /// Sends what is left, for a limited time, and ends the connection; what is then left is lost and counted.
    ///
    /// May be called more than once. On the exporter's own thread it does not wait.
    public func close() {
        let deadline = MonotonicTime.deadline(after: settings.drainTimeout)
        let isFirst = state.withLock { state -> Bool in
            guard !state.isClosing else { return false }
            state.isClosing = true
            state.closeDeadline = deadline
            return true
        }
        if isFirst { start() }
        guard !thread.isCurrent else { return }
        if state.wait(untilMonotonic: deadline, { $0.isFinished }) { return }
        // A request is under way that does not come back.
        state.withLock { $0.task }?.cancel()
        thread.call()
        let limit = MonotonicTime.deadline(after: OTLPExporter.cancelLimit)
        guard !state.wait(untilMonotonic: limit, { $0.isFinished }) else { return }
        abandon()
    }

    /// Counts as lost what a transport holds that does not come back even when it is cancelled.
    private func abandon() {
        let left = state.withLock { state -> Int in
            let left = state.takenCount - state.countedCount
            state.isAbandoned = true
            state.countedCount = state.takenCount
            state.settledCount = state.takenCount
            state.statistics.lost += left
            return left
        }
        if left > 0 { reportLoss(of: left, "closed while a request was under way that did not come back") }
    }
}
#endif
