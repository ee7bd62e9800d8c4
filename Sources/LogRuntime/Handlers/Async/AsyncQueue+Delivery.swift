internal import Synchronization

extension AsyncQueue {
    /// How far an attempt to empty the queue came.
    enum Progress {
        /// There was nothing.
        case idle
        /// Something was written.
        case moved
        /// It could not be written; it can be tried again.
        case failing
    }

    /// Writes everything that is in the queue.
    func deliverAll() -> Progress {
        var outcome = Progress.idle
        while !isStopping.load(ordering: .relaxed) {
            turn.take()
            let progress = deliverOnce()
            turn.end()
            if progress == .idle { break }
            outcome = progress
            if progress == .failing { break }
        }
        return outcome
    }

    /// Writes a batch, or gives one record to the handlers; by who has the turn.
    func deliverOnce() -> Progress {
        if isEnded { return .idle }
        guard case .lines(let target) = target else { return deliverRecords() }
        if !isBatchInHand, !collect() { return .idle }
        let linesBefore = batch.doneLines
        let bytesBefore = batch.done
        let outcome = BatchDelivery.write(batch, to: target.sink)
        count(outcome, for: target, lines: batch.doneLines - linesBefore, bytes: batch.done - bytesBefore)
        if outcome.lost > 0 {
            handler.fail(outcome.failure.map { "\($0)" } ?? "the file was closed", records: outcome.lost)
        } else if let failure = outcome.failure, !isFailing {
            handler.report(failure, isLoss: false)
        }
        let isTorn = batch.isFinished && outcome.failure != nil && (target.sink as? any BatchSink)?.hasTornLine == true
        guard batch.isFinished, !isTorn else {
            isFailing = outcome.lost == 0
            return isFailing ? .failing : .moved
        }
        isFailing = false
        isBatchInHand = false
        journal?.finish()
        delivered.store(batchEnd, ordering: .releasing)
        isStalled.store(false, ordering: .relaxed)
        return .moved
    }

    /// Counts lines of the batch that are dealt with: they have left the queue, whatever became of them.
    private func count(_ outcome: BatchDelivery.Outcome, for target: SinkHandler, lines: Int, bytes: Int) {
        guard lines > 0 else { return }
        handler.settle(batchHasReport ? lines - 1 : lines)
        batchHasReport = false
        if target.countsDeliveries {
            target.counters.records.add(lines - outcome.lost, ordering: .relaxed)
            target.counters.bytes.add(bytes - outcome.lostBytes, ordering: .relaxed)
        }
        guard outcome.lost > 0 else { return }
        target.counters.drop(outcome.lost, because: outcome.failure.map(HandlerCounters.reason) ?? "closed")
    }

    /// Takes lines out of the ring into the batch.
    ///
    /// - Returns: `false` if there are none.
    private func collect() -> Bool {
        batch.removeAll()
        batchHasReport = false
        appendReport()
        let isAny = tailLock.withLock { _ -> Bool in
            let start = ring.start
            var position = start
            while let entry = ring.entry(at: position) {
                if entry.kind == RingEntry.Kind.line, !batch.append(entry.payload, at: entry.time) { break }
                position &+= RingEntry.space(forPayload: entry.length)
            }
            guard position != start || batch.lineCount > 0 else {
                delivered.store(start, ordering: .releasing)
                return false
            }
            journal?.begin(upTo: position)
            batchEnd = position
            isBatchInHand = true
            // Releasing: callers write there only after what was there is in the batch.
            ring.release(upTo: position)
            return true
        }
        if isAny { tellWaiters() }
        return isAny
    }

    private func tellWaiters() {
        if waiters.load(ordering: .sequentiallyConsistent) > 0 { roomBell.ring() }
    }

    /// Gives the oldest record to the handlers.
    private func deliverRecords() -> Progress {
        guard case .records(let handlers) = target else { return .idle }
        let taken = tailLock.withLock { _ -> (record: QueuedRecord?, end: UInt64)? in
            let position = ring.start
            guard let entry = ring.entry(at: position) else {
                delivered.store(position, ordering: .releasing)
                return nil
            }
            let record = entry.kind == RingEntry.Kind.reference ? AsyncQueue.record(of: entry) : nil
            let end = position &+ RingEntry.space(forPayload: entry.length)
            ring.release(upTo: end)
            return (record, end)
        }
        guard let taken else {
            tellDrops(isLast: false)
            return .idle
        }
        tellWaiters()
        taken.record?.record.withRecord { record in
            for handler in handlers where !options.respectsHandlerLevel || handler.takes(record.level) {
                handler.handle(&record)
            }
        }
        if taken.record != nil { handler.settle(1) }
        delivered.store(taken.end, ordering: .releasing)
        isStalled.store(false, ordering: .relaxed)
        return .moved
    }

    /// Drops everything that is in the queue; by who has the turn, after the queue was closed.
    ///
    /// - Returns: how many records that were.
    func discardAll() -> Int {
        var lost = batch.abandon() - (batchHasReport ? 1 : 0)
        batchHasReport = false
        isBatchInHand = false
        tailLock.withLock { _ in
            var position = ring.start
            while let entry = ring.entry(at: position) {
                if entry.kind != RingEntry.Kind.padding { lost += 1 }
                release(entry)
                position &+= RingEntry.space(forPayload: entry.length)
            }
            ring.release(upTo: position)
        }
        return lost
    }

    /// How many records are in the queue; by who has the turn.
    func countAll() -> Int {
        var count = isBatchInHand ? batch.remainingLines - (batchHasReport ? 1 : 0) : 0
        tailLock.withLock { _ in
            var walk = RingWalk(ring, from: ring.start)
            while let entry = walk.next() {
                if entry.kind == RingEntry.Kind.line || entry.kind == RingEntry.Kind.reference { count += 1 }
            }
        }
        return count
    }

    /// Writes a line past the queue, after everything that is in it.
    ///
    /// - Throws: ``SinkError`` when the line, or what is before it, cannot be written in time.
    func writeAtOnce(_ line: UnsafeRawBufferPointer, to sink: any Sink, at time: WallTime) throws(SinkError) {
        let goal = ring.end
        let deadline = MonotonicTime.deadline(after: options.timeout)
        let hasTurn = turn.isMine
        if !hasTurn { turn.take() }
        defer { if !hasTurn { turn.end() } }
        while !isEnded, delivered.load(ordering: .relaxed) < goal {
            if deliverOnce() != .moved {
                guard MonotonicTime.now < deadline else {
                    throw SinkError(
                        "write",
                        "a line of \(line.count) bytes",
                        problem: "the queue before it is not written"
                    )
                }
                MonotonicTime.nap()
            }
        }
        try sink.write(line, at: time)
    }

    // MARK: Telling of dropped records

    /// Whether records were dropped that nobody was told of.
    var hasDropsToTell: Bool { dropped.load(ordering: .relaxed) > droppedTold }

    /// Tells of dropped records if it is time; by who has the turn.
    ///
    /// - Parameter isLast: whether the queue is being closed: then it is time.
    func tellDrops(isLast: Bool) {
        guard let text = dropReport(isLast: isLast) else { return }
        withReport(text) { record in
            switch target {
            case .lines(let handler): handler.handle(&record)
            case .records(let handlers):
                for handler in handlers where handler.takes(.warning) { handler.handle(&record) }
            }
        }
    }

    /// Adds a line to the batch that tells of dropped records, if it is time.
    private func appendReport() {
        guard hasDropsToTell, case .lines(let target) = target, let text = dropReport(isLast: false) else { return }
        withReport(text) { record in
            guard target.takes(.warning), target.passes(&record) else { return }
            var line = ByteBuffer()
            guard (try? handler.formatLine(record, for: target, into: &line)) != nil else { return }
            batchHasReport = batch.append(line.bytes, at: record.time)
        }
    }

    /// Counts what was dropped since the last time.
    ///
    /// - Returns: what a record is to say of it; `nil` if it is not time, or there are to be no such records.
    private func dropReport(isLast: Bool) -> String? {
        let count = dropped.load(ordering: .relaxed) - droppedTold
        let interval = options.reportInterval > 0 ? options.reportInterval : 1
        let now = MonotonicTime.now
        guard count > 0, isLast || now - lastReport >= Int64(interval * 1e9) else { return nil }
        droppedTold += count
        lastReport = now
        let text = "the queue of handler '\(handler.displayName)' was full: \(count) records dropped"
        handler.fail("the queue was full", records: count)
        return options.reportInterval > 0 ? text : nil
    }

    private func withReport(_ text: String, _ body: (inout LogRecord) -> Void) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            var record = LogRecord(
                loggerName: RawText("logconfig.async"),
                level: .warning,
                levelText: RawText("WARNING"),
                time: handler.environment.now(),
                text: RawText(start: start, count: bytes.count),
                extra: nil,
                origin: LogRecord.Origin(
                    file: RawText(#fileID),
                    function: RawText(#function),
                    line: #line,
                    threadIdentifier: ThreadContext.current.pointee.threadIdentifier,
                    isMainThread: false
                ),
                environment: .passUnretained(handler.environment)
            )
            body(&record)
        }
    }
}
