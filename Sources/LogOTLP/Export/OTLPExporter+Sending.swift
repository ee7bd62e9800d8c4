#if OTLP
internal import LogExport
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The exporter's task: takes batches out of the queue and brings them to the collector.
extension OTLPExporter {
    /// A time in which the collector takes nothing.
    private struct Outage {
        var schedule = RetrySchedule()
        /// When the next request is tried, by `MonotonicTime`.
        var next: Int64
    }

    /// What the queue wants done.
    private enum Step {
        case send(Batch)
        case wait(until: Int64?)
        case finish
    }

    /// Runs until the exporter is closed.
    func run() async {
        // How long the collector has been down; only with a spool, without one a batch waits for its end.
        var outage: Outage?
        while true {
            if let spool, await sendSpooled(spool, &outage) { continue }
            switch nextStep() {
            case .send(let batch):
                await deliver(batch, &outage)
            case .wait(let deadline):
                // While the collector is down, the spool waits for it and not for its next look.
                await thread.sleep(until: earliest(deadline, outage.map(\.next) ?? spool?.lookTime))
            case .finish:
                if state.withLock({ $0.isFinished }) { return }
                await transport.close()
                spool?.release()
                state.withLock { $0.isFinished = true }
                state.wakeAll()
                thread.stop()
                return
            }
        }
    }

    private func earliest(_ times: Int64?...) -> Int64? { times.compactMap(\.self).min() }

    /// What is to be done now.
    private func nextStep() -> Step {
        let now = MonotonicTime.now
        let step = state.withLock { state -> Step in
            var batch: Batch?
            if !state.ready.isEmpty {
                batch = state.ready.removeFirst()
            } else if state.open.count > 0 {
                let isDue = state.openDeadline.map { $0 <= now } ?? true
                guard isDue || state.flusherCount > 0 || state.isClosing else {
                    return .wait(until: state.openDeadline)
                }
                batch = state.open
                state.open = Batch()
            }
            if state.ready.isEmpty, state.open.count == 0 { state.openDeadline = nil }
            guard let batch else { return state.isClosing ? .finish : .wait(until: nil) }
            state.waitingCount -= batch.count
            state.waitingSize -= batch.size
            return .send(batch)
        }
        // Somebody may wait for the room that the batch has taken.
        if case .send = step { state.wakeAll() }
        return step
    }

    // MARK: One batch

    /// Brings a batch to the collector or to disk.
    private func deliver(_ batch: Batch, _ outage: inout Outage?) async {
        guard !settings.isDisabled else { return settle(batch.count) { _ in } }
        let request = batch.request(resource: resource)
        if let spool {
            let now = MonotonicTime.now
            if outage == nil, !spool.mayHold(at: now) || spool.oldest(at: now) == nil {
                switch await attempt(request) {
                case .accepted(let rejected, let message): return settleAccepted(batch.count, rejected, message)
                case .failed(let failure) where failure.isRetryable: begin(&outage, after: failure)
                case .failed(let failure): return await refuse(batch, because: failure, &outage)
                }
            }
            store(request, in: spool)
        } else {
            await deliver(request, of: batch, &outage)
        }
    }

    /// Brings a request to the collector, as often as it takes.
    private func deliver(_ request: OTLPRequest, of batch: Batch, _ outage: inout Outage?) async {
        var schedule = RetrySchedule()
        let limit = MonotonicTime.deadline(after: settings.retryLimit)
        while true {
            switch await attempt(request) {
            case .accepted(let rejected, let message): return settleAccepted(batch.count, rejected, message)
            case .failed(let failure) where failure.isRetryable:
                let next = MonotonicTime.deadline(after: schedule.delay(after: failure))
                guard next <= limit else {
                    return settleLost(batch.count, "tried for \(settings.retryLimit) s: \(failure.reason)")
                }
                if schedule.failures == 1 { tell("\(failure.reason); it is tried again") }
                guard await pause(until: next, isWanted: failure.retryAfter != nil) else {
                    return settleLost(batch.count, "closed before the collector took it: \(failure.reason)")
                }
                state.withLock { $0.statistics.retries += 1 }
            case .failed(let failure): return await refuse(batch, because: failure, &outage)
            }
        }
    }

    /// Sends once.
    private func attempt(_ request: OTLPRequest) async -> OTLPAnswer {
        let now = MonotonicTime.now
        let limit = state.withLock { state -> Double in
            var limit = settings.timeout
            if let deadline = state.closeDeadline { limit = min(limit, Double(deadline - now) / 1e9) }
            if limit > 0 { state.statistics.requests += 1 }
            return limit
        }
        guard limit > 0, !Task.isCancelled else { return .failed(OTLPFailure("no time is left", isRetryable: true)) }
        return await transport.send(request, timeout: limit)
    }

    /// Waits for the next attempt.
    ///
    /// - Parameters:
    ///   - time: when it is due.
    ///   - isWanted: whether the collector has named the time, so that coming earlier is of no use.
    /// - Returns: whether there is to be one; when the exporter is closed, one is made at once, unless the time is near.
    private func pause(until time: Int64, isWanted: Bool) async -> Bool {
        let wasClosing = state.withLock { $0.isClosing }
        while true {
            let (isClosing, deadline) = state.withLock { ($0.isClosing, $0.closeDeadline) }
            let now = MonotonicTime.now
            if Task.isCancelled { return false }
            if let deadline, time > deadline {
                return isClosing && !wasClosing && !isWanted && now < deadline
            }
            guard now < time else { return true }
            await thread.sleep(until: time)
        }
    }

    /// Gives up a batch that the collector will not take; of one that is too large the halves are tried.
    private func refuse(_ batch: Batch, because failure: OTLPFailure, _ outage: inout Outage?) async {
        guard failure.isTooLarge, batch.count > 1 else { return settleLost(batch.count, failure.reason) }
        let (first, second) = batch.halves()
        await deliver(first, &outage)
        await deliver(second, &outage)
    }

    // MARK: The spool

    /// Sends a request that is on disk, if there is one and the collector may take it.
    ///
    /// - Returns: whether there may be more to send at once.
    private func sendSpooled(_ spool: Spool, _ outage: inout Outage?) async -> Bool {
        let now = MonotonicTime.now
        if let outage, now < outage.next { return false }
        // What is only in memory comes first when time is short.
        let isLate = state.withLock { state -> Bool in
            guard let deadline = state.closeDeadline else { return false }
            return now >= deadline || state.open.count > 0 || !state.ready.isEmpty
        }
        if isLate { return false }
        guard spool.mayHold(at: now), let entry = spool.oldest(at: now) else {
            outage = nil
            return false
        }
        let request: OTLPRequest
        do throws(SinkError) {
            request = try spool.read(entry)
        } catch {
            // The file stays: whoever looks after the directory may see what is wrong with it.
            if error.errorNumber != ENOENT { tell(of: error) }
            return true
        }
        switch await attempt(request) {
        case .accepted(let rejected, let message):
            remove(entry, from: spool)
            outage = nil
            count(accepted: request.recordCount, rejected, message, isOwn: spool.isOwn(entry))
            return true
        case .failed(let failure) where failure.isRetryable:
            begin(&outage, after: failure)
            return false
        case .failed(let failure):
            // The whole goes first, so that its halves find room.
            remove(entry, from: spool)
            guard failure.isTooLarge, let (first, second) = Batch.halves(of: request) else {
                report(lost: request.recordCount, failure.reason, isOwn: spool.isOwn(entry))
                return true
            }
            for half in [first, second] { keep(half, in: spool, isOwn: spool.isOwn(entry)) }
            return true
        }
    }

    /// Puts half of a request that was on disk there again.
    private func keep(_ request: OTLPRequest, in spool: Spool, isOwn: Bool) {
        do throws(SinkError) {
            report(try spool.store(request, now: .now(), isOwn: isOwn))
        } catch {
            report(lost: request.recordCount, "\(error)", isOwn: isOwn)
        }
    }

    /// Removes a request from disk that is not to be sent again.
    private func remove(_ entry: Spool.Entry, from spool: Spool) {
        do throws(SinkError) {
            try spool.remove(entry)
        } catch {
            tell(of: error)
        }
    }

    /// Notes that the collector is down, or still is.
    private func begin(_ outage: inout Outage?, after failure: OTLPFailure) {
        if outage == nil { tell("\(failure.reason); records go to '\(settings.spoolDirectory ?? "")' meanwhile") }
        var present = outage ?? Outage(next: 0)
        present.next = MonotonicTime.deadline(after: present.schedule.delay(after: failure))
        outage = present
        state.withLock { $0.statistics.retries += 1 }
    }

    /// Puts a request on disk.
    private func store(_ request: OTLPRequest, in spool: Spool) {
        do throws(SinkError) {
            let removed = try spool.store(request, now: .now())
            settle(request.recordCount) {
                $0.spooled += request.recordCount
            } report: {
                report(removed)
            }
        } catch {
            settleLost(request.recordCount, "\(error)")
        }
    }

    // MARK: Counting

    /// Counts records that were in hand and are no longer ours; whoever waits for them finds them counted and reported.
    ///
    /// - Parameters:
    ///   - count: how many they are.
    ///   - change: counts them.
    ///   - report: tells of those that are lost. Not done, nor are they counted, when closing has given them up meanwhile.
    private func settle(
        _ count: Int,
        _ change: (inout OTLPStatistics) -> Void,
        report: () -> Void = {}
    ) {
        let isCounted = state.withLock { state -> Bool in
            guard !state.isAbandoned else { return false }
            state.countedCount += count
            change(&state.statistics)
            return true
        }
        guard isCounted else { return }
        report()
        state.withLock { state in
            if !state.isAbandoned { state.settledCount += count }
        }
        state.wakeAll()
    }

    private func settleAccepted(_ recordCount: Int, _ rejected: Int, _ message: String) {
        let refused = min(max(rejected, 0), recordCount)
        settle(recordCount) { statistics in
            statistics.accepted += recordCount - refused
            statistics.rejected += refused
        } report: {
            report(refused: refused, message)
        }
    }

    /// Counts a request from disk that was taken.
    private func count(accepted recordCount: Int, _ rejected: Int, _ message: String, isOwn: Bool) {
        let refused = min(max(rejected, 0), recordCount)
        state.withLock { state in
            state.statistics.accepted += recordCount - refused
            if isOwn { state.statistics.rejected += refused } else { state.statistics.lostOfOthers += refused }
        }
        report(refused: refused, message)
    }

    /// Reports what a collector says of a request that it has taken, and the part of it that it has not.
    private func report(refused: Int, _ message: String) {
        let message = ReceiverText.excerpt(message)
        if refused > 0 {
            let noun = refused == 1 ? "a record" : "\(refused) records"
            reportLoss(of: refused, "the collector has rejected \(noun): \(message)", namesCount: true)
        } else if !message.isEmpty {
            tell("the collector says: \(message)")
        }
    }

    private func settleLost(_ count: Int, _ reason: String) {
        settle(count) {
            $0.lost += count
        } report: {
            reportLoss(of: count, reason)
        }
    }

    /// Counts and reports records that were on disk.
    private func report(lost count: Int, _ reason: String, isOwn: Bool) {
        state.withLock { state in
            if isOwn { state.statistics.lost += count } else { state.statistics.lostOfOthers += count }
        }
        reportLoss(of: count, reason)
    }

    /// Counts and reports records that had to make room on disk.
    private func report(_ removed: Spool.Removed) {
        state.withLock { state in
            state.statistics.lost += removed.own
            state.statistics.lostOfOthers += removed.others
        }
        reportLoss(of: removed.own + removed.others, "the spool is full")
    }

    /// Reports records that are lost, in one line however many they are.
    ///
    /// - Parameters:
    ///   - count: how many they are.
    ///   - reason: why.
    ///   - namesCount: whether the reason says how many.
    func reportLoss(of count: Int, _ reason: String, namesCount: Bool = false) {
        guard count > 0 else { return }
        let problem = count == 1 || namesCount ? reason : "\(count) records are lost: \(reason)"
        let error = SinkError("send to", settings.endpoint.url, problem: problem)
        let failure = LogFailure(handler: name, message: error.description, pythonType: error.pythonType)
        status.report(failure, records: count)
    }

    /// Tells of trouble that has cost no record yet.
    private func tell(_ problem: String) {
        tell(of: SinkError("send to", settings.endpoint.url, problem: problem))
    }

    private func tell(of error: SinkError) {
        status.report(LogFailure(handler: name, message: error.description, isLoss: false))
    }
}

extension RetrySchedule {
    /// Seconds until the next attempt after a failure.
    fileprivate mutating func delay(after failure: OTLPFailure) -> Double {
        delay(retryAfter: failure.retryAfter, isBrokenConnection: failure.isBrokenConnection)
    }
}
#endif
