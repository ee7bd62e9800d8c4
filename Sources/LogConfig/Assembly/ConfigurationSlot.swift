internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The place of a tree's configuration: one at a time, and changes one after another.
///
/// Slots keep their trees: a tree lives as long as the process anyway, and its address must not come to mean another.
final class ConfigurationSlot: Sendable {
    private static let slots = Lock<[ObjectIdentifier: ConfigurationSlot]>([:])

    /// Seconds to wait for records that may be on their way to handlers that go.
    private static let recordsLimit = 1.0

    /// Keeps the tree.
    private let tree: LoggerTree
    // Held while destinations are opened: two configurations of one tree must not mix. Nothing else takes it.
    private let current = Lock<ActiveConfiguration?>(nil)

    private init(_ tree: LoggerTree) {
        self.tree = tree
    }

    /// The slot of a tree.
    static func of(_ tree: LoggerTree) -> ConfigurationSlot {
        slots.withLock { slots in
            if let slot = slots[ObjectIdentifier(tree)] { return slot }
            if slots.isEmpty { ConfigurationSlot.shutDownAtExit() }
            let slot = ConfigurationSlot(tree)
            slots[ObjectIdentifier(tree)] = slot
            return slot
        }
    }

    /// Sees to it that records that wait in buffers and queues are written when the program ends.
    ///
    /// CPython: `atexit.register(shutdown)`.
    private static func shutDownAtExit() {
        atexit {
            let all = ConfigurationSlot.slots.withLock { Array($0.values) }
            for slot in all { slot.current.withLock { $0 }?.shutdown() }
        }
    }

    /// The configuration in force, if there is one.
    var inForce: ActiveConfiguration? { current.withLock { $0 } }

    /// Replaces the configuration.
    ///
    /// - Parameter body: gets the one in force and returns the next; when it throws, the one in force stays.
    /// - Returns: what is in force now.
    /// - Throws: what the closure throws.
    func takeTurn<Failure: Error>(
        _ body: (ActiveConfiguration?) throws(Failure) -> ActiveConfiguration
    ) throws(Failure) -> ActiveConfiguration {
        let (next, former) = try current.withLock { (current) throws(Failure) in
            let former = current
            let next = try body(former)
            current = next
            return (next, former)
        }
        // Not under the lock: what goes with the handlers of a program's own is not known here.
        withExtendedLifetime(former) {}
        RetiredObjects.release(limit: ConfigurationSlot.recordsLimit)
        return next
    }
}
