internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The scratch memory of one thread: buffers for the record being made, reused from record to record.
///
/// A record that is logged while another is being made on the same thread (by a description, a filter or a handler) gets
/// the next frame, so it cannot disturb the one below. Frames are limited, which ends any recursion.
///
/// It lives in raw memory behind a C thread-local pointer: reaching it costs neither a reference count nor an exclusivity
/// check. It is freed when the thread ends.
package struct ThreadContext: ~Copyable {
    /// How many records may be in the making at once on a thread; one more is dropped and counted.
    static let frameLimit = 8
    /// Buffers that have grown beyond this many bytes are given back after the record.
    static let retainedCapacity = 1 << 18

    /// The records in the making.
    package fileprivate(set) var depth = 0
    /// The thread's number, as the kernel knows it.
    let threadIdentifier: UInt64
    /// Whether this is the process' first thread.
    let isMainThread: Bool
    private let frames: UnsafeMutablePointer<ScratchFrame>
    /// The texts of the seconds last shown; ``SecondCache/count`` of them.
    let secondCaches: UnsafeMutablePointer<SecondCache>
    /// The beginnings of the lines last written; ``LinePrefix/count`` of them.
    let linePrefixes: UnsafeMutablePointer<LinePrefix>

    private init() {
        threadIdentifier = clogruntime_native_thread_id()
        isMainThread = threadIdentifier == UInt64(truncatingIfNeeded: getpid())
        frames = UnsafeMutablePointer<ScratchFrame>.allocate(capacity: ThreadContext.frameLimit)
        for index in 0..<ThreadContext.frameLimit { (frames + index).initialize(to: ScratchFrame()) }
        secondCaches = UnsafeMutablePointer<SecondCache>.allocate(capacity: SecondCache.count)
        for index in 0..<SecondCache.count { (secondCaches + index).initialize(to: SecondCache()) }
        linePrefixes = UnsafeMutablePointer<LinePrefix>.allocate(capacity: LinePrefix.count)
        for index in 0..<LinePrefix.count { (linePrefixes + index).initialize(to: LinePrefix()) }
    }

    deinit {
        frames.deinitialize(count: ThreadContext.frameLimit)
        frames.deallocate()
        secondCaches.deinitialize(count: SecondCache.count)
        secondCaches.deallocate()
        linePrefixes.deinitialize(count: LinePrefix.count)
        linePrefixes.deallocate()
    }

    /// The calling thread's context, if it has logged before.
    @inline(__always) static var existing: UnsafeMutablePointer<ThreadContext>? {
        clogruntime_context_get()?.assumingMemoryBound(to: ThreadContext.self)
    }

    /// The calling thread's context.
    @inline(__always) package static var current: UnsafeMutablePointer<ThreadContext> {
        if let existing { return existing }
        return create()
    }

    @inline(never) private static func create() -> UnsafeMutablePointer<ThreadContext> {
        let context = UnsafeMutablePointer<ThreadContext>.allocate(capacity: 1)
        context.initialize(to: ThreadContext())
        clogruntime_context_set(UnsafeMutableRawPointer(context))
        pthread_setspecific(releaseKey, UnsafeMutableRawPointer(context))
        RecordsUnderWay.add(counts(of: context))
        return context
    }

    /// Where a thread counts its records.
    static func counts(of context: UnsafeMutablePointer<ThreadContext>) -> RecordsUnderWay.Counts {
        let outermost = context.pointee.frames
        return RecordsUnderWay.Counts(
            depth: withUnsafePointer(to: &context.pointee.depth) { UInt(bitPattern: $0) },
            ended: withUnsafePointer(to: &outermost.pointee.generation) { UInt(bitPattern: $0) }
        )
    }

    /// A key whose only purpose is that its destructor runs at the end of a thread.
    private static let releaseKey: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { context in
            #if canImport(Darwin)
            let pointer = context
            #else
            guard let pointer = context else { return }
            #endif
            clogruntime_context_set(nil)
            let typed = pointer.assumingMemoryBound(to: ThreadContext.self)
            RecordsUnderWay.remove(counts(of: typed))
            typed.deinitialize(count: 1)
            typed.deallocate()
        }
        return key
    }()

    /// The frame of the record being made; `nil` when none is.
    @inline(__always) var topFrame: UnsafeMutablePointer<ScratchFrame>? {
        depth > 0 ? frames + (depth - 1) : nil
    }

    /// Whether a frame is one of this thread's.
    func owns(_ frame: UnsafeMutablePointer<ScratchFrame>) -> Bool {
        frame >= frames && frame < frames + ThreadContext.frameLimit
    }

    /// Begins to look at what was published, on the calling thread: until ``endReading(_:)``, nothing that ``RetiredObjects``
    /// has got is let go.
    package static func beginReading() -> UnsafeMutablePointer<ThreadContext> {
        let context = current
        context.pointee.depth &+= 1
        return context
    }

    /// Ends it; nothing was logged meanwhile.
    package static func endReading(_ context: UnsafeMutablePointer<ThreadContext>) {
        #if SANITIZE_THREAD
        withUnsafePointer(to: &context.pointee.depth) { clogruntime_sanitizer_release($0) }
        #endif
        context.pointee.depth &-= 1
    }

    /// Starts a record.
    ///
    /// - Returns: its frame, or `nil` when too many are in the making already.
    @inline(__always) package mutating func enter() -> UnsafeMutablePointer<ScratchFrame>? {
        guard depth < ThreadContext.frameLimit else { return nil }
        let frame = frames + depth
        depth += 1
        frame.pointee.begin()
        return frame
    }

    /// Starts a record whose message leaves room before itself for the beginning of its line.
    ///
    /// - Returns: its frame, or `nil` when too many are in the making already.
    @inline(__always) mutating func enterWithRoom() -> UnsafeMutablePointer<ScratchFrame>? {
        guard let frame = enter() else { return nil }
        frame.pointee.message.length = ScratchFrame.room
        return frame
    }

    /// Ends the record started last.
    @inline(__always) package mutating func leave() {
        #if SANITIZE_THREAD
        // The sanitizer does not know of barriers that one thread makes all others pass.
        withUnsafePointer(to: &depth) { clogruntime_sanitizer_release($0) }
        #endif
        depth -= 1
        // By a pointer of its own: the compiler stops on the subscript when the thread sanitizer is on.
        let frame = frames + depth
        frame.pointee.end()
    }
}

/// The buffers of one record in the making.
package struct ScratchFrame: ~Copyable {
    /// How many bytes the message of a logging call leaves free before itself: the beginning of its line is put there, so
    /// that the message need not be copied behind it.
    static let room = LinePrefix.limit

    /// The message's text, behind ``room`` in a logging call; always large enough for that.
    package var message = ByteBuffer(capacity: ScratchFrame.room)
    /// The formatted line.
    package var line = ByteBuffer()
    /// Numbers that belong to the message, such as the lengths of the values that it consists of; empty between records.
    package var numbers = ByteBuffer()
    /// Memory for the record itself; initialised and deinitialised by the logging call.
    let record = UnsafeMutablePointer<LogRecord>.allocate(capacity: 1)
    /// Whether a message is being written into ``message`` right now.
    private(set) var isInterpolating = false
    /// Where that message begins.
    private var messageStart = 0
    /// Counts the records of this frame, so that a message kept beyond its record is recognised.
    fileprivate(set) var generation: UInt64 = 0

    deinit {
        record.deallocate()
    }

    /// Makes the frame ready for a record.
    @inline(__always) mutating func begin() {
        message.removeAll()
        isInterpolating = false
    }

    /// Starts a message behind what is in ``message`` already.
    @inline(__always) mutating func beginMessage(reserving bytes: Int) {
        isInterpolating = true
        messageStart = message.count
        message.reserve(bytes)
    }

    /// Ends the message.
    ///
    /// - Returns: where it begins in ``message``.
    @inline(__always) mutating func endMessage() -> Int {
        isInterpolating = false
        return messageStart
    }

    /// Sees to it that a record's message stands right behind ``room``, with nothing behind it.
    ///
    /// - Returns: `false` if something else stands there.
    @inline(__always) mutating func hasMessageBehindRoom(_ text: RawText) -> Bool {
        let place = UnsafeRawPointer(message.base + ScratchFrame.room)
        if text.start == place { return message.length == ScratchFrame.room &+ text.count }
        // A literal, which nobody has written anywhere yet.
        guard message.length == ScratchFrame.room else { return false }
        message.append(piece: text.start, count: text.count)
        return true
    }

    /// Invalidates what was written for the record.
    @inline(__always) mutating func end() {
        generation &+= 1
        message.shrink(above: ThreadContext.retainedCapacity, to: ScratchFrame.room)
        line.shrink(above: ThreadContext.retainedCapacity)
    }
}
