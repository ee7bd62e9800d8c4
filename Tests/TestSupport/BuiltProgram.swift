import Foundation

/// A program of this package, as the build put it beside the tests.
public struct BuiltProgram: Sendable {
    /// What a run came to.
    public struct Outcome: Sendable {
        /// The exit status, or the number of the signal that ended the program.
        public let status: Int32
        /// What was written to standard output.
        public let standardOutput: String
        /// What was written to standard error.
        public let standardError: String
    }

    /// The path of the executable.
    public let path: String

    /// Finds a program by its product's name.
    ///
    /// The test runner and the products are in one directory; depending on the runner, that is the directory of the
    /// process or of the bundle named in its arguments.
    public init(_ name: String) {
        let places = CommandLine.arguments + [ProcessInfo.processInfo.environment["LOGCONFIG_PRODUCTS"] ?? ""]
        let directories = places.filter { $0.contains("/") }.map { ($0 as NSString).deletingLastPathComponent }
        let found = directories.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
        path = found ?? name
    }

    /// Runs the program and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - input: what it reads from standard input.
    ///   - environment: variables that are added to the test's own.
    ///   - directory: its working directory; `nil` for the test's own.
    /// - Returns: status and output.
    /// - Throws: errors of starting the process.
    public func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        in directory: String? = nil
    ) throws -> Outcome {
        let scratch = try TemporaryDirectory()
        let streams = ["in", "out", "err"].map { URL(fileURLWithPath: scratch.path + "/" + $0) }
        try Data(input.utf8).write(to: streams[0])
        try Data().write(to: streams[1])
        try Data().write(to: streams[2])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        process.standardInput = try FileHandle(forReadingFrom: streams[0])
        process.standardOutput = try FileHandle(forWritingTo: streams[1])
        process.standardError = try FileHandle(forWritingTo: streams[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            standardOutput: String(decoding: try Data(contentsOf: streams[1]), as: UTF8.self),
            standardError: String(decoding: try Data(contentsOf: streams[2]), as: UTF8.self)
        )
    }
}
