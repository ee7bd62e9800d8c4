#if OTLP
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Requests on disk that a collector has not taken yet: one file each, `<time>-<process>-<origin>.<number>-<records>.otlp`.
///
/// The origin tells the records of one exporter from those of earlier runs and of other programs: a process may have the number
/// that an earlier one had.
///
/// A file appears under its name when it is whole. Programs may share a directory: each writes, and the one that holds the
/// lock on `lock` sends; when it ends, another goes on. A file is removed after the collector has taken it, so a program that
/// is killed in between sends one request twice. What a killed program has left of a file that was not whole is removed when
/// it has not been touched for a while.
///
/// Used by the exporter's task alone.
final class Spool: @unchecked Sendable /* used by one task */ {
    /// A request on disk.
    struct Entry {
        /// The file's name.
        let name: String
    }

    /// Records that had to make room.
    struct Removed {
        /// Those that this spool was given.
        var own = 0
        /// Those that were there before, or were put there by others.
        var others = 0
    }

    private static let suffix = ".otlp"
    /// Seconds after which the directory is looked through again for files that others have left.
    static let lookInterval: Double = 10
    /// Files beyond this many bytes are not read, unless the spool may be larger.
    private static let requestLimit = 64 << 20
    /// Seconds after which a file that never became whole is nobody's.
    private static let draftLimit = 600
    /// The origin of what has another, once it is written anew.
    private static let strange = "0"

    private let directory: String
    private let limit: Int
    private var lockDescriptor: Int32 = -1
    private var names: [String] = []
    /// Files that stay although there is nothing to be done with them: they cannot be removed, or cannot be read.
    private var skipped: Set<String> = []
    private var nextLook: Int64?
    private var sequence = 0
    private let origin = String(UInt32.random(in: 1 ... .max), radix: 16)

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
    /// - Parameters:
    ///   - request: the request.
    ///   - now: the present moment.
    ///   - isOwn: whether its records were not on disk before, or were put there by this spool.
    /// - Returns: how many records of older requests were removed to make room.
    /// - Throws: `SinkError` when it cannot be written, or is larger than all files together may be.
    func store(_ request: OTLPRequest, now: WallTime, isOwn: Bool = true) throws(SinkError) -> Removed {
        guard request.bytes.count <= limit else {
            throw SinkError("write", directory, problem: "a request is larger than 'spool_size'")
        }
        let removed = makeRoom(for: request.bytes.count)
        sequence += 1
        let time = String(now.seconds * 1_000_000_000 + Int64(now.nanoseconds))
        let padded = String(repeating: "0", count: max(0, 19 - time.count)) + time
        let origin = isOwn ? origin : Spool.strange
        let name = "\(padded)-\(getpid())-\(origin).\(sequence)-\(request.recordCount)\(Spool.suffix)"
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
    private func makeRoom(for size: Int) -> Removed {
        var files = requestNames().map { (name: $0, size: Spool.size(of: path($0))) }
        var total = files.reduce(size) { $0 + $1.size }
        var removed = Removed()
        while total > limit, let oldest = files.first {
            files.removeFirst()
            total -= oldest.size
            guard unlink(path(oldest.name)) == 0 else { continue }
            let count = Spool.recordCount(oldest.name, size: oldest.size)
            if isOwn(oldest.name) { removed.own += count } else { removed.others += count }
            names.removeAll { $0 == oldest.name }
        }
        return removed
    }

    // MARK: Reading

    /// Whether this spool has put a request on disk, and no earlier run or other program.
    func isOwn(_ entry: Entry) -> Bool { isOwn(entry.name) }

    private func isOwn(_ name: String) -> Bool {
        let parts = name.split(separator: "-")
        return parts.count > 2 && parts[2].hasPrefix("\(origin).")
    }

    /// Whether there may be something to send.
    func mayHold(at now: Int64) -> Bool { !names.isEmpty || nextLook.map { now >= $0 } ?? true }

    /// When the directory is to be looked through next.
    var lookTime: Int64? { nextLook }

    /// The oldest request; `nil` when there is none, or when another program sends.
    func oldest(at now: Int64) -> Entry? {
        guard claim() else {
            nextLook = now + Int64(Spool.lookInterval * 1e9)
            names = []
            return nil
        }
        if names.isEmpty || nextLook.map({ now >= $0 }) ?? true {
            names = requestNames().filter { !skipped.contains($0) }
            nextLook = now + Int64(Spool.lookInterval * 1e9)
        }
        return names.first.map { Entry(name: $0) }
    }

    /// Reads a request.
    ///
    /// - Returns: the request.
    /// - Throws: `SinkError` when its file is gone or cannot be read; it is then no longer listed.
    func read(_ entry: Entry) throws(SinkError) -> OTLPRequest {
        let descriptor = open(path(entry.name), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw skip(entry, "open", errno) }
        defer { _ = closeFile(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw skip(entry, "read", errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw skip(entry, "read", EINVAL) }
        let size = Int(status.st_size)
        guard size <= max(limit, Spool.requestLimit) else { throw skip(entry, "read", EFBIG) }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = readFile(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = got < 0 ? errno : EIO
                    break
                }
                count += got
            }
        }
        guard failure == 0 else { throw skip(entry, "read", failure) }
        return OTLPRequest(bytes: bytes, recordCount: Spool.recordCount(entry.name, size: size))
    }

    /// Removes a request that needs not be sent again.
    ///
    /// - Throws: `SinkError` when that fails; it is not sent again all the same, as long as this program runs.
    func remove(_ entry: Entry) throws(SinkError) {
        names.removeAll { $0 == entry.name }
        guard unlink(path(entry.name)) != 0, errno != ENOENT else { return }
        throw skip(entry, "remove", errno)
    }

    /// No longer lists a request.
    private func skip(_ entry: Entry, _ operation: String, _ errorNumber: Int32) -> SinkError {
        names.removeAll { $0 == entry.name }
        // One that is gone was taken by somebody else.
        if errorNumber != ENOENT { skipped.insert(entry.name) }
        return SinkError(operation, path(entry.name), errorNumber: errorNumber)
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
        removeDrafts()
        return true
    }

    /// Removes what programs that were killed have left of files that never became whole.
    private func removeDrafts() {
        let limit = time(nil) - Spool.draftLimit
        for name in fileNames() where name.hasPrefix(".") && name.hasSuffix(Spool.suffix) {
            var status = stat()
            guard stat(path(name), &status) == 0, modificationSecond(status) < limit else { continue }
            unlink(path(name))
        }
    }

    /// The names of all requests in the directory, the oldest first.
    private func requestNames() -> [String] {
        fileNames().filter { $0.hasSuffix(Spool.suffix) && !$0.hasPrefix(".") }.sorted()
    }

    /// The names of all files in the directory.
    private func fileNames() -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var result: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            result.append(name)
        }
        return result
    }

    private func path(_ name: String) -> String { "\(directory)/\(name)" }

    /// How many records a file holds, by its name, which anybody may have written: a record takes two bytes at least.
    private static func recordCount(_ name: String, size: Int) -> Int {
        let written = name.dropLast(suffix.count).split(separator: "-").last.flatMap { Int($0) } ?? 0
        return min(max(written, 0), size / 2)
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

/// The second in which a file was changed last.
private func modificationSecond(_ status: stat) -> Int {
    #if canImport(Darwin)
    status.st_mtimespec.tv_sec
    #else
    status.st_mtim.tv_sec
    #endif
}
#endif
