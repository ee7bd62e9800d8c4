import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Watching a real file")
struct WatcherTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree
    private let outcomes = Outcomes()

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(timeZone: .utc, files: FileNaming(workingDirectory: box.path)))
        tree.status.setNoticeHook { _ in }
        tree.status.setHook { _ in }
    }

    private func level(_ level: String) -> String {
        "{version: 1, logconfig: {reload: 0.005}, loggers: {shop: {level: \(level)}}}"
    }

    private func watch(_ name: String, interval: WatchInterval = .configured) throws -> ConfigurationWatcher {
        let outcomes = outcomes
        return try LoggingConfiguration.watch(box.file(name), tree: tree, interval: interval) { outcomes.add($0) }
    }

    @Test func `a file that an editor replaces is loaded, a broken one refused, and the next one loaded`() throws {
        try box.write(level("INFO"), to: "log.yaml")
        let watcher = try watch("log.yaml")
        defer { watcher.stop() }
        for (text, wanted) in [
            (level("DEBUG"), "loggers: changed 'shop'"), ("{version: 3}", "refused"),
            (level("ERROR"), "loggers: changed 'shop'"),
        ] {
            try box.write(text, to: "log.yaml.tmp")
            try #require(rename(box.file("log.yaml.tmp"), box.file("log.yaml")) == 0)
            #expect(outcomes.next() == wanted)
        }
        #expect(tree.logger("shop").level == .error)
    }

    @Test func `links that are swapped, as with a mounted ConfigMap, are noticed`() throws {
        let manager = FileManager.default
        for (version, name) in ["one": "INFO", "two": "DEBUG"] {
            try manager.createDirectory(atPath: box.file(version), withIntermediateDirectories: false)
            try box.write(level(name), to: version + "/log.yaml")
        }
        try manager.createSymbolicLink(atPath: box.file("..data"), withDestinationPath: "one")
        try manager.createSymbolicLink(atPath: box.file("log.yaml"), withDestinationPath: "..data/log.yaml")
        let watcher = try watch("log.yaml", interval: .every(.milliseconds(5)))
        defer { watcher.stop() }
        #expect(tree.logger("shop").level == .info)
        try manager.createSymbolicLink(atPath: box.file("..data_tmp"), withDestinationPath: "two")
        try #require(rename(box.file("..data_tmp"), box.file("..data")) == 0)
        #expect(outcomes.next() == "loggers: changed 'shop'")
        #expect(tree.logger("shop").level == .debug)
    }

    @Test func `a watcher that is stopped gives its place among those that hear SIGHUP back`() throws {
        try box.write(level("INFO"), to: "log.yaml")
        for _ in 0..<200 {
            let watcher = try watch("log.yaml")
            watcher.stop()
            watcher.stop()
        }
        // There are places for fewer than these.
        for _ in 0..<40 {
            let watcher = try LoggingConfiguration.watch(box.file("log.yaml"), tree: tree, reloadsOnHangup: true)
            watcher.stop()
        }
        #expect(tree.logger("shop").level == .info)
    }

    @Test func `SIGHUP has a running program read its file again`() throws {
        let log = box.file("app.log")
        let text = { (level: String) in
            """
            version: 1
            formatters: {f: {format: "%(levelname)s %(message)s"}}
            handlers: {file: {class: logging.FileHandler, filename: \(log), mode: w, formatter: f}}
            root: {level: \(level), handlers: [file]}
            """
        }
        try box.write(text("INFO"), to: "log.yaml")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProgram("LogConfigProbe").path)
        process.arguments = ["watch", box.file("log.yaml")]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = Pipe()
        // The program inherits the signals that this thread holds back: SIGHUP is one of them.
        var held = sigset_t()
        sigemptyset(&held)
        sigaddset(&held, SIGHUP)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &held, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
        var lines = LineReader(output.fileHandleForReading)
        #expect(lines.next() == "ready")
        kill(process.processIdentifier, SIGHUP)
        #expect(lines.next() == "applied no handler and no logger changed")
        try box.write(text("DEBUG"), to: "log.yaml")
        kill(process.processIdentifier, SIGHUP)
        #expect(lines.next() == "applied loggers: changed 'root'")
        try box.write("{version: 1, root: {handlers: [nobody]}}", to: "log.yaml")
        kill(process.processIdentifier, SIGHUP)
        #expect(lines.next() == "refused unknown-handler")
        try input.fileHandleForWriting.close()
        #expect(lines.next() == "stopped")
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(box.text("app.log") == "INFO started\nINFO reloaded\nINFO reloaded\nINFO reloaded\n")
    }
}

/// What became of reloads, to be waited for.
private final class Outcomes: Sendable {
    private let texts = Tellings()
    private let arrivals = DispatchSemaphore(value: 0)
    private let taken = Lock(0)

    func add(_ outcome: ReloadOutcome) {
        switch outcome {
        case .applied(_, let changes): texts.add("\(changes)")
        case .refused: texts.add("refused")
        }
        arrivals.signal()
    }

    /// The next one; `nil` when none comes.
    func next() -> String? {
        guard arrivals.wait(timeout: .now() + 20) == .success else { return nil }
        let index = taken.withLock { taken in
            defer { taken += 1 }
            return taken
        }
        return texts.all[index]
    }
}

/// Lines of a program's output, one after the other.
private struct LineReader {
    private let handle: FileHandle
    private var rest: [UInt8] = []

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    /// The next line; `nil` at the end.
    mutating func next() -> String? {
        while true {
            if let end = rest.firstIndex(of: 10) {
                defer { rest.removeSubrange(...end) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            let data = handle.availableData
            if data.isEmpty { return nil }
            rest += data
        }
    }
}
