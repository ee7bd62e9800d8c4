public import Synchronization

/// Logs under a dotted name.
///
/// A logger is one pointer: copy it, keep it in a local, hand it across tasks. A call below the logger's level costs one load
/// and a comparison; its message is not even built.
///
/// ```swift
/// let log = LoggerTree.shared.logger("shop.checkout")
/// log.info("order \(order.id) paid in \(milliseconds) ms", extra: ["customer": "…"])
/// ```
public struct Logger: @unchecked Sendable /* the core lives for good and guards itself */ {
    @usableFromInline let core: UnsafeMutablePointer<LoggerCore>

    init(core: UnsafeMutablePointer<LoggerCore>) {
        self.core = core
    }

    /// Whether a record of a level would be logged.
    ///
    /// Source: CPython `Logger.isEnabledFor`.
    @inlinable @inline(__always) public func isEnabled(for level: Level) -> Bool {
        level.rawValue >= core.pointee.threshold.load(ordering: .relaxed)
    }

    /// The logger's name; `root` for the root.
    public var name: String { core.pointee.name.string }

    /// The tree that the logger belongs to.
    public var tree: LoggerTree { core.pointee.tree.takeUnretainedValue() }

    /// The name under which the tree knows the logger.
    private var key: String { core.pointee.node.name }

    /// The level set on this logger; ``Level/notSet`` inherits from above.
    public var level: Level {
        get { tree.edit { $0.level(of: key) } }
        nonmutating set { tree.edit { $0.setLevel(newValue, of: key) } }
    }

    /// The level that counts: the nearest that is set, from here upwards.
    public var effectiveLevel: Level { tree.edit { $0.effectiveLevel(of: key) } }

    /// The handlers attached to this logger.
    public var handlers: [Handler] {
        get { tree.edit { $0.handlers(of: key) } }
        nonmutating set { tree.edit { $0.setHandlers(newValue, of: key) } }
    }

    /// The filters that this logger's own records must pass.
    public var filters: [any Filter] {
        get { tree.edit { $0.filters(of: key) } }
        nonmutating set { tree.edit { $0.setFilters(newValue, of: key) } }
    }

    /// Whether records go on to the handlers of the loggers above.
    public var propagates: Bool {
        get { tree.edit { $0.propagates(key) } }
        nonmutating set { tree.edit { $0.setPropagates(newValue, of: key) } }
    }

    /// Whether this logger is switched off.
    public var isDisabled: Bool {
        get { tree.edit { $0.isDisabled(key) } }
        nonmutating set { tree.edit { $0.setDisabled(newValue, of: key) } }
    }

    /// Attaches a handler, unless it is attached already.
    public func addHandler(_ handler: Handler) {
        tree.edit { editor in
            let present = editor.handlers(of: key)
            if !present.contains(where: { $0 === handler }) { editor.setHandlers(present + [handler], of: key) }
        }
    }

    /// Detaches a handler.
    public func removeHandler(_ handler: Handler) {
        tree.edit { editor in
            editor.setHandlers(editor.handlers(of: key).filter { $0 !== handler }, of: key)
        }
    }
}
