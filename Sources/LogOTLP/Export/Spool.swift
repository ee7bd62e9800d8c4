#if OTLP
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Requests on disk that a collector has not taken yet: one file each, `<time>-<process>-<number>-<records>.otlp`.
///
/// A file appears under its name when it is whole. Programs may share a directory: each writes, and the one that holds the
/// lock on `lock` sends; when it ends, another goes on. A file is removed after the collector has taken it, so a program that
/// is killed in between sends one request twice.
///
/// Used by the exporter's task alone.
final class Spool: @unchecked Sendable /* used by one task */ {
    /// A request on disk.
    struct Entry {
        /// The file's name.
        let name: String
        /// How many records it holds, by its name.
        let recordCount: Int
    }

    private static let suffix = ".otlp"
    /// Seconds after which the directory is looked through again for files that others have left.
    static let lookInterval: Double = 10

    private let directory: String
    private let limit: Int
    private var lockDescriptor: Int32 = -1
    private var names: [String] = []
    private var nextLook: WallTime?
    private var sequence = 0

    /// Opens a directory, which is made if its parent exists.
    ///
    /// - Parameters:
    ///   - directory: the directory's path.
    ///   - limit: how many bytes its files may take.
    /// - Throws: `SinkError` when it cannot be made or written.
    init(directory: String, limit: Int) throws(SinkError) {
        self.directory = directory
        self.limit = limit
        if mkdir(directory, 0o750) != 0, errno != EEXIST { throw SinkError("open", directory, errorNumber: errno) }
        guard access(directory, W_OK | X_OK) == 0 else { throw SinkError("open", directory, errorNumber: errno) }
    }

    deinit { release() }

    /// Lets another program send.
    func release() {
        guard lockDescriptor >= 0 else { return }
        _ = closeFile(lockDescriptor)
        lockDescriptor = -1
    }

    // MARK: Writing

    /// Puts a request on disk.
    ///
    /// - Returns: how many records of older requests were removed to make room.
    /// - Throws: `SinkError` when it cannot be written.
    func store(_ request: OTLPRequest, now: WallTime) throws(SinkError) -> Int {
        let removed = makeRoom(for: request.bytes.count)
        sequence += 1
        let time = String(now.seconds * 1_000_000_000 + Int64(now.nanoseconds))
        let padded = String(repeating: "0", count: max(0, 19 - time.count)) + time
        let name = "\(padded)-\(getpid())-\(sequence)-\(request.recordCount)\(Spool.suffix)"
        let draft = path(".\(name)")
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw SinkError("open", draft, errorNumber: errno) }
        var failure: Int32 = 0
        request.bytes.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count, failure == 0 {
                let written = write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
                if written >= 0 { offset += written } else if errno != EINTR { failure = errno }
            }
        }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        _ = closeFile(descriptor)
        if failure == 0, rename(draft, path(name)) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(draft)
            throw SinkError("write", draft, errorNumber: failure)
        }
        names.append(name)
        return removed
    }

    /// Removes the oldest requests until another fits.
    private func makeRoom(for size: Int) -> Int {
        var files = requestNames().map { (name: $0, size: Spool.size(of: path($0))) }
        var total = files.reduce(size) { $0 + $1.size }
        var removed = 0
        while total > limit, let oldest = files.first {
            files.removeFirst()
            total -= oldest.size
            removed += Spool.recordCount(oldest.name)
            unlink(path(oldest.name))
            names.removeAll { $0 == oldest.name }
        }
        return removed
    }

    // MARK: Reading

    /// Whether there may be something to send.
    func mayHold(at now: WallTime) -> Bool { !names.isEmpty || nextLook.map { now >= $0 } ?? true }

    /// When the directory is to be looked through next.
    var lookTime: WallTime? { nextLook }

    /// The oldest request; `nil` when there is none, or when another program sends.
    func oldest(at now: WallTime) -> Entry? {
        guard claim() else {
            nextLook = now.adding(Spool.lookInterval)
            names = []
            return nil
        }
        if names.isEmpty || nextLook.map({ now >= $0 }) ?? true {
            names = requestNames()
            nextLook = now.adding(Spool.lookInterval)
        }
        return names.first.map { Entry(name: $0, recordCount: Spool.recordCount($0)) }
    }

    /// Reads a request.
    ///
    /// - Returns: the request; `nil` when its file is gone or cannot be read, and then it is no longer listed.
    func read(_ entry: Entry) -> OTLPRequest? {
        let descriptor = open(path(entry.name), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            names.removeAll { $0 == entry.name }
            return nil
        }
        defer { _ = closeFile(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = readFile(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got > 0 { count += got } else if got == 0 || errno != EINTR { break }
            }
        }
        guard bytes.count == size else {
            names.removeAll { $0 == entry.name }
            return nil
        }
        return OTLPRequest(bytes: bytes, recordCount: entry.recordCount)
    }

    /// Removes a request that needs not be sent again.
    func remove(_ entry: Entry) {
        unlink(path(entry.name))
        names.removeAll { $0 == entry.name }
    }

    /// Takes the right to send, unless another program has it.
    private func claim() -> Bool {
        if lockDescriptor >= 0 { return true }
        let descriptor = open(path("lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { return false }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = closeFile(descriptor)
            return false
        }
        lockDescriptor = descriptor
        return true
    }

    /// The names of all requests in the directory, the oldest first.
    private func requestNames() -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var result: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(Spool.suffix), !name.hasPrefix(".") { result.append(name) }
        }
        return result.sorted()
    }

    private func path(_ name: String) -> String { "\(directory)/\(name)" }

    private static func recordCount(_ name: String) -> Int {
        name.dropLast(suffix.count).split(separator: "-").last.flatMap { Int($0) } ?? 0
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// The system's `close`, which a method of the same name would hide.
private func closeFile(_ descriptor: Int32) -> Int32 { close(descriptor) }

/// The system's `read`, which a method of the same name would hide.
private func readFile(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, start, count)
}

extension WallTime {
    /// The moment some seconds later.
    func adding(_ seconds: Double) -> WallTime {
        let whole = seconds.rounded(.down)
        var result = WallTime(
            seconds: self.seconds + Int64(min(whole, 1e12)),
            nanoseconds: nanoseconds + Int32((seconds - whole) * 1e9)
        )
        if result.nanoseconds >= 1_000_000_000 {
            result.seconds += 1
            result.nanoseconds -= 1_000_000_000
        }
        return result
    }

    /// Seconds from another moment to this one.
    func seconds(since other: WallTime) -> Double {
        Double(seconds - other.seconds) + Double(nanoseconds - other.nanoseconds) / 1e9
    }
}
#endif
