import Foundation
import LogRuntime
import Testing

/// Numbered lines as several writers have written them, to see whether each is there once and whole.
struct LineCollection {
    /// The lines of all files of a log, the oldest file first.
    private(set) var lines: [Substring] = []

    /// Adds a file's content, which must end with a line end.
    mutating func add(_ text: String) {
        #expect(text.isEmpty || text.hasSuffix("\n"))
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    /// The line that a writer writes under a number; its length varies.
    static func line(_ writer: String, _ number: Int) -> String {
        "\(writer) \(number) \(String(repeating: "=", count: number % 50))|"
    }

    /// Checks that there are exactly the lines 0 to `count` of each writer.
    func expectAll(of writers: [String], count: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        var wanted: Set<String> = []
        for writer in writers {
            for number in 0..<count { wanted.insert(LineCollection.line(writer, number)) }
        }
        let found = Set(lines.map(String.init))
        #expect(lines.count == wanted.count, "lines in all", sourceLocation: sourceLocation)
        #expect(Array(found.subtracting(wanted).prefix(3)).isEmpty, "torn or foreign", sourceLocation: sourceLocation)
        #expect(Array(wanted.subtracting(found).prefix(3)).isEmpty, "lost", sourceLocation: sourceLocation)
    }

    /// Checks that each writer's lines are there from the first on without a gap, each once, whole, and in order through the files.
    ///
    /// - Returns: the writers.
    @discardableResult
    func expectOrder(sourceLocation: SourceLocation = #_sourceLocation) -> Set<Substring> {
        var next: [Substring: Int] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            let number = words.count == 3 ? next[words[0], default: 0] : 0
            guard words.count == 3, String(line) == LineCollection.line(String(words[0]), number) else {
                Issue.record("'\(line)' comes after \(number) lines of its writer", sourceLocation: sourceLocation)
                break
            }
            next[words[0]] = number + 1
        }
        return Set(next.keys)
    }

    /// Checks that each writer's lines that are left follow one another up to the last: what was removed was the oldest.
    func expectTail(of writers: [String], count: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        for writer in writers {
            let own = lines.filter { $0.hasPrefix(writer + " ") }.map(String.init).sorted { first, second in
                LineCollection.number(of: first) < LineCollection.number(of: second)
            }
            let tail = (max(count - own.count, 0)..<count).map { LineCollection.line(writer, $0) }
            #expect(own == tail, sourceLocation: sourceLocation)
        }
    }

    private static func number(of line: String) -> Int {
        Int(line.split(separator: " ").dropFirst().first ?? "") ?? -1
    }
}

extension Sink {
    /// Writes a text.
    func write(_ text: String, at time: WallTime = .now()) throws(SinkError) {
        var buffer = ByteBuffer()
        buffer.append(text)
        try write(buffer.bytes, at: time)
    }
}
