import Foundation

/// Holds threads back until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Waits until the gate is open.
    func wait() {
        semaphore.wait()
        semaphore.signal()
    }

    /// Lets everybody pass from now on.
    func open() { semaphore.signal() }
}
