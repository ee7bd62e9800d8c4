import Foundation
import LogRuntime
import TestSupport
import Testing

/// Real processes on one file that are killed at any moment and started again.
@Suite(.enabled(if: Probe.path != nil, Probe.absence))
struct RestartTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// The log's files, the oldest first.
    private var files: [String] {
        let archives = directory.names.filter { $0.hasPrefix("app.log.") }
        func number(_ name: String) -> Int { Int(name.dropFirst("app.log.".count)) ?? 0 }
        // A schedule's suffixes sort as they are; numbers count downwards.
        let isNumbered = archives.allSatisfy { number($0) > 0 }
        let sorted = isNumbered ? archives.sorted { number($0) > number($1) } : archives.sorted()
        return sorted + directory.names.filter { $0 == "app.log" }
    }

    private var size: Int {
        directory.names.reduce(0) { $0 + (directory.data($1)?.count ?? 0) }
    }

    @Test(arguments: ["rotating", "timed"], [2, 8])
    func `processes killed and started again leave whole lines, each once, in order`(_ kind: String, _ count: Int)
        throws
    {
        let path = directory.file("app.log")
        func start(_ name: String) throws -> Probe {
            kind == "timed"
                ? try Probe("timed", path, "6000", name) : try Probe("rotating", path, "3000", name, "8000", "1000")
        }
        var generator = SeededGenerator(seed: UInt64(count))
        var names = (0..<count).map { "w\($0)" }
        var probes = try names.map(start)
        var killed: [String] = []
        for round in 0..<12 {
            // At some moment of its work, wherever that is.
            let wanted = size + Int.random(in: 1000...20_000, using: &generator)
            let deadline = Date(timeIntervalSinceNow: 1)
            while size < wanted, Date() < deadline { usleep(500) }
            let slot = Int.random(in: 0..<count, using: &generator)
            probes[slot].kill()
            _ = probes[slot].exitStatus()
            killed.append(names[slot])
            names[slot] = "w\(slot)x\(round)"
            probes[slot] = try start(names[slot])
        }
        for probe in probes { #expect(probe.lines() == ["failures 0"]) }
        var found = LineCollection()
        for name in files { found.add(directory.text(name) ?? "", mayEndInPart: true) }
        found.removeParts(of: killed)
        let writers = found.expectOrder()
        #expect(writers.count >= count)
    }

    #if DEBUG
    @Test func `renames that take long lose and double nothing, and keep the order`() throws {
        let settings = FileSettings(filename: directory.file("app.log"))
        let sinks = try (0..<3).map { _ in try RotatingFileSink(settings, maximumSize: 2000, backupCount: 1000) }
        let plan = FaultPlan()
        plan.add(.rename, .late(2000))
        let group = DispatchGroup()
        let failures = Lock<[String]>([])
        for (writer, sink) in sinks.enumerated() {
            group.enter()
            Thread {
                plan.run {
                    for number in 0..<300 {
                        do { try sink.write(LineCollection.line("s\(writer)", number) + "\n") } catch {
                            failures.withLock { $0.append("\(error)") }
                        }
                    }
                }
                group.leave()
            }.start()
        }
        group.wait()
        #expect(failures.withLock { $0 } == [])
        var found = LineCollection()
        for name in files { found.add(directory.text(name) ?? "") }
        #expect(found.expectOrder() == ["s0", "s1", "s2"])
        found.expectAll(of: ["s0", "s1", "s2"], count: 300)
    }
    #endif
}
