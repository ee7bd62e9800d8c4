#if Arize
internal import AsyncHTTPClient
internal import Dispatch
internal import LogExport
internal import LogMonitor
internal import NIOCore
internal import Synchronization

/// What happens on the event loop: requests are made, and their answers judged.
extension ArizeSender {
    /// Makes as many requests as there may be at a time.
    func pump() {
        while let (row, deadline) = next() { send(row, deadline: deadline) }
    }

    /// The row that is sent next, and when sending it must have ended; `nil` when there is none, or when it is not yet time.
    private func next() -> (Row, NIODeadline?)? {
        let now = NIODeadline.now()
        return state.withLock { state in
            guard state.running.count < settings.workerCount else { return nil }
            if let deadline = state.closeDeadline, now >= deadline { return nil }
            if let pause = state.pause, pause.end > now {
                if !state.waiting.isEmpty || !state.delayed.isEmpty { wake(at: pause.end, &state) }
                return nil
            }
            state.pause = nil
            var row: Row
            if let index = state.delayed.firstIndex(where: { $0.due <= now }) {
                row = state.delayed.remove(at: index)
            } else if let first = state.waiting.popFirst() {
                row = first
            } else {
                if let due = state.delayed.lazy.map(\.due).min() { wake(at: due, &state) }
                return nil
            }
            row.firstAttempt = row.firstAttempt ?? now
            state.running.updateValue(nil, forKey: row.number)
            state.statistics.requests += 1
            return (row, state.closeDeadline)
        }
    }

    /// Sees to it that the event loop looks again.
    private func wake(at time: NIODeadline, _ state: inout State) {
        if let wakeUp = state.wakeUp, wakeUp.time <= time { return }
        state.wakeUp?.task.cancel()
        let task = client.loop.scheduleTask(deadline: time) {
            self.state.withLock { $0.wakeUp = nil }
            self.pump()
        }
        state.wakeUp = (time, task)
    }

    private func send(_ row: Row, deadline: NIODeadline?) {
        let (request, reply) = client.post(row.body, deadline: deadline)
        state.withLock { _ = $0.running.updateValue(request, forKey: row.number) }
        request.futureResult.whenComplete { result in
            self.settle(row, reply.answer(result))
        }
    }

    /// What is to be told when the state is no longer held.
    private enum Report {
        case nothing
        case trouble(String)
        case loss(String)
    }

    private func settle(_ row: Row, _ answer: ArizeAnswer) {
        let (report, settled) = state.withLock { state -> (Report, [Waiter]) in
            state.running[row.number] = nil
            let report = judge(row, answer, &state)
            guard !state.waiters.isEmpty else { return (report, []) }
            let oldest = state.oldest ?? Int.max
            let settled = state.waiters.filter { $0.number < oldest }
            state.waiters.removeAll { $0.number < oldest }
            return (report, settled)
        }
        switch report {
        case .nothing: break
        case .trouble(let problem): tell(problem)
        case .loss(let reason): reportLoss(reason)
        }
        for waiter in settled { waiter.semaphore.signal() }
        pump()
    }

    /// Counts what has become of a row, and keeps it when it is to be sent again.
    private func judge(_ row: Row, _ answer: ArizeAnswer, _ state: inout State) -> Report {
        guard case .failed(let failure) = answer else {
            state.statistics.accepted += 1
            return .nothing
        }
        guard failure.isRetryable else {
            state.statistics.lost += 1
            return .loss(failure.reason)
        }
        var row = row
        let now = NIODeadline.now()
        let delay = row.schedule.delay(retryAfter: failure.retryAfter, isBrokenConnection: failure.isBrokenConnection)
        row.isNamed = failure.retryAfter != nil
        // A receiver may name a time that no clock reaches.
        row.due = now + .nanoseconds(Int64(min(delay, 1e9) * 1e9))
        let start = row.firstAttempt ?? now
        guard Double((row.due - start).nanoseconds) / 1e9 <= settings.retryLimit else {
            state.statistics.lost += 1
            return .loss("tried for \(settings.retryLimit) s: \(failure.reason)")
        }
        if let deadline = state.closeDeadline, row.due > deadline {
            state.statistics.lost += 1
            return .loss("closed before Arize took the row: \(failure.reason)")
        }
        if failure.isOutage {
            let end = max(state.pause?.end ?? row.due, row.due)
            state.pause = (end, row.isNamed || state.pause?.isNamed == true)
        }
        state.statistics.retries += 1
        state.delayed.append(row)
        return row.schedule.failures == 1 ? .trouble("\(failure.reason); it is tried again") : .nothing
    }

    /// Reports a row that is lost.
    func reportLoss(_ reason: String) {
        status.report(LogFailure(handler: "monitor \(name)", message: error(reason)))
    }

    /// Tells of trouble that has cost no row yet.
    private func tell(_ problem: String) {
        status.report(LogFailure(handler: "monitor \(name)", message: error(problem), isLoss: false))
    }

    private func error(_ problem: String) -> String {
        SinkError("send to", settings.url, problem: problem).description
    }
}
#endif
