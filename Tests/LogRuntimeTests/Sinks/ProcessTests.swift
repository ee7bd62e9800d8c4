import Foundation
import LogRuntime
import TestSupport
import Testing

/// Logs of real processes: several at once, killed, and limited by the system.
@Suite(.enabled(if: Probe.path != nil, Probe.absence))
struct ProcessTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func collect(killed: [String] = []) -> LineCollection {
        var found = LineCollection()
        for name in directory.names { found.add(directory.text(name) ?? "", mayEndInPart: !killed.isEmpty) }
        found.removeParts(of: killed)
        return found
    }

    /// Runs processes side by side until they end.
    ///
    /// - Parameters:
    ///   - isTogether: whether they wait for one another before they write.
    ///   - start: starts one.
    /// - Returns: their names.
    /// - Throws: what starting one throws.
    private func runAll(isTogether: Bool, _ start: (String) throws -> Probe) throws -> [String] {
        let writers = (0..<4).map { "p\($0)" }
        let probes = try writers.map(start)
        if isTogether {
            for probe in probes { probe.waitUntilReady() }
            for probe in probes { try probe.begin() }
        }
        for probe in probes {
            #expect(probe.lines() == ["failures 0"])
            #expect(probe.exitStatus() == 0)
        }
        return writers
    }

    @Test func `several processes on one file rotated by size lose, double and tear nothing`() throws {
        let path = directory.file("app.log")
        let writers = try runAll(isTogether: true) { try Probe("rotating", path, "3000", $0, "5000", "1000", "wait") }
        collect().expectAll(of: writers, count: 3000)
        // All have opened the file before the first line, so nobody believes to have it alone and lets it grow.
        #expect(directory.names.count > 50)
        let sizes = directory.names.map { directory.data($0)?.count ?? 0 }
        #expect(sizes.filter { $0 >= 5000 }.count <= 8, "\(sizes)")
    }

    @Test func `processes that come and go lose, double and tear nothing`() throws {
        let path = directory.file("app.log")
        // How far the file grows depends on who comes first to whom.
        let writers = try runAll(isTogether: false) { try Probe("rotating", path, "3000", $0, "5000", "1000") }
        collect().expectAll(of: writers, count: 3000)
    }

    @Test func `processes that are killed at any moment leave whole lines, each once, and no gap`() throws {
        let path = directory.file("app.log")
        var generator = SeededGenerator(seed: 7)
        let survivor = try Probe("rotating", path, "3000", "stays", "20000", "1000")
        var killed: [String] = []
        for round in 0..<6 {
            let names = (0..<2).map { "k\(round)x\($0)" }
            killed += names
            let victims = try names.map { try Probe("rotating", path, "20000", $0, "20000", "1000") }
            let wanted = directory.names.count + Int.random(in: 1...8, using: &generator)
            // Some end before there are so many files.
            let deadline = Date(timeIntervalSinceNow: 2)
            while directory.names.count < wanted, Date() < deadline { sched_yield() }
            for victim in victims { victim.kill() }
            for victim in victims { _ = victim.exitStatus() }
        }
        #expect(survivor.lines() == ["failures 0"])
        var numbers: [Substring: [Int]] = [:]
        for line in collect(killed: killed).lines {
            let words = line.split(separator: " ")
            let number = try #require(words.count == 3 ? Int(words[1]) : nil, "\(line)")
            #expect(String(line) == LineCollection.line(String(words[0]), number))
            numbers[words[0], default: []].append(number)
        }
        for (writer, found) in numbers {
            #expect(found.sorted() == Array(0..<found.count), "\(writer)")
        }
        #expect(numbers["stays"]?.count == 3000)
    }

    @Test func `several processes that keep few files keep the newest lines of each`() throws {
        let path = directory.file("app.log")
        let writers = try runAll(isTogether: true) { try Probe("rotating", path, "3000", $0, "4000", "3", "wait") }
        #expect(directory.names == ["app.log", "app.log.1", "app.log.2", "app.log.3"])
        collect().expectTail(of: writers, count: 3000)
    }

    /// The numbers of the lines that a writer has in the files now.
    private func numbers(of writer: String) -> Set<Int> {
        var found: Set<Int> = []
        for name in directory.names {
            for line in (directory.text(name) ?? "").split(separator: "\n") {
                let words = line.split(separator: " ")
                if words.count == 3, words[0] == writer, let number = Int(words[1]) { found.insert(number) }
            }
        }
        return found
    }

    @Test(arguments: 0..<6)
    func `a process that stands still before it writes finds its file where it was`(_ attempt: Int) throws {
        let path = directory.file("app.log")
        let slow = try Probe("rotating", path, "100000000", "slow", "100000", "2")
        defer { slow.kill() }
        while numbers(of: "slow").count < 2000 + 37 * attempt { sched_yield() }
        slow.pause()
        let newest = try #require(numbers(of: "slow").max())
        // Enough to put the slow one's file aside and to remove it, if that were done.
        let quick = try Probe("rotating", path, "8000", "quick", "100000", "2")
        #expect(quick.lines() == ["failures 0"])
        // Some lines only, so that the first of them is still in the files.
        let deadline = Date(timeIntervalSinceNow: 20)
        while (numbers(of: "slow").max() ?? 0) <= newest, Date() < deadline {
            slow.goOn()
            usleep(1000)
            slow.pause()
        }
        let found = numbers(of: "slow").filter { $0 > newest }
        #expect(found.min() == newest + 1, "the line that was being written")
    }

    @Test func `several processes on one file rotated by the clock lose, double and tear nothing`() throws {
        let path = directory.file("app.log")
        let writers = try runAll(isTogether: false) { try Probe("timed", path, "60000", $0) }
        collect().expectAll(of: writers, count: 60000)
    }

    @Test func `a record whose call has returned is in the file after kill -9`() throws {
        let probe = try Probe("file", directory.file("app.log"), "10000000", "killed")
        var acknowledged = Data()
        while acknowledged.count < 20_000 {
            let more = probe.output.fileHandleForReading.availableData
            if more.isEmpty { break }
            acknowledged += more
        }
        probe.kill()
        acknowledged += probe.output.fileHandleForReading.readDataToEndOfFile()
        #expect(probe.exitStatus() == -SIGKILL)
        let count = String(decoding: acknowledged, as: UTF8.self).split(separator: "\n").count
        #expect(count > 1000)
        let lines = (directory.text("app.log") ?? "").split(separator: "\n")
        #expect(lines.count >= count)
        for (number, line) in lines.prefix(count).enumerated() where line != LineCollection.line("killed", number) {
            Issue.record("line \(number) is '\(line)'")
            break
        }
    }

    @Test func `a file that may not grow any more leaves whole lines and counts the others`() throws {
        let probe = try Probe("limit", directory.file("app.log"), "1000")
        let lines = probe.lines()
        #expect(probe.exitStatus() == 0)
        let text = try #require(directory.text("app.log"))
        #expect(text.utf8.count <= 1000)
        let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(whole.enumerated().allSatisfy { $0.element == LineCollection.line("limited", $0.offset) })
        #expect(lines == ["failures \(100 - whole.count)"])
    }
}
