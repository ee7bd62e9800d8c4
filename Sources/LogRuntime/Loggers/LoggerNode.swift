internal import Synchronization

/// A place in the tree of dotted names, whether a logger was asked for there or not.
///
/// Everything here is guarded by the tree's lock.
final class LoggerNode: @unchecked Sendable /* guarded by the tree's lock */ {
    /// The full name; empty for the root.
    let name: String
    /// The place above.
    let parent: LoggerNode?
    /// The places below, by the last part of their names: its bytes, for a composed accent and a decomposed one are two names.
    var children: [[UInt8]: LoggerNode] = [:]
    /// The logger, once one was asked for.
    var core: UnsafeMutablePointer<LoggerCore>?

    /// The level set here; ``Level/notSet`` inherits.
    var level: Level = .notSet
    /// The level that counts in place of it for a while; `nil` for none.
    var overridingLevel: Level?
    /// Whether records go on to the handlers above.
    var propagates = true
    /// Whether the logger is switched off.
    var isDisabled = false
    /// The handlers attached here.
    var handlers: [Handler] = []
    /// The filters attached here.
    var filters: [any Filter] = []
    /// Whether records of the loggers below must pass these filters, too.
    var sharesFilters = false
    /// The filters that records from below must pass, as computed last.
    private var filtersForThoseBelow: [any Filter] = []
    /// The chain as published last, or as it would be.
    var chain: DispatchChain

    init(name: String, parent: LoggerNode?, chain: DispatchChain) {
        self.name = name
        self.parent = parent
        self.chain = chain
        filtersForThoseBelow = parent?.filtersForThoseBelow ?? []
    }

    /// The level that counts here.
    ///
    /// The nearest one that is set, from here upwards. Source: CPython `Logger.getEffectiveLevel`.
    var effectiveLevel: Level {
        var place: LoggerNode? = self
        while let node = place {
            let level = node.overridingLevel ?? node.level
            if level != .notSet { return level }
            place = node.parent
        }
        return .notSet
    }

    /// Computes anew what logging calls here and below read.
    ///
    /// - Parameters:
    ///   - inherited: the level that counts above.
    ///   - disabledThrough: levels up to this one are off in the whole tree.
    func refresh(inherited: Level, disabledThrough: Level) {
        let own = overridingLevel ?? level
        let effective = own != .notSet ? own : inherited
        let above = propagates ? parent?.chain : nil
        if handlers.isEmpty, let above {
            chain = above
        } else {
            let all = handlers + (above?.handlers ?? [])
            let same = all.count == chain.handlers.count && zip(all, chain.handlers).allSatisfy { $0 === $1 }
            if !same { chain = DispatchChain(all) }
        }
        let inheritedFilters = propagates ? parent?.filtersForThoseBelow ?? [] : []
        filtersForThoseBelow = LoggerNode.joined(sharesFilters ? filters : [], inheritedFilters)
        if let core {
            let asked = LoggerNode.joined(filters, inheritedFilters)
            publish(to: core, filters: asked, effective: effective, disabledThrough: disabledThrough)
        }
        for child in children.values { child.refresh(inherited: effective, disabledThrough: disabledThrough) }
    }

    /// A logger's filters and those above it that it is asked by, each once.
    private static func joined(_ own: [any Filter], _ above: [any Filter]) -> [any Filter] {
        guard !above.isEmpty else { return own }
        return own + above.filter { filter in !own.contains { $0 === filter } }
    }

    /// Hands the logging calls what has changed.
    private func publish(
        to core: UnsafeMutablePointer<LoggerCore>,
        filters: [any Filter],
        effective: Level,
        disabledThrough: Level
    ) {
        if core.pointee.chain.value !== chain { RetiredObjects.add(core.pointee.chain.replace(with: chain)) }
        let published = core.pointee.filters.value?.filters ?? []
        if published.count != filters.count || !zip(published, filters).allSatisfy({ $0 === $1 }) {
            RetiredObjects.add(core.pointee.filters.replace(with: filters.isEmpty ? nil : FilterList(filters)))
        }
        let floor = disabledThrough.rawValue == Int.min ? Int.min : disabledThrough.rawValue + 1
        let threshold = isDisabled ? Int.max : max(effective.rawValue, floor)
        core.pointee.threshold.store(threshold, ordering: .relaxed)
    }
}
