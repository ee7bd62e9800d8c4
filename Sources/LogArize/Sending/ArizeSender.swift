#if Arize
internal import AsyncHTTPClient
internal import Dispatch
internal import LogExport
internal import LogMonitor
internal import NIOCore
internal import Synchronization

/// Keeps rows until Arize has taken them, one request a row, and sends again what may be taken later.
///
/// Whoever gives it rows never waits: they are put into a bounded queue, and everything else happens on the event loop of the
/// ``ArizeClient``. While Arize is busy or away, all rows wait for it; a row that it stumbles over waits alone.
final class ArizeSender: Sendable {
    /// Seconds given to requests that are cancelled to come back.
    static let cancelLimit: Double = 2

    /// A row on its way.
    struct Row: Sendable {
        /// Its place among all rows.
        let number: Int
        /// The request's body.
        let body: [UInt8]
        /// When it is sent again.
        var schedule = RetrySchedule()
        /// When it was sent first.
        var firstAttempt: NIODeadline?
        /// When it is sent next, after a failure.
        var due = NIODeadline.distantPast
        /// Whether Arize has named that time, so that coming earlier is of no use.
        var isNamed = false
    }

    /// Somebody who waits for rows to be settled.
    struct Waiter: Sendable {
        /// The last of the rows.
        let number: Int
        /// Is signalled once.
        let semaphore: DispatchSemaphore
    }

    /// What the threads that log and the event loop share.
    struct State: Sendable {
        /// Rows that were not sent yet, the oldest first.
        var waiting = CircularBuffer<Row>()
        /// Rows that are to be sent again.
        var delayed: [Row] = []
        /// Requests under way, by the numbers of their rows; `nil` while one is being made.
        var running: [Int: HTTPClient.Task<Void>?] = [:]
        /// Until when nothing is sent, and whether Arize has named that time.
        var pause: (end: NIODeadline, isNamed: Bool)?
        /// When the event loop looks again.
        var wakeUp: (time: NIODeadline, task: Scheduled<Void>)?
        var takenCount = 0
        var waiters: [Waiter] = []
        /// When closing gives up; `nil` while the sender is open.
        var closeDeadline: NIODeadline?
        var isFinished = false
        var statistics = ArizeStatistics()

        /// The oldest row that is neither taken nor lost.
        var oldest: Int? {
            [waiting.first?.number, delayed.lazy.map(\.number).min(), running.keys.min()].compactMap(\.self).min()
        }

        /// Whether further rows may wait; however many they are, when no others do.
        func hasRoom(for count: Int, queueSize: Int) -> Bool {
            let held = waiting.count + delayed.count
            return held == 0 || held + count <= queueSize
        }

        /// How many rows are neither taken nor lost.
        var pendingCount: Int { waiting.count + delayed.count + running.count }
    }

    let settings: ArizeSettings
    let name: String
    let status: StatusChannel
    let client: ArizeClient
    // Guards everything of `State`. Held neither while a request is made nor while reporting.
    let state = Mutex(State())

    /// Creates a sender without rows.
    ///
    /// - Parameters:
    ///   - settings: limits and delays.
    ///   - name: the monitor, for reports.
    ///   - status: where what is lost is reported.
    /// - Throws: `SinkError` for a file of certificates that cannot be read.
    init(settings: ArizeSettings, name: String, status: StatusChannel) throws {
        self.settings = settings
        self.name = name
        self.status = status
        client = try ArizeClient(settings)
    }

    /// What has become of the rows so far.
    var statistics: ArizeStatistics { state.withLock { $0.statistics } }

    /// How many rows wait or are under way.
    var pendingCount: Int { state.withLock { $0.pendingCount } }

    // MARK: Taking rows

    /// Takes rows: all of them, or none when there is no room.
    ///
    /// - Parameters:
    ///   - bodies: the requests' bodies.
    ///   - waits: whether the caller waits for room, for as long as ``flush()`` would.
    /// - Returns: whether they were taken; if not, they are counted as dropped.
    func take(_ bodies: [[UInt8]], waits: Bool = false) -> Bool {
        if waits { waitForRoom(bodies.count) }
        let isTaken = state.withLock { state -> Bool in
            guard state.hasRoom(for: bodies.count, queueSize: settings.queueSize), state.closeDeadline == nil else {
                state.statistics.dropped += bodies.count
                return false
            }
            for body in bodies {
                state.waiting.append(Row(number: state.takenCount, body: body))
                state.takenCount += 1
            }
            return true
        }
        if isTaken { client.loop.execute { self.pump() } }
        return isTaken
    }

    /// Waits until there is room, or nobody makes any.
    private func waitForRoom(_ count: Int) {
        guard !client.loop.inEventLoop else { return }
        let last = state.withLock { state -> Int? in
            guard !state.hasRoom(for: count, queueSize: settings.queueSize) else { return nil }
            // At least half of what waits has to go: whoever waits is not to be woken for each row.
            let kept = max(0, min(settings.queueSize / 2, settings.queueSize - count))
            return state.takenCount - 1 - kept
        }
        if let last { _ = wait(for: last, until: .now() + settings.drainTimeout) }
    }

    // MARK: Emptying the queue

    /// Waits until all that was taken before has been sent or lost.
    ///
    /// - Throws: `SinkError` when that takes longer than ``ArizeSettings/drainTimeout``.
    func flush() throws {
        // The event loop would wait for itself.
        guard !client.loop.inEventLoop else { return }
        let last = state.withLock { $0.takenCount - 1 }
        guard !wait(for: last, until: .now() + settings.drainTimeout) else { return }
        throw SinkError(
            "flush",
            settings.url,
            problem: "\(pendingCount) rows wait for longer than \(settings.drainTimeout) s"
        )
    }

    /// Sends what is left, for a limited time, and ends the connections; what is then left is lost and counted.
    ///
    /// May be called more than once.
    func close() {
        let now = NIODeadline.now()
        let deadline = now + .nanoseconds(Int64(settings.drainTimeout * 1e9))
        let isFirst = state.withLock { state -> Bool in
            guard state.closeDeadline == nil else { return false }
            state.closeDeadline = deadline
            // Nobody has asked to be left alone: there is time for one attempt.
            if state.pause?.isNamed == false { state.pause = nil }
            for index in state.delayed.indices where !state.delayed[index].isNamed { state.delayed[index].due = now }
            return true
        }
        guard isFirst else { return }
        client.loop.execute { self.pump() }
        guard !client.loop.inEventLoop else {
            return DispatchQueue.global().async { self.finish() }
        }
        finish()
    }

    /// Waits until rows are settled.
    ///
    /// - Parameters:
    ///   - number: the last of the rows.
    ///   - time: when to give up.
    /// - Returns: whether they are.
    private func wait(for number: Int, until time: DispatchTime) -> Bool {
        let semaphore = DispatchSemaphore(value: 0)
        let isSettled = state.withLock { state -> Bool in
            if state.oldest.map({ $0 > number }) ?? true { return true }
            state.waiters.append(Waiter(number: number, semaphore: semaphore))
            return false
        }
        if isSettled { return true }
        if semaphore.wait(timeout: time) == .success { return true }
        return state.withLock { state in
            state.waiters.removeAll { $0.semaphore === semaphore }
            return state.oldest.map { $0 > number } ?? true
        }
    }

    /// Waits for what is left, and gives it up when the time is over.
    private func finish() {
        let last = state.withLock { $0.takenCount - 1 }
        if !wait(for: last, until: .now() + settings.drainTimeout) {
            let (count, requests) = state.withLock { state in
                let count = state.waiting.count + state.delayed.count
                state.waiting.removeAll()
                state.delayed.removeAll()
                state.statistics.lost += count
                return (count, state.running.values.compactMap(\.self))
            }
            for _ in 0..<count { reportLoss("closed before the row was sent") }
            for request in requests { request.cancel() }
            _ = wait(for: last, until: .now() + ArizeSender.cancelLimit)
        }
        state.withLock { state in
            state.wakeUp?.task.cancel()
            state.wakeUp = nil
        }
        client.close()
    }
}
#endif
