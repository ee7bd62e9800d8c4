#if Compression
import Foundation
import LogCompression
import TestSupport
import Testing

@testable import LogRuntime

/// Several processes that rotate one file and compress what they put aside, and some that are killed.
@Suite(.enabled(if: LogFiles.oracle != nil, LogFiles.absence))
struct CompressingProcessTests {
    /// A process that logs numbered lines.
    private final class Writer {
        private let process = Process()
        private let output = Pipe()
        private let input = Pipe()

        init(_ arguments: [String]) throws {
            process.executableURL = URL(fileURLWithPath: BuiltProgram("CompressionProbe").path)
            process.arguments = arguments
            process.standardOutput = output
            process.standardInput = input
            try process.run()
        }

        /// Waits until everything is logged.
        func finish() -> String {
            var text = ""
            while !text.contains("\n") {
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { break }
                text += String(decoding: more, as: UTF8.self)
            }
            return text
        }

        /// Lets the process end.
        func leave() {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }

        func kill() {
            _ = Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    private let box: TemporaryDirectory
    private let path: String

    init() throws {
        box = try TemporaryDirectory()
        path = box.file("app.log")
    }

    /// Does what is left to do after all processes.
    private func finish(_ schedule: RolloverSchedule? = nil) throws {
        let outcome = try ArchivePacker(path, GzipCompressor(), schedule).pack()
        #expect(!outcome.isWaiting)
        #expect(box.names.filter { $0 != "app.log" && !$0.hasSuffix(".gz") } == [])
    }

    @Test func `processes that rotate by size lose, double and tear nothing, and compress while they write`() throws {
        let writers = try (0..<3).map { try Writer(["size", path, "3000", "p\($0)", "20000", "1000"]) }
        for writer in writers { #expect(writer.finish() == "failures 0\n") }
        let compressed = box.names.filter { $0.hasSuffix(".gz") }.count
        #expect(compressed > 0)
        for writer in writers { writer.leave() }
        try finish()
        let found = try LogFiles(box).numbers()
        for writer in 0..<3 { #expect(found["p\(writer)"] == Array(0..<3000), "p\(writer)") }
    }

    @Test func `processes that keep few files keep exactly those, with the newest lines`() throws {
        let writers = try (0..<3).map { try Writer(["size", path, "3000", "p\($0)", "8000", "4"]) }
        for writer in writers { #expect(writer.finish() == "failures 0\n") }
        for writer in writers { writer.leave() }
        try finish()
        #expect(box.names == ["app.log"] + (1...4).map { "app.log.\($0).gz" })
        for (writer, numbers) in try LogFiles(box).numbers() {
            #expect(numbers == Array((3000 - numbers.count)..<3000), "\(writer)")
        }
    }

    @Test func `processes that rotate by the clock lose, double and tear nothing`() throws {
        let writers = try (0..<3).map { try Writer(["time", path, "40000", "p\($0)"]) }
        for writer in writers { #expect(writer.finish() == "failures 0\n") }
        for writer in writers { writer.leave() }
        try finish(try RolloverSchedule(when: "S"))
        let found = try LogFiles(box).numbers()
        for writer in 0..<3 { #expect(found["p\(writer)"] == Array(0..<40000), "p\(writer)") }
    }

    @Test func `processes killed at any moment leave each line once, and no gap`() throws {
        var generator = SeededGenerator(seed: 11)
        let survivor = try Writer(["size", path, "6000", "stays", "20000", "2000"])
        for round in 0..<6 {
            let victims = try (0..<2).map { try Writer(["size", path, "100000", "k\(round)x\($0)", "20000", "2000"]) }
            let wanted = box.names.count + Int.random(in: 1...8, using: &generator)
            let deadline = Date(timeIntervalSinceNow: 2)
            while box.names.count < wanted, Date() < deadline { sched_yield() }
            for victim in victims { victim.kill() }
        }
        #expect(survivor.finish() == "failures 0\n")
        survivor.leave()
        try finish()
        let found = try LogFiles(box).numbers()
        for (writer, numbers) in found { #expect(numbers == Array(0..<numbers.count), "\(writer)") }
        #expect(found["stays"]?.count == 6000)
    }
}
#endif
