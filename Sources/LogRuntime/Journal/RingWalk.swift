/// Goes through what a killed process has left in a ring, past what is not whole.
///
/// An entry says itself at which position it is, so the next whole one is recognised behind any damage.
struct RingWalk {
    private let ring: RecordRing
    private let end: UInt64
    /// Behind the last entry that was taken.
    private(set) var position: UInt64
    /// Where the search for the next one goes on.
    private var place: UInt64
    /// How many places between entries were passed over.
    private(set) var skippedCount = 0
    /// How many bytes these have.
    private(set) var skippedBytes = 0

    /// Begins at a position.
    init(_ ring: RecordRing, from position: UInt64) {
        self.ring = ring
        self.position = position & ~31
        place = self.position
        end = self.position &+ ring.capacity
    }

    /// The next entry, which is not taken by this.
    mutating func peek() -> RingEntry? {
        while place < end {
            if let entry = ring.recoverEntry(at: place) { return entry }
            place &+= 32
        }
        return nil
    }

    /// Takes the entry that ``peek()`` has found.
    mutating func advance(past entry: RingEntry) {
        if place > position {
            skippedCount += 1
            skippedBytes += Int(place - position)
        }
        place &+= RingEntry.space(forPayload: entry.length)
        position = place
    }

    /// The next entry.
    mutating func next() -> RingEntry? {
        guard let entry = peek() else { return nil }
        advance(past: entry)
        return entry
    }
}
