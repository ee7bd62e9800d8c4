public import LogConfig
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes the records of each logger to a file of its own: those of `shop.orders` to `shop.orders.log`.
///
/// ## Configuration keys
/// - `directory` (path): where the files are; made when the handler is, if the directory around it is there.
/// - `max_open` (integer, default 64): how many files are open at most; when there are more loggers, all are closed and opened
///   again as their records come.
public final class PerLoggerFileHandler: Handler, @unchecked Sendable /* what changes is behind a lock */ {
    private struct State {
        var files: [String: FileSink] = [:]
        var isClosed = false
    }

    private let directory: String
    private let environment: LogEnvironment
    private let limit: Int
    private let state = Mutex(State())

    /// Creates a handler, and the directory if it is not there.
    ///
    /// - Parameters:
    ///   - directory: where the files are.
    ///   - maxOpen: how many files are open at most.
    ///   - environment: what relative names start from; in a test, a directory that is removed.
    /// - Throws: `SinkError` when the directory cannot be made.
    public init(directory: String, maxOpen: Int = 64, environment: LogEnvironment = .system) throws {
        self.directory = directory
        self.environment = environment
        limit = maxOpen
        super.init()
        let path = environment.files.absolutePath(of: directory)
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw SinkError("create", path, errorNumber: errno) }
    }

    /// Writes a record, which has passed level and filters.
    ///
    /// Called by several threads at once. What is thrown is counted and reported; the call that logs never sees it.
    public override func emit(_ record: inout LogRecord) throws {
        var line = ByteBuffer()
        try format(record, into: &line)
        line.append(UInt8(ascii: "\n"))
        let (bytes, logger, time) = (line.bytes, record.name, record.time)
        // Under the lock, so that nobody closes the file meanwhile.
        try state.withLock { state in try file(of: logger, &state).write(bytes, at: time) }
    }

    /// Hands on what is held back, which is nothing unless a file's sink gathers lines.
    public override func flush() throws {
        try state.withLock { state in
            for file in state.files.values { try file.flush() }
        }
    }

    /// Closes the files.
    ///
    /// May be called more than once. A record that comes later is refused.
    public override func close() {
        state.withLock { state in
            state.isClosed = true
            closeFiles(&state)
        }
    }

    /// The file of a logger, opened if it is not.
    private func file(of logger: String, _ state: inout State) throws -> FileSink {
        if let file = state.files[logger] { return file }
        if state.isClosed { throw SinkError("write to", directory, errorNumber: EBADF) }
        if state.files.count >= limit { closeFiles(&state) }
        let name = "\(directory)/\(PerLoggerFileHandler.fileName(logger)).log"
        let file = try FileSink(FileSettings(filename: name, environment: environment))
        state.files[logger] = file
        return file
    }

    private func closeFiles(_ state: inout State) {
        for file in state.files.values { file.close() }
        state.files = [:]
    }

    /// A name for a file: bytes that are not safe as `%` and two digits, so that no logger's name leaves the directory.
    private static func fileName(_ logger: String) -> String {
        logger.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: String(UnicodeScalar(byte))
            default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        .joined()
    }
}
