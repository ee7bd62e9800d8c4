import Foundation

/// A Python interpreter that tests ask what the original does.
///
/// The search goes through the environment variable `LOGCONFIG_PYTHON`, then pyenv's versions from the newest to the oldest,
/// then `python3.13` down to `python3` in `PATH`; the first one that has the modules is taken. A test that needs one is
/// skipped when there is none:
///
/// ```swift
/// @Test(.enabled(if: PythonOracle.find(modules: ["yaml"]).oracle != nil, "needs a python3 with PyYAML"))
/// ```
public struct PythonOracle: Sendable {
    /// What a search came to.
    public enum Search: Sendable {
        /// An interpreter that has everything.
        case found(PythonOracle)
        /// Why there is none.
        case missing(reason: String)

        /// The interpreter, if there is one.
        public var oracle: PythonOracle? {
            if case .found(let oracle) = self { oracle } else { nil }
        }
    }

    /// A script that did not end well.
    public struct Failure: Error, CustomStringConvertible {
        /// The exit status.
        public let status: Int32

        /// What the script wrote to standard error.
        public let standardError: String

        /// The status and the error text.
        public var description: String { "python exited with status \(status): \(standardError)" }
    }

    /// The path of the interpreter.
    public let path: String

    /// Its version, such as `3.13.0`.
    public let version: String

    /// Looks for an interpreter.
    ///
    /// - Parameters:
    ///   - modules: modules that must be importable.
    ///   - condition: a Python expression that must hold once `sys` and the modules are imported.
    /// - Returns: the interpreter, or why there is none.
    public static func find(modules: [String] = [], where condition: String = "True") -> Search {
        let probe =
            (["import sys"] + modules.map { "import \($0)" } + [
                "sys.exit(3) if not (\(condition)) else print('%d.%d.%d' % sys.version_info[:3])"
            ]).joined(separator: "\n")
        let candidates = candidates()
        for path in candidates {
            let candidate = PythonOracle(path: path, version: "")
            guard let output = try? candidate.run(["-c", probe]) else { continue }
            let version = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            return .found(PythonOracle(path: path, version: version))
        }
        let needs = modules.isEmpty ? "" : " with \(modules.joined(separator: ", "))"
        let restriction = condition == "True" ? "" : " where \(condition)"
        return .missing(reason: "no python3\(needs)\(restriction) among \(candidates.count) interpreters")
    }

    /// Runs the interpreter with arguments.
    ///
    /// - Parameters:
    ///   - arguments: the path of a script and its arguments, or options such as `-c`.
    ///   - input: what the script reads from standard input.
    ///   - environment: variables that are added to the test's own.
    /// - Returns: what it wrote to standard output.
    /// - Throws: ``Failure`` when the exit status is not 0, and errors of starting the process.
    public func run(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws -> [UInt8] {
        // Files rather than pipes: nothing can block, however much is read or written.
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("python-oracle-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let streams = ["in", "out", "err"].map(directory.appendingPathComponent)
        try Data(input).write(to: streams[0])
        try Data().write(to: streams[1])
        try Data().write(to: streams[2])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let ownVariables = ProcessInfo.processInfo.environment
        process.environment = ownVariables.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: streams[0])
        process.standardOutput = try FileHandle(forWritingTo: streams[1])
        process.standardError = try FileHandle(forWritingTo: streams[2])
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                status: process.terminationStatus,
                standardError: String(decoding: try Data(contentsOf: streams[2]), as: UTF8.self)
            )
        }
        return [UInt8](try Data(contentsOf: streams[1]))
    }

    /// Interpreters in the order in which they are tried.
    private static func candidates() -> [String] {
        let environment = ProcessInfo.processInfo.environment
        let files = FileManager.default
        var paths: [String] = []
        if let chosen = environment["LOGCONFIG_PYTHON"], !chosen.isEmpty {
            paths.append(chosen)
        }
        let home = environment["HOME"] ?? ""
        let versions = (environment["PYENV_ROOT"] ?? home + "/.pyenv") + "/versions"
        let installed = (try? files.contentsOfDirectory(atPath: versions)) ?? []
        let newestFirst = installed.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
        paths += newestFirst.map { "\(versions)/\($0)/bin/python3" }
        let names = (8...14).reversed().map { "python3.\($0)" } + ["python3"]
        let directories = (environment["PATH"] ?? "").split(separator: ":")
        for name in names {
            paths += directories.map { "\($0)/\(name)" }
        }
        var seen: Set<String> = []
        return paths.filter { files.isExecutableFile(atPath: $0) && seen.insert($0).inserted }
    }
}
