#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The places of a tree, by their names.
///
/// Everything here is guarded by the tree's lock.
final class LoggerPlaces: @unchecked Sendable /* guarded by the tree's lock */ {
    /// A name by its bytes, for a composed accent and a decomposed one are two names.
    private struct Key: Hashable {
        let name: String

        static func == (one: Key, other: Key) -> Bool {
            // Equal texts of as many bytes may be other bytes still: accents in another order.
            let (first, second) = (one.name.utf8, other.name.utf8)
            guard first.count == second.count else { return false }
            let isSame = first.withContiguousStorageIfAvailable { bytes in
                second.withContiguousStorageIfAvailable { others -> Bool in
                    guard let start = bytes.baseAddress, let other = others.baseAddress else { return true }
                    return memcmp(start, other, bytes.count) == 0
                }
            }
            return (isSame ?? nil) ?? first.elementsEqual(second)
        }

        func hash(into hasher: inout Hasher) {
            var copy = name
            copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// The place at the top.
    let root: LoggerNode
    /// The places that were asked for, found without taking their names apart.
    private var known: [Key: LoggerNode] = [:]

    init(root: LoggerNode) {
        self.root = root
    }

    /// The place of a name, made where there is none.
    ///
    /// - Parameter name: the empty name and `root` are the root; what comes after the dot of ``LoggerTree/partLimit`` is one part.
    /// - Returns: the place, the same for the same bytes.
    func node(named name: String) -> LoggerNode {
        if name.isEmpty || name == "root" { return root }
        if let node = known[Key(name: name)] { return node }
        let node = walk(to: name)
        // The name that the place has: the caller's may lie in memory that is much larger.
        known[Key(name: node.name)] = node
        return node
    }

    /// Goes down to a name part by part.
    private func walk(to name: String) -> LoggerNode {
        var place = root
        let dot = UInt8(ascii: ".")
        let parts = name.utf8.split(
            separator: dot,
            maxSplits: LoggerTree.partLimit - 1,
            omittingEmptySubsequences: false
        )
        for part in parts {
            let key = Array(part)
            if let next = place.children[key] {
                place = next
            } else {
                let next = LoggerNode(name: String(name[..<part.endIndex]), parent: place, chain: place.chain)
                place.children[key] = next
                place = next
            }
        }
        return place
    }
}
