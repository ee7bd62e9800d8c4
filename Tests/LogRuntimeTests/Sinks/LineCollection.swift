import Foundation
import LogRuntime
import Testing

/// Numbered lines as several writers have written them, to see whether each is there once and whole.
struct LineCollection {
    /// The lines of all files of a log, the oldest file first.
    private(set) var lines: [Substring] = []
    /// By how many characters the longest lines are longer than the shortest.
    let width: Int

    /// Creates an empty collection.
    ///
    /// - Parameter width: by how many characters the longest lines are longer than the shortest.
    init(width: Int = 50) {
        self.width = width
    }

    /// Adds a file's content, which must end with a line end.
    ///
    /// - Parameters:
    ///   - text: the content.
    ///   - mayEndInPart: whether a writer that was killed may have been the last to write to it.
    mutating func add(_ text: String, mayEndInPart: Bool = false) {
        let pieces = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines += pieces.dropLast()
        guard let last = pieces.last, !last.isEmpty else { return }
        #expect(mayEndInPart, "'\(last)' ends in no line end")
        lines.append(last)
    }

    /// Takes out what writers that were killed have left of the lines that they were writing: of each writer a single part, which
    /// is the beginning of the line behind its last.
    ///
    /// - Returns: how many parts there were.
    @discardableResult
    mutating func removeParts(of killed: [String]) -> Int {
        var wholeCounts: [Substring: Int] = [:]
        var parts: [Int] = []
        for (index, line) in lines.enumerated() {
            let words = line.split(separator: " ")
            if words.count == 3, line.hasSuffix("|") {
                wholeCounts[words[0], default: 0] += 1
            } else {
                parts.append(index)
            }
        }
        var left = Set(killed)
        let known = parts.filter { index in
            let writer = left.sorted().first { writer in
                let next = LineCollection.line(writer, wholeCounts[Substring(writer), default: 0], width: width)
                return next.hasPrefix(lines[index]) && !lines[index].isEmpty
            }
            return writer.map { left.remove($0) != nil } ?? false
        }
        for index in known.reversed() { lines.remove(at: index) }
        return known.count
    }

    /// The line that a writer writes under a number; its length varies.
    static func line(_ writer: String, _ number: Int, width: Int = 50) -> String {
        "\(writer) \(number) \(String(repeating: "=", count: number % width))|"
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
            guard words.count == 3, String(line) == LineCollection.line(String(words[0]), number, width: width) else {
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
