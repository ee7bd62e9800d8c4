import CAllocationCounter

/// Counts what a piece of code allocates on the calling thread.
enum AllocationCount {
    /// Whether this build counts: glibc, and no sanitizer.
    static var isAvailable: Bool { allocation_counter_is_available() }

    /// The allocations of each of many calls, after one that is not counted: the first use of a type or a thread allocates
    /// what is kept.
    ///
    /// - Parameters:
    ///   - calls: how many.
    ///   - body: gets the number of the call.
    /// - Returns: the allocations of all calls together.
    static func of(calls: Int = 100, _ body: (Int) -> Void) -> UInt64 {
        body(0)
        let before = allocation_counter_value()
        for call in 1...calls { body(call) }
        return allocation_counter_value() - before
    }
}
