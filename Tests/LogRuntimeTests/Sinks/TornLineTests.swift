import Foundation
import LogRuntime
import TestSupport
import Testing

/// What a killed process has left of a line, and the lines of the others.
@Suite struct TornLineTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("app.log")
    }

    /// The sinks that write to a file, none of which puts it aside here.
    private func sink(_ kind: String, _ settings: FileSettings) throws -> any Sink {
        switch kind {
        case "rotating": try RotatingFileSink(settings, maximumSize: 1 << 20, backupCount: 1)
        case "timed": try TimedRotatingFileSink(settings, schedule: try RolloverSchedule(when: "D"), backupCount: 0)
        case "watched": try WatchedFileSink(settings)
        default: try FileSink(settings)
        }
    }

    /// Appends to the file as another process does.
    private func append(_ text: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    @Test(arguments: ["plain", "watched", "rotating", "timed"])
    func `what is left of a line is ended before the first line`(_ kind: String) throws {
        try directory.write("whole\nhal", to: "app.log")
        let sink = try sink(kind, FileSettings(filename: path))
        try sink.write("one\n")
        try sink.write("two\n")
        sink.close()
        #expect(directory.text("app.log") == "whole\nhal\none\ntwo\n")
    }

    @Test(arguments: ["plain", "watched", "rotating", "timed"])
    func `a file that ends in a line is left as it is`(_ kind: String) throws {
        try directory.write("whole\n", to: "app.log")
        let sink = try sink(kind, FileSettings(filename: path))
        try sink.write("one\n")
        sink.close()
        #expect(directory.text("app.log") == "whole\none\n")
    }

    @Test(arguments: ["plain", "watched", "rotating", "timed"])
    func `who has others beside it ends what they leave of a line`(_ kind: String) throws {
        let sink = try sink(kind, FileSettings(filename: path))
        for number in 0..<200 {
            try append("other \(number)\n")
            try sink.write("own \(number)\n")
        }
        try append("oth")
        try sink.write("own 200\n")
        try sink.write("own 201\n")
        sink.close()
        let lines = (directory.text("app.log") ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.suffix(5) == ["own 199", "oth", "own 200", "own 201", ""])
        #expect(lines.count == 404)
    }

    @Test func `who wrote alone for a while learns of others within so many lines`() throws {
        let sink = try FileSink(FileSettings(filename: path))
        for number in 0..<1500 { try sink.write("own \(number)\n") }
        for number in 0..<70 {
            try append("other \(number)\n")
            try sink.write("own \(number)\n")
        }
        try append("oth")
        try sink.write("last\n")
        sink.close()
        #expect(directory.text("app.log")?.hasSuffix("own 69\noth\nlast\n") == true)
    }

    @Test func `who writes alone and seldom looks before each line`() throws {
        let sink = try FileSink(FileSettings(filename: path))
        for number in 0..<1500 { try sink.write("own \(number)\n") }
        for number in 0..<3 {
            usleep(20_000)
            try append("oth")
            try sink.write("next \(number)\n")
        }
        sink.close()
        #expect(directory.text("app.log")?.hasSuffix("own 1499\noth\nnext 0\noth\nnext 1\noth\nnext 2\n") == true)
    }

    @Test func `gathered lines and batches begin on a line of their own`() throws {
        try directory.write("hal", to: "app.log")
        let gathering = try FileSink(FileSettings(filename: path, buffering: FileBuffering()))
        try gathering.write("one\n")
        try gathering.write("two\n")
        try gathering.flush()
        gathering.close()
        #expect(directory.text("app.log") == "hal\none\ntwo\n")

        try directory.write("hal", to: "app.log")
        let queue = try AsyncHandler(handlers: [try FileHandler(filename: path)])
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [queue]
        for number in 0..<3 { tree.root.info("\(number)") }
        queue.close()
        #expect(directory.text("app.log") == "hal\n0\n1\n2\n")
    }

    #if DEBUG
    @Test(arguments: ["plain", "watched", "rotating", "timed"])
    func `a part of a line that comes between look and line gives its last byte`(_ kind: String) throws {
        let sink = try sink(kind, FileSettings(filename: path))
        for number in 0..<70 {
            try sink.write("own \(number)\n")
            try append("other \(number)\n")
        }
        let plan = FaultPlan()
        plan.add(.write, .late(1_500_000), times: 1)
        Thread {
            usleep(100_000)
            try? self.append("oth")
        }.start()
        try plan.run { try sink.write("own 70\n") }
        try sink.write("own 71\n")
        sink.close()
        #expect(directory.text("app.log")?.hasSuffix("own 69\nother 69\not\nown 70\nown 71\n") == true)
    }
    #endif

    @Test func `lines that end in something else follow what is there`() throws {
        try directory.write("a;b", to: "app.log")
        let sink = try FileSink(FileSettings(filename: path))
        try sink.write("c;")
        sink.close()
        #expect(directory.text("app.log") == "a;bc;")
    }

    @Test(arguments: ["plain", "watched", "rotating", "timed"])
    func `CPython joins them`(_ kind: String) throws {
        try directory.write("hal", to: "app.log")
        let sink = try sink(kind, FileSettings(filename: path, compatibility: .python313))
        try sink.write("one\n")
        sink.close()
        #expect(directory.text("app.log") == "halone\n")
    }

    @Test func `of many that find the same part of a line one ends it`() throws {
        try directory.write("hal", to: "app.log")
        let settings = FileSettings(filename: path)
        let sinks = try (0..<8).map { _ in try FileSink(settings) }
        DispatchQueue.concurrentPerform(iterations: sinks.count) { index in
            for number in 0..<50 { try? sinks[index].write(LineCollection.line("s\(index)", number) + "\n") }
        }
        var found = LineCollection()
        found.add(directory.text("app.log") ?? "")
        #expect(found.lines.first == "hal")
        #expect(!found.lines.contains(""))
        #expect(found.lines.count == 401)
    }

    private var size: Int { (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0 }

    /// Lines so long that the system is often stopped in the middle of one, at the end of a page.
    @Test(.enabled(if: Probe.path != nil, Probe.absence), arguments: ["plain", "rotating", "timed"])
    func `processes killed in the middle of a line leave it to no other's`(_ kind: String) throws {
        let width = 2000
        // Two, so that neither ever takes itself to be alone.
        let survivors = try ["stays", "remains"].map { try Probe("endless", kind, path, $0, "\(width)", "2000") }
        var killed: [String] = []
        for round in 0..<40 {
            let name = "k\(round)"
            killed.append(name)
            let victim = try Probe("endless", kind, path, name, "\(width)", "0")
            let wanted = size + 10_000 + round * 5000
            let deadline = Date(timeIntervalSinceNow: 5)
            while size < wanted, Date() < deadline { usleep(100) }
            victim.kill()
            _ = victim.exitStatus()
        }
        for survivor in survivors {
            try survivor.begin()
            #expect(survivor.exitStatus() == 0)
        }
        var found = LineCollection(width: width)
        found.add(directory.text("app.log") ?? "")
        found.removeParts(of: killed)
        #expect(found.expectOrder().count == 42)
    }
}
