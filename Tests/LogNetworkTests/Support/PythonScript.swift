#if Network
import Foundation
import TestSupport
import Testing

/// The Python to compare with: CPython 3.13.
enum Python313 {
    static let absence: Comment = "needs a CPython 3.13"
    static let oracle = PythonOracle.find(where: "sys.version_info[:2] == (3, 13)").oracle

    /// One that has a mail server, too.
    static let mailOracle = PythonOracle.find(modules: ["aiosmtpd"], where: "sys.version_info[:2] == (3, 13)").oracle

    /// A string literal.
    static func literal(_ text: String) -> String {
        "'"
            + text.unicodeScalars.map { scalar in
                let digits = String(scalar.value, radix: 16)
                return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }.joined() + "'"
    }

    /// Runs a script and gives back the lines that it prints.
    static func lines(_ script: String) throws -> [String] {
        let output = try #require(oracle).run(["-"], input: Array(script.utf8))
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// A server in Python: it runs until the test is over, and writes what it receives into a directory.
final class PythonServer {
    let directory: TemporaryDirectory
    private let process = Process()
    /// Where it listens.
    let port: Int

    /// Starts a script, which listens at a port of its choice and writes its number to `argv[1]/port`.
    init(_ script: String, directory: TemporaryDirectory, interpreter: PythonOracle) throws {
        self.directory = directory
        let file = directory.file("server-\(UUID()).py")
        try Data(script.utf8).write(to: URL(fileURLWithPath: file))
        try? FileManager.default.removeItem(atPath: directory.file("port"))
        process.executableURL = URL(fileURLWithPath: interpreter.path)
        process.arguments = [file, directory.path]
        let errors = directory.file("errors.txt")
        try Data().write(to: URL(fileURLWithPath: errors))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var found: Int?
        let end = Date().addingTimeInterval(30)
        while found == nil {
            guard process.isRunning, Date() < end else { break }
            found = directory.text("port").flatMap { $0.hasSuffix("\n") ? Int($0.dropLast()) : nil }
            if found == nil { usleep(5000) }
        }
        port = try #require(found, "the server does not start: \(directory.text("errors.txt") ?? "")")
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits for a condition, for 20 seconds at most.
    static func waitUntil(_ what: String, _ condition: () -> Bool) throws {
        let end = Date().addingTimeInterval(20)
        while !condition() {
            try #require(Date() < end, "waited in vain until \(what)")
            usleep(5000)
        }
    }
}
#endif
