import Foundation

/// Reads a connection line by line.
struct LineReader {
    private let connection: Int32
    private var waiting: [UInt8] = []

    init(_ connection: Int32) { self.connection = connection }

    /// Reads what is there; waits for something.
    ///
    /// - Returns: whether there was anything, and not the end.
    mutating func more() -> Bool {
        var memory = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(connection, &memory, memory.count, 0)
        guard count > 0 else { return false }
        waiting += memory[..<count]
        return true
    }

    /// The next line without its end; `nil` at the end.
    mutating func line() -> String? {
        while true {
            if let end = waiting.firstIndex(of: 0x0A) {
                let line = waiting[..<end].last == 0x0D ? waiting[..<(end - 1)] : waiting[..<end]
                defer { waiting.removeFirst(end + 1) }
                return String(decoding: line, as: UTF8.self)
            }
            guard more() else { return nil }
        }
    }

    /// The lines up to an empty one.
    mutating func head() -> [String]? {
        var lines: [String] = []
        while let line = line() {
            if line.isEmpty { return lines }
            lines.append(line)
        }
        return nil
    }

    /// So many bytes.
    mutating func bytes(_ count: Int) -> [UInt8]? {
        while waiting.count < count { guard more() else { return nil } }
        defer { waiting.removeFirst(count) }
        return Array(waiting[..<count])
    }
}
