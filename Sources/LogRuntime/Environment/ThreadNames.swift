internal import CLogRuntime

/// Names of threads as records show them.
enum ThreadNames {
    /// The calling thread's name: `MainThread` for the first one, as Python says, otherwise what the system knows.
    static func current(isMainThread: Bool) -> String {
        if isMainThread { return "MainThread" }
        // The kernel keeps 15 bytes and a NUL.
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let base = buffer.baseAddress, clogruntime_thread_name(base, buffer.count) == 0 else {
                return "Thread"
            }
            return String(cString: base)
        }
    }
}
