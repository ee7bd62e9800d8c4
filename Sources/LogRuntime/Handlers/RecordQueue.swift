#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Records that wait for a thread.
final class RecordQueue: @unchecked Sendable /* the mutex guards the rest */ {
    /// How many records may wait; 0 for any number.
    let capacity: Int
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var records: [StoredRecord] = []
    /// Where the first record stands: those before it are gone already.
    private var start = 0
    private var isClosed = false
    private var isWorking = false

    init(capacity: Int) {
        self.capacity = capacity
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        changed = .allocate(capacity: 1)
        changed.initialize(to: pthread_cond_t())
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// How many records wait.
    var count: Int { locked { records.count - start } }

    /// Adds a record.
    ///
    /// - Returns: whether there was room.
    func append(_ record: StoredRecord) -> Bool {
        locked {
            guard capacity <= 0 || records.count - start < capacity else { return false }
            records.append(record)
            pthread_cond_broadcast(changed)
            return true
        }
    }

    /// Takes the first record out, if there is one.
    func popFirst() -> StoredRecord? {
        locked { takeFirst() }
    }

    /// Waits for a record and takes it out; `nil` once the queue is closed and empty.
    func waitForFirst() -> StoredRecord? {
        locked {
            isWorking = false
            pthread_cond_broadcast(changed)
            while records.count == start, !isClosed { pthread_cond_wait(changed, mutex) }
            guard let record = takeFirst() else { return nil }
            isWorking = true
            return record
        }
    }

    /// Waits until no record waits and none is being handed on.
    func waitUntilIdle() {
        locked {
            while records.count > start || isWorking { pthread_cond_wait(changed, mutex) }
        }
    }

    /// Lets those who wait for a record go once there is none.
    func close() {
        locked {
            isClosed = true
            pthread_cond_broadcast(changed)
        }
    }

    private func takeFirst() -> StoredRecord? {
        guard records.count > start else { return nil }
        let record = records[start]
        start += 1
        if start == records.count {
            records.removeAll(keepingCapacity: true)
            start = 0
        } else if start >= 1024 {
            records.removeFirst(start)
            start = 0
        }
        return record
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}

/// A thread that takes records out of a queue, one after another.
final class RecordQueueWorker: @unchecked Sendable /* the thread's number is written once, before anybody can ask */ {
    private let queue: RecordQueue
    private var thread: pthread_t?

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - queue: where records wait.
    ///   - body: is given each record, on that thread.
    init(_ queue: RecordQueue, _ body: @escaping @Sendable (StoredRecord) -> Void) {
        self.queue = queue
        let task = Unmanaged.passRetained(Work(queue, body))
        #if canImport(Darwin)
        pthread_create(&thread, nil, { Work.run($0) }, task.toOpaque())
        #else
        var started = pthread_t()
        let status = pthread_create(&started, nil, { $0.flatMap(Work.run) }, task.toOpaque())
        thread = status == 0 ? started : nil
        #endif
        if thread == nil { task.release() }
    }

    /// Waits until no record waits and none is being handed on.
    func waitUntilIdle() {
        guard let thread, pthread_equal(thread, pthread_self()) == 0 else { return }
        queue.waitUntilIdle()
    }

    /// Ends the thread after the last record, and waits for it.
    func stop() {
        queue.close()
        guard let thread, pthread_equal(thread, pthread_self()) == 0 else { return }
        pthread_join(thread, nil)
    }
}

/// What a thread is started with.
private final class Work {
    private let queue: RecordQueue
    private let body: @Sendable (StoredRecord) -> Void

    init(_ queue: RecordQueue, _ body: @escaping @Sendable (StoredRecord) -> Void) {
        self.queue = queue
        self.body = body
    }

    /// Hands on records until the queue is closed.
    static func run(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
        while let record = work.queue.waitForFirst() { work.body(record) }
        return nil
    }
}
