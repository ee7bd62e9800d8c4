import Foundation
import LogRuntime
import TestSupport
import Testing

/// Processes that log through an asynchronous handler and end in all kinds of ways.
@Suite(.serialized, .enabled(if: Probe.path != nil, Probe.absence))
struct JournalProcessTests {
    let directory: TemporaryDirectory
    private var log: String { directory.file("app.log") }
    private var journal: String { directory.file("app.journal") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// What recovers what is left in the end, as `logconfig recover` does.
    private func recoverAll() throws {
        for path in try Journal.files(of: journal) {
            let report = try JournalRecovery.recover(Journal.takeOver(path))
            #expect(report.failure == nil)
        }
        #expect(try Journal.files(of: journal) == [])
    }

    /// The lines of the log and its archives, the oldest first.
    private func lines() -> [Substring] {
        func age(_ name: String) -> Int { name == "app.log" ? 0 : Int(name.split(separator: ".").last ?? "") ?? 0 }
        let names = directory.names.filter { $0.hasPrefix("app.log") }
        let isNumbered = names.allSatisfy { $0 == "app.log" || Int($0.split(separator: ".").last ?? "") != nil }
        let sorted = isNumbered ? names.sorted { age($0) > age($1) } : names.filter { $0 != "app.log" } + ["app.log"]
        return sorted.flatMap { (directory.text($0) ?? "").split(separator: "\n") }
    }

    /// How far each thread of a killed process had come.
    private func acknowledged(_ threads: Int) throws -> [Int] {
        let data = try #require(directory.data("ack"))
        return (0..<threads).map { thread in
            data.withUnsafeBytes { $0.load(fromByteOffset: 64 * thread, as: Int.self) }
        }
    }

    @Test(arguments: [("plain", 150), ("rotating", 100), ("timed", 50)])
    func `what was acknowledged before kill -9 is in the log once, whole and in order`(
        kind: String,
        kills: Int
    ) throws {
        var random = SystemRandomNumberGenerator()
        let threads = 3
        var wanted: [String: Int] = [:]
        for round in 0..<kills {
            try Data(count: 4096).write(to: URL(fileURLWithPath: directory.file("ack")))
            let probe = try Probe("journal", log, journal, "r\(round)", "\(threads)", directory.file("ack"), kind)
            // A third is killed while it starts or logs its first records; of the others the time to live begins with the first.
            let hasStarted = round % 3 != 0
            if hasStarted { #expect(probe.waitForOutput(), "it came to log") }
            usleep(UInt32.random(in: 0...(hasStarted ? 40_000 : 20_000), using: &random))
            probe.kill()
            _ = probe.exitStatus()
            let counts = try acknowledged(threads)
            if hasStarted { #expect(counts.contains { $0 > 0 }) }
            for (thread, count) in counts.enumerated() { wanted["r\(round)t\(thread)"] = count }
        }
        if kind == "plain" { try recoverAll() }
        if kind != "plain" {
            // The next start recovers, by the rules of its own handler.
            let file: SinkHandler =
                kind == "timed"
                ? try TimedRotatingFileHandler(filename: log, when: "S")
                : try RotatingFileHandler(filename: log, maximumSize: 400_000, backupCount: 500)
            let handler = try AsyncHandler(handlers: [file], options: AsyncOptions(journal: journal))
            #expect(try Journal.files(of: journal).count == 1)
            handler.close()
            #expect(try Journal.files(of: journal) == [])
        }
        var found: [Substring: Int] = [:]
        for line in lines() {
            let parts = line.split(separator: " ")
            let number = parts.count == 3 ? Int(parts[1]) ?? -1 : -1
            let next = found[parts[0], default: 0]
            guard number == next, line == LineCollection.line(String(parts[0]), number) else {
                Issue.record("after line \(next - 1) of '\(parts[0])' comes '\(line)'")
                return
            }
            found[parts[0]] = next + 1
        }
        for (name, count) in wanted {
            // One more may be there: it was in the queue, and the process killed before it said so.
            let present = found[Substring(name)] ?? 0
            #expect(present == count || present == count + 1, "\(name)")
        }
    }

    @Test(arguments: [false, true])
    func `at the end of the process the queue is written`(hasJournal: Bool) throws {
        let probe = try Probe("end", log, hasJournal ? journal : "")
        #expect(probe.exitStatus() == 0)
        #expect(lines() == (0..<10_000).map { Substring(LineCollection.line("end", $0)) })
        #expect(directory.names == ["app.log"])
    }

    @Test func `a child that outlives its parent does not keep the parent's journal from being recovered`() throws {
        let probe = try Probe("fork", log, journal, "outlive")
        // The journal is there before the parent logs, and free once that is killed: the child's copy does not hold it.
        let end = ContinuousClock.now + .seconds(20)
        var isRecovered = false
        while !isRecovered, ContinuousClock.now < end {
            usleep(1000)
            for path in try Journal.files(of: journal) where !path.hasSuffix(".new") {
                guard let left = try? Journal.takeOver(path) else { continue }
                isRecovered = try JournalRecovery.recover(left).failure == nil
            }
        }
        try probe.input.fileHandleForWriting.close()
        #expect(probe.exitStatus() == -SIGKILL)
        #expect(isRecovered)
        var collection = LineCollection()
        collection.add(directory.text("app.log") ?? "")
        collection.expectAll(of: ["before", "parent"], count: 3000)
    }

    @Test(arguments: [false, true])
    func `parent and forked child each write their own records, once`(hasJournal: Bool) throws {
        for _ in 0..<10 {
            try? FileManager.default.removeItem(atPath: log)
            let probe = try Probe("fork", log, hasJournal ? journal : "")
            #expect(probe.exitStatus() == 0)
            var collection = LineCollection()
            collection.add(directory.text("app.log") ?? "")
            collection.expectAll(of: ["before", "parent", "child"], count: 3000)
            #expect(directory.names == ["app.log"])
        }
    }
}
