public import Synchronization

/// What a logging call touches: the threshold for the disabled case, the ready-made chain for the enabled one.
///
/// Cores live in raw memory for the life of the process, so a ``Logger`` is one pointer that needs no reference count.
public struct LoggerCore: ~Copyable {
    /// The least level that is logged; `Int.max` when the logger is disabled.
    @usableFromInline let threshold: Atomic<Int>
    /// The handlers that this logger's records reach.
    let chain: PublishedReference<DispatchChain>
    /// The logger's own filters.
    let filters: PublishedReference<FilterList>
    /// The logger's name.
    let name: RawText
    /// The tree, retained for good: a record on its way does not count references.
    let tree: Unmanaged<LoggerTree>
    /// The tree's environment, one step nearer.
    let environment: Unmanaged<LogEnvironment>
    /// The logger's place in the tree; guarded by the tree's lock.
    let node: LoggerNode

    init(name: RawText, tree: LoggerTree, node: LoggerNode, chain: DispatchChain) {
        self.threshold = Atomic(Level.warning.rawValue)
        self.chain = PublishedReference(chain)
        self.filters = PublishedReference(nil)
        self.name = name
        self.tree = .passRetained(tree)
        self.environment = .passUnretained(tree.environment)
        self.node = node
    }
}
