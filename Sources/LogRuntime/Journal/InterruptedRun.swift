#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A log file to which a process was appending when it was killed.
struct InterruptedRun: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// The file of an identity: the log itself, or a file beside it whose name begins with the log's, as archives' do.
    static func find(_ identity: FileStatus.Identity, near logPath: String) -> String? {
        if FileStatus.ofExisting(logPath)?.identity == identity { return logPath }
        let slash = logPath.lastIndex(of: "/")
        let directory = slash.map { String(logPath[...$0]) } ?? "./"
        let name = slash.map { String(logPath[logPath.index(after: $0)...]) } ?? logPath
        guard let names = try? SystemCalls.fileNames(in: directory) else { return nil }
        return names.filter { $0.hasPrefix(name) }.map { directory + $0 }
            .first { FileStatus.ofExisting($0)?.identity == identity }
    }

    /// Opens the file.
    init(path: String) throws(SinkError) {
        self.path = path
        descriptor = try SystemCalls.open(path, flags: O_RDWR | O_APPEND | O_CLOEXEC)
    }

    deinit {
        SystemCalls.close(descriptor)
    }

    /// How much of a run is in the file.
    ///
    /// Where other processes append, too, theirs may come before: then the run's first line is looked for.
    ///
    /// - Parameters:
    ///   - run: what was being written.
    ///   - size: the file's size before.
    /// - Returns: how many bytes are there, and whether nothing follows them.
    /// - Throws: ``SinkError`` if the file cannot be read.
    func written(_ run: UnsafeRawBufferPointer, from size: Int) throws(SinkError) -> (count: Int, isAtEnd: Bool) {
        let status = try SystemCalls.status(of: descriptor, place: path)
        let added = status.size - size
        guard added > 0 else { return (0, added == 0) }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: added, alignment: 16)
        defer { memory.deallocate() }
        let count = try read(memory, from: size)
        let content = UnsafeRawBufferPointer(rebasing: memory[..<count])
        var start = 0
        while true {
            let common = InterruptedRun.commonPrefix(of: run, UnsafeRawBufferPointer(rebasing: content[start...]))
            // Half a line in the middle of the file is told from the beginning of another's by its length.
            let isAtEnd = start + common == content.count
            if common == run.count || common > 0 && (isAtEnd || common >= InterruptedRun.firstLine(of: run)) {
                return (common, isAtEnd)
            }
            guard let next = content[start...].firstIndex(of: UInt8(ascii: "\n")), next + 1 < content.count else {
                return (0, false)
            }
            start = next + 1
        }
    }

    private static func firstLine(of run: UnsafeRawBufferPointer) -> Int {
        run.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? run.count
    }

    private static func commonPrefix(of left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let limit = min(left.count, right.count)
        var count = 0
        while count < limit, left[count] == right[count] { count += 1 }
        return count
    }

    private func read(_ memory: UnsafeMutableRawBufferPointer, from offset: Int) throws(SinkError) -> Int {
        guard let base = memory.baseAddress else { return 0 }
        var total = 0
        while total < memory.count {
            let count = pread(descriptor, base + total, memory.count - total, off_t(offset + total))
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw SinkError("read", path, errorNumber: errno)
            }
            total += count
        }
        return total
    }

    /// Appends what is missing.
    func append(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        try SystemCalls.writeAll(bytes, to: descriptor, place: path)
    }
}
