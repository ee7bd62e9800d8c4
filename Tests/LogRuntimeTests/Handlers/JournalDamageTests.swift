import Foundation
import LogRuntime
import TestSupport
import Testing

/// What is recovered from a journal that is damaged: whole lines in their order, or a reason why there are none.
@Suite struct JournalDamageTests {
    /// How many bytes the header takes.
    private static let headerSize = 8192

    let directory: TemporaryDirectory
    let tree = LoggerTree()
    let failures = FailureCollection()
    let lines = (0..<200).map { "line \($0) of a journal" }

    init() throws {
        directory = try TemporaryDirectory()
        failures.watch(tree)
    }

    private var log: String { directory.file("logs/app.log") }
    private var options: AsyncOptions {
        AsyncOptions(capacity: 1 << 16, drainLimit: 0.05, journal: directory.file("app.journal"))
    }

    /// Leaves a journal with all lines, as the log's directory is missing; makes the directory then.
    ///
    /// - Returns: the journal's path.
    private func leaveJournal() throws -> String {
        let file = try FileHandler(filename: log, delay: true)
        let handler = try AsyncHandler(handlers: [file], options: options)
        file.status = tree.status
        handler.status = tree.status
        tree.root.level = .info
        tree.root.handlers = [handler]
        for line in lines { tree.root.info("\(line)") }
        let path = try #require(handler.journalPath)
        handler.close()
        try FileManager.default.createDirectory(atPath: directory.file("logs"), withIntermediateDirectories: true)
        return path
    }

    /// The lines that are recovered from a journal's bytes.
    private func recover(_ bytes: Data) throws -> [String] {
        let path = directory.file("damaged")
        try bytes.write(to: URL(fileURLWithPath: path))
        defer {
            try? FileManager.default.removeItem(atPath: path)
            try? FileManager.default.removeItem(atPath: log)
        }
        let report = try JournalRecovery.recover(try Journal.takeOver(path))
        #expect(report.failure == nil)
        let found = (directory.text("logs/app.log") ?? "").split(separator: "\n").map(String.init)
        #expect(report.lineCount == found.count)
        return found
    }

    /// Whether lines are some of those logged, in their order.
    private func areInOrder(_ found: [String]) -> Bool {
        var rest = lines[...]
        return found.allSatisfy { line in
            guard let place = rest.firstIndex(of: line) else { return false }
            rest = rest[(place + 1)...]
            return true
        }
    }

    @Test func `a file that waits for its first record gets what a journal holds`() throws {
        _ = try leaveJournal()
        #expect(!FileManager.default.fileExists(atPath: log))
        let file = try FileHandler(filename: log, delay: true)
        let handler = try AsyncHandler(handlers: [file], options: options)
        #expect(handler.recoveredCount == lines.count)
        handler.close()
        #expect(directory.text("logs/app.log") == lines.map { $0 + "\n" }.joined())
    }

    @Test func `a journal that was cut off yields whole lines in their order, or says that it is damaged`() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: leaveJournal()))
        #expect(try recover(whole) == lines)
        for size in stride(from: 0, to: whole.count, by: 4099) {
            let cut = Data(whole.prefix(size))
            if size < JournalDamageTests.headerSize {
                #expect(throws: JournalError.self, "\(size) bytes") { try recover(cut) }
            } else {
                let found = try recover(cut)
                #expect(areInOrder(found), "\(size) bytes")
            }
        }
    }

    @Test func `a damaged place costs the lines that are there, and no other line is changed`() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: leaveJournal()))
        var random = SeededGenerator(seed: 20_241_122)
        for _ in 0..<100 {
            var damaged = whole
            let place = Int.random(in: JournalDamageTests.headerSize..<whole.count, using: &random)
            for offset in 0..<min(16, whole.count - place) {
                damaged[place + offset] ^= UInt8.random(in: 1...255, using: &random)
            }
            let found = try recover(damaged)
            #expect(areInOrder(found), "16 bytes from \(place) on")
        }
    }

    @Test func `a damaged header is said and leaves the file alone`() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: leaveJournal()))
        for place in [0, 8, 16, 32, 44, 56, 4096] {
            var damaged = whole
            damaged[place] ^= 0xFF
            let path = directory.file("damaged")
            try damaged.write(to: URL(fileURLWithPath: path))
            #expect(throws: JournalError.self, "byte \(place)") { try Journal.takeOver(path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == damaged)
        }
    }
}
