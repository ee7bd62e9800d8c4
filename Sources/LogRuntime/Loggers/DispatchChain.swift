/// The handlers that a record reaches, in the order in which they get it: a logger's own, then those of its ancestors up to
/// the first that does not propagate.
///
/// Immutable; a change of the tree publishes another one, and lets go of this one once no record can be following it.
final class DispatchChain: @unchecked Sendable /* immutable; the references are kept alive by `handlers` */ {
    /// The handlers.
    let handlers: [Handler]
    /// The same handlers, to be called without counting references.
    let references: UnsafeBufferPointer<Unmanaged<Handler>>
    /// The only handler, if it writes to a sink.
    let soleSink: Unmanaged<SinkHandler>?
    /// The only handler, if it queues records.
    let soleQueue: Unmanaged<AsyncHandler>?

    init(_ handlers: [Handler]) {
        self.handlers = handlers
        let memory = UnsafeMutableBufferPointer<Unmanaged<Handler>>.allocate(capacity: handlers.count)
        for (index, handler) in handlers.enumerated() {
            memory.initializeElement(at: index, to: Unmanaged.passUnretained(handler))
        }
        references = UnsafeBufferPointer(memory)
        soleSink = handlers.count == 1 ? (handlers[0] as? SinkHandler).map { .passUnretained($0) } : nil
        soleQueue = handlers.count == 1 ? (handlers[0] as? AsyncHandler).map { .passUnretained($0) } : nil
    }

    deinit {
        references.deallocate()
    }
}
