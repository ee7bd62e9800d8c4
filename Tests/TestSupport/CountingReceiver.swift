import Foundation
import LogRuntime

/// A receiver whose rows are only counted, while they come.
public final class CountingReceiver {
    /// The count, which the reading thread and the test share.
    private final class Count: Sendable {
        let value = WaitingLock(0)
    }

    private let process: ReceiverProcess
    private let count = Count()
    /// The port that it listens on.
    public var port: Int { process.port }

    /// Starts a receiver.
    ///
    /// - Parameters:
    ///   - python: the interpreter.
    ///   - script: the path of the script.
    ///   - arguments: the script's arguments.
    ///   - rows: how many rows a line of its is about.
    /// - Throws: errors of starting the process.
    public init(
        _ python: PythonOracle,
        script: String,
        arguments: [String],
        rows: @escaping @Sendable ([String: Any]) -> Int
    ) throws {
        process = try ReceiverProcess(python, script: script, arguments: arguments)
        let lines = process.lines
        Thread.detachNewThread { [count] in
            while let line = lines.next(), let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
            {
                count.value.withLock { $0 += rows(object) }
                count.value.wakeAll()
            }
        }
    }

    /// How many rows have come.
    ///
    /// - Parameter expected: waits a little until there are as many.
    /// - Returns: the count.
    public func rows(_ expected: Int) -> Int {
        count.value.wait(until: WallTime(epochSeconds: WallTime.now().epochSeconds + 10)) { $0 >= expected }
        return count.value.withLock { $0 }
    }

    /// Ends it.
    public func stop() { process.stop() }
}
