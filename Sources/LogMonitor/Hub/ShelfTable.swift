/// The shelves of a hub's first monitors by name, to be looked through without a lock.
///
/// A name that is not here is looked up under the hub's lock.
final class ShelfTable: @unchecked Sendable /* immutable; the references are kept alive by `shelves` */ {
    /// More monitors than this are not worth looking through.
    private static let limit = 16

    private let shelves: [SessionShelf]
    /// The same shelves, to be looked at without counting references.
    private let references: UnsafeBufferPointer<Unmanaged<SessionShelf>>

    init(_ shelves: [SessionShelf]) {
        self.shelves = shelves
        let memory = UnsafeMutableBufferPointer<Unmanaged<SessionShelf>>.allocate(capacity: shelves.count)
        for (index, shelf) in shelves.enumerated() { memory.initializeElement(at: index, to: .passUnretained(shelf)) }
        references = UnsafeBufferPointer(memory)
    }

    deinit {
        references.deallocate()
    }

    /// A table with one more shelf; `nil` when it would be too long.
    func adding(_ shelf: SessionShelf) -> ShelfTable? {
        shelves.count < ShelfTable.limit ? ShelfTable(shelves + [shelf]) : nil
    }

    /// Memory for a block of a monitor, if there is some on its shelf.
    @inline(__always) func takeCore(_ name: String) -> SessionCore? {
        // Names written in the program are the same bytes at the same place each time.
        let bits = unsafeBitCast(name, to: (UInt, UInt).self)
        var index = 0
        while index < references.count {
            let shelf = references[index]
            let own = shelf._withUnsafeGuaranteedRef { unsafeBitCast($0.monitorName, to: (UInt, UInt).self) }
            if own == bits { return shelf._withUnsafeGuaranteedRef { $0.take() } }
            index &+= 1
        }
        return takeCoreElsewhere(name)
    }

    /// The same for a name whose bytes are elsewhere.
    @inline(never) private func takeCoreElsewhere(_ name: String) -> SessionCore? {
        for shelf in references where shelf._withUnsafeGuaranteedRef({ $0.monitorName == name }) {
            return shelf._withUnsafeGuaranteedRef { $0.take() }
        }
        return nil
    }
}
