import Foundation
import Testing

/// CPython 3.13, asked in a process of its own per time zone.
enum CPython313 {
    /// Says why differential tests are skipped.
    static let absence: Comment = "needs CPython 3.13: set LOGCONFIG_PYTHON, or have python3.13 on PATH or under pyenv"

    /// The interpreter: `LOGCONFIG_PYTHON`, `python3.13` or `python3` on `PATH`, or one of pyenv's; `nil` if none is 3.13.
    static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        var candidates: [String] = []
        if let chosen = environment["LOGCONFIG_PYTHON"] { candidates.append(chosen) }
        for directory in (environment["PATH"] ?? "").split(separator: ":") {
            candidates += ["\(directory)/python3.13", "\(directory)/python3"]
        }
        let pyenv = (environment["PYENV_ROOT"] ?? (environment["HOME"] ?? "") + "/.pyenv") + "/versions"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: pyenv)) ?? []
        candidates += versions.filter { $0.hasPrefix("3.13") }.map { "\(pyenv)/\($0)/bin/python3" }
        let question = "import sys; print('%d.%d' % sys.version_info[:2])"
        return candidates.first { candidate in
            guard FileManager.default.isExecutableFile(atPath: candidate) else { return false }
            return (try? run(candidate, script: question, zone: "UTC", input: [])) == ["3.13"]
        }
    }()

    /// Runs a script with the lines of `input` on its standard input.
    ///
    /// - Returns: the lines it prints.
    static func run(script: String, zone: String, input: [String]) throws -> [String] {
        try run(try #require(path), script: script, zone: zone, input: input)
    }

    private static func run(_ python: String, script: String, zone: String, input: [String]) throws -> [String] {
        let inputFile = FileManager.default.temporaryDirectory.appendingPathComponent("time-\(UUID().uuidString)")
        try Data(input.joined(separator: "\n").utf8).write(to: inputFile)
        defer { try? FileManager.default.removeItem(at: inputFile) }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TZ": zone, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"],
            uniquingKeysWith: { $1 }
        )
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}

extension CPython313 {
    /// The text that a script printed as hexadecimal UTF-8.
    static func text(_ hex: String) -> String {
        let digits = Array(hex.utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { index in
            UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) ?? 0
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
