/// A level that counts for a logger in place of its own, for a limited time.
///
/// ```swift
/// let override = tree.override("app.db", level: .debug, for: .seconds(600))
/// override.cancel()  // or wait
/// ```
public final class LevelOverride: Sendable {
    /// The logger's name; empty for the root.
    public let loggerName: String
    /// The level that counts.
    public let level: Level
    /// When it ends by itself, by the clock of the tree's environment.
    public let end: WallTime
    /// Whether a configuration file asks for it, and not the program.
    public let isConfigured: Bool
    private let tree: LoggerTree

    init(loggerName: String, level: Level, end: WallTime, isConfigured: Bool, tree: LoggerTree) {
        self.loggerName = loggerName
        self.level = level
        self.end = end
        self.isConfigured = isConfigured
        self.tree = tree
    }

    /// Whether its time has passed.
    func hasEnded(at now: WallTime) -> Bool { now >= end }

    /// Whether it counts: neither ended nor cancelled.
    ///
    /// A later one for the same logger comes first.
    public var isActive: Bool { tree.overrides.contains { $0 === self } }

    /// Ends it now.
    ///
    /// May be called more than once.
    public func cancel() {
        tree.editOverrides { overrides in overrides.removeAll { $0 === self } }
    }
}
