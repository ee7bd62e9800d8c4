import Foundation
import LogRuntime

/// A server for tests in a process of its own: a Python script that tells on its standard output what it gets, a JSON object a
/// line, the first one `{"port": N}`.
public final class ReceiverProcess {
    /// A server that cannot be started, or that tells nothing.
    public struct Failure: Error, CustomStringConvertible {
        /// What is wrong.
        public let description: String
    }

    private let process = Process()
    private let output = Pipe()
    /// What it tells, line by line.
    let lines = Lines()
    /// The port that it listens on.
    public private(set) var port = 0

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - python: the interpreter.
    ///   - script: the path of the script.
    ///   - arguments: the script's arguments.
    /// - Throws: ``Failure``, or errors of starting the process.
    public init(_ python: PythonOracle, script: String, arguments: [String] = []) throws {
        process.executableURL = URL(fileURLWithPath: python.path)
        process.arguments = [script] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        lines.read(from: output.fileHandleForReading)
        guard let port = try next()["port"] as? Int else { throw Failure(description: "the receiver names no port") }
        self.port = port
    }

    deinit { stop() }

    /// The number of the process.
    public var identifier: Int32 { process.processIdentifier }

    /// Ends it.
    public func stop() {
        guard process.isRunning else { return }
        // A child of a thread of the pool takes no other signal: it has that thread's mask.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The next line that it tells; waits for it.
    public func next() throws -> [String: Any] {
        guard let line = lines.next() else { throw Failure(description: "the receiver tells nothing") }
        guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
            throw Failure(description: "the receiver tells something else than an object")
        }
        return object
    }
}

/// Lines read as they come, so that whoever writes them never waits for a test.
final class Lines: Sendable {
    private struct State {
        var lines: [Data] = []
        var hasEnded = false
    }

    private let state = WaitingLock(State())

    /// Reads to the end, on a thread of its own.
    func read(from file: FileHandle) {
        Thread.detachNewThread { [self] in
            var pending = Data()
            while case let more = file.availableData, !more.isEmpty {
                // Only what is new is looked at: a line may have many megabytes.
                var rest = more
                while let end = rest.range(of: Data("\n".utf8)) {
                    let line = pending + rest[rest.startIndex..<end.lowerBound]
                    pending = Data()
                    rest = rest[end.upperBound...]
                    state.withLock { $0.lines.append(line) }
                }
                pending += rest
                state.wakeAll()
            }
            state.withLock { $0.hasEnded = true }
            state.wakeAll()
        }
    }

    /// The next line; `nil` at the end, or when none comes for a minute.
    func next() -> Data? {
        var line: Data?
        state.wait(until: WallTime(epochSeconds: WallTime.now().epochSeconds + 60)) { state in
            if !state.lines.isEmpty { line = state.lines.removeFirst() }
            return line != nil || state.hasEnded
        }
        return line
    }
}
