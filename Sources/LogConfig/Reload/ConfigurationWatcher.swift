internal import LogRuntime

/// Keeps a tree's configuration as its file says, whenever the file changes.
///
/// ``LoggingConfiguration/watch(_:tree:options:interval:reloadsOnHangup:onReload:)`` makes one. Keep it: watching ends with it,
/// or with ``stop()``.
///
/// A file that is refused changes nothing; why it was refused goes to the tree's status channel, once.
public final class ConfigurationWatcher: Sendable {
    private let loop: WatchLoop

    init(_ loop: WatchLoop) {
        self.loop = loop
    }

    deinit {
        loop.stop(waits: false)
    }

    /// The configuration that the file has put into force last.
    public var active: ActiveConfiguration { loop.active }

    /// The file, as an absolute path.
    public var path: String { loop.path }

    /// Reads the file now, whether it has changed or not, and puts it into force.
    ///
    /// Works also after ``stop()``. The status channel and the closure are told as well.
    ///
    /// - Returns: what has changed.
    /// - Throws: ``LoggingConfigurationError`` when the file is refused; then nothing has changed.
    @discardableResult
    public func reload() throws(LoggingConfigurationError) -> ConfigurationChanges {
        try loop.reload()
    }

    /// Looks at the file as the watcher does by itself, for programs that have a timer of their own.
    ///
    /// - Returns: whether something is going on, so that another look in a moment is worth while: a change counts when
    ///   two looks in a row show the same.
    @discardableResult
    public func look() -> Bool { loop.look() }

    /// Ends watching, and returns when the watcher's thread has ended; what is in force stays.
    ///
    /// May be called more than once. Called by the closure that is told of reloads, it does not wait.
    public func stop() {
        loop.stop(waits: true)
    }

    /// Ends watching, and shuts down what is in force: see ``ActiveConfiguration/shutdown()``.
    public func shutdown() {
        stop()
        loop.active.shutdown()
    }
}
