/// Places and numbers of the record in the making; the memory is kept from record to record.
struct ScratchList<Element: BitwiseCopyable>: ~Copyable {
    private var memory = UnsafeMutablePointer<Element>.allocate(capacity: 16)
    private var capacity = 16
    /// How many elements there are.
    private(set) var count = 0

    deinit {
        memory.deallocate()
    }

    /// The elements; valid until the list is changed next.
    @inline(__always) var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

    /// The elements, to be changed in place; valid until the list is changed next.
    var mutableElements: UnsafeMutableBufferPointer<Element> {
        mutating get { UnsafeMutableBufferPointer(start: memory, count: count) }
    }

    /// Adds an element several times.
    mutating func append(repeating element: Element, count times: Int) {
        while capacity - count < times { grow() }
        (memory + count).initialize(repeating: element, count: times)
        count += times
    }

    /// Adds an element.
    @inline(__always) mutating func append(_ element: Element) {
        if _slowPath(count == capacity) { grow() }
        (memory + count).initialize(to: element)
        count &+= 1
    }

    /// Forgets the elements and keeps the memory.
    @inline(__always) mutating func removeAll() {
        count = 0
    }

    @inline(never) private mutating func grow() {
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        fresh.initialize(from: memory, count: count)
        memory.deallocate()
        memory = fresh
        capacity *= 2
    }
}
