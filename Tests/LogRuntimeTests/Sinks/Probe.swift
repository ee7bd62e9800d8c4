import Foundation
import Testing

/// A process of its own that logs as a test tells it.
final class Probe {
    /// Says why tests with processes are skipped.
    static let absence: Comment = "needs the executable LogRuntimeProbe beside the tests"

    /// The executable, which is built with the tests and lies beside them.
    static let path: String? = {
        var candidates = [Bundle.main.executablePath ?? "", CommandLine.arguments.first ?? ""]
        candidates += CommandLine.arguments.filter { $0.contains(".xctest") }
        for candidate in candidates {
            var folder = URL(fileURLWithPath: candidate)
            for _ in 0..<5 {
                folder.deleteLastPathComponent()
                let path = folder.appendingPathComponent("LogRuntimeProbe").path
                if FileManager.default.isExecutableFile(atPath: path) { return path }
            }
        }
        return nil
    }()

    /// What the process prints.
    let output = Pipe()
    /// What the process reads.
    let input = Pipe()
    private let errors = Pipe()
    private let process = Process()

    /// Starts a process.
    convenience init(_ arguments: String...) throws {
        try self.init(launching: [try #require(Probe.path)] + arguments)
    }

    /// Starts a process that logs to a small disk of its own, which lies at a directory and which only it can see there.
    ///
    /// - Parameters:
    ///   - directory: the directory.
    ///   - size: the disk's size in bytes.
    ///   - arguments: what the process is told.
    /// - Throws: when the process cannot be started.
    convenience init(onDiskAt directory: String, size: Int, _ arguments: String...) throws {
        let script = "mount -t tmpfs -o size=\(size) none \"$0\" && exec \"$@\""
        let command = ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script, directory, try #require(Probe.path)]
        try self.init(launching: command + arguments)
    }

    private init(launching command: [String]) throws {
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = output
        process.standardInput = input
        process.standardError = errors
        try process.run()
    }

    /// Where the process finds its files, for others.
    var root: String { "/proc/\(process.processIdentifier)/root" }

    /// Runs a command of the shell where the process sees its files.
    func run(_ script: String) throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/usr/bin/nsenter")
        shell.arguments = ["-t", "\(process.processIdentifier)", "-m", "/bin/sh", "-c", script]
        try shell.run()
        shell.waitUntilExit()
        try #require(shell.terminationStatus == 0, "\(script)")
    }

    /// Waits until the process prints something.
    ///
    /// - Returns: whether it has done so before it ended.
    func waitForOutput() -> Bool { !output.fileHandleForReading.availableData.isEmpty }

    /// Has a commanded process do something.
    ///
    /// - Returns: the numbers that it answers.
    func command(_ text: String) throws -> [Int] {
        try input.fileHandleForWriting.write(contentsOf: Data((text + "\n").utf8))
        var answer = ""
        while !answer.hasSuffix("\n") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            answer += String(decoding: more, as: UTF8.self)
        }
        return answer.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }

    /// Does something again and again until the process has written something to standard error.
    ///
    /// - Returns: all that it has written.
    func tellings(doing step: () throws -> Void, until isEnough: (String) -> Bool) throws -> String {
        let descriptor = errors.fileHandleForReading.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        let deadline = Date(timeIntervalSinceNow: 30)
        while !isEnough(String(decoding: bytes, as: UTF8.self)), Date() < deadline {
            try step()
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 { bytes += chunk[..<count] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Has a commanded process end.
    ///
    /// - Returns: what it has written to standard error.
    func finish() throws -> [String] {
        try input.fileHandleForWriting.close()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").map(String.init)
    }

    /// Waits for the end of the process.
    func exitStatus() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Everything that the process prints until it ends.
    func lines() -> [String] {
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    /// Waits until the process says that it is ready.
    func waitUntilReady() {
        var text = ""
        while !text.contains("ready\n") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return }
            text += String(decoding: more, as: UTF8.self)
        }
    }

    /// Has a process begin that is ready.
    func begin() throws { try input.fileHandleForWriting.write(contentsOf: Data([0])) }

    /// Has the process do nothing until it goes on.
    func pause() { _ = Foundation.kill(process.processIdentifier, SIGSTOP) }

    /// Lets a process go on that was paused.
    func goOn() { _ = Foundation.kill(process.processIdentifier, SIGCONT) }

    /// Ends the process as `kill -9` does.
    func kill() {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
    }
}
