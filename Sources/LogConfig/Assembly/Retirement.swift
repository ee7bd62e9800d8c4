internal import LogRuntime

/// Lets go of what another configuration has replaced.
struct Retirement {
    /// Seconds that handlers which are not needed any more wait for the records on their way to them.
    private static let recordsLimit = 1.0

    /// The tree, which has the new handlers already.
    let tree: LoggerTree
    /// Handlers that are closed whoever made them: with CPython's way those of the whole tree, and else none.
    let foreign: [Handler]
    /// Whether handlers that loggers still have are spared.
    let sparesAttached: Bool

    /// Closes what a configuration had made.
    ///
    /// A handler that a logger still has, because the new configuration says nothing about that logger, stays open and
    /// belongs to the new configuration. CPython closes every handler of the process, those of others included.
    ///
    /// A handler whose open destination goes on under another handler is let go without being closed. The others are closed
    /// when the records that are on their way to them have arrived.
    ///
    /// - Parameters:
    ///   - previous: the configuration that was in force.
    ///   - present: the handlers of the new one.
    /// - Returns: the handlers that stay.
    func retire(_ previous: ActiveConfiguration?, for present: [Handler]) -> [Handler] {
        let attached = sparesAttached ? Retirement.reached(from: tree.attachedHandlers) : []
        let old = (previous?.ownedHandlers ?? []).filter { handler in !present.contains { $0 === handler } }
        let kept = old.filter { handler in attached.contains { $0 === handler } }
        let live = present + kept
        let closing = old.filter { handler in !live.contains { $0.sharesDestination(with: handler) } }
        if !(closing + foreign).isEmpty { RecordsUnderWay.wait(limit: Retirement.recordsLimit) }
        for handler in closing.reversed() { ActiveConfiguration.close(handler) }
        for handler in foreign { ActiveConfiguration.close(handler) }
        return kept
    }

    /// Handlers and those that they hand records to.
    private static func reached(from handlers: [Handler]) -> [Handler] {
        var reached: [Handler] = []
        var waiting = Array(handlers.reversed())
        while let handler = waiting.popLast() {
            reached.append(handler)
            waiting += handler.handlersBehind.reversed()
        }
        return reached
    }
}

extension LoggerTree {
    /// The handlers that loggers have, each once.
    var attachedHandlers: [Handler] {
        let names = loggerNames + [""]
        return edit { editor in
            var found: [Handler] = []
            for name in names {
                for handler in editor.handlers(of: name) where !found.contains(where: { $0 === handler }) {
                    found.append(handler)
                }
            }
            return found
        }
    }
}
