internal import LogMonitor
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A monitor type as a plugin: writes the rows of a monitor as lines of a table that spreadsheets read.
///
/// A line of names comes first, and again when columns change.
final class TableMonitor: Monitor {
    private struct State {
        var file: Int32
        var header = ""
        var pending: [UInt8] = []
    }

    /// How many bytes are gathered before they are written.
    private let limit: Int
    private let path: String
    private let separator: Character
    /// Guards the file and what is not in it yet.
    private let state: Mutex<State>

    /// Opens the file of a monitor.
    ///
    /// - Throws: `MonitorError` for wrong options, `SinkError` when the file cannot be opened.
    init(_ arguments: MonitorArguments) throws {
        let options = try TableOptions(arguments.options)
        let directory = arguments.environment.files.absolutePath(of: options.directory)
        separator = options.separator
        limit = options.bufferSize
        path = "\(directory)/\(TableMonitor.fileName(arguments.name)).csv"
        if mkdir(directory, 0o777) != 0, errno != EEXIST { throw SinkError("create", directory, errorNumber: errno) }
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw SinkError("open", path, errorNumber: errno) }
        state = Mutex(State(file: file))
    }

    deinit { close() }

    /// Looks at the options, when the program starts; opens nothing.
    static func check(_ arguments: MonitorArguments) throws {
        _ = try TableOptions(arguments.options)
    }

    /// Nothing: each record brings its schema along, and threads may come with different ones at once.
    func exportSchema(_ schema: MonitorSchema) {}

    /// Writes the rows of a block.
    func exportRows(_ record: borrowing MonitorRecord) throws {
        let header = line(record.schema.columns.map { .string($0.name) })
        let lines = record.rows.map { line($0.fields.map(\.value)) }
        try state.withLock { state in
            guard state.file >= 0 else { throw MonitorError("the table is closed") }
            if header != state.header {
                state.header = header
                state.pending += Array(header.utf8)
            }
            for line in lines { state.pending += Array(line.utf8) }
            if state.pending.count >= limit { try write(&state) }
        }
    }

    /// Writes what is held back.
    func flush() throws {
        try state.withLock { state in
            if state.file >= 0 { try write(&state) }
        }
    }

    /// Writes what is held back and closes the file.
    func close() {
        state.withLock { state in
            guard state.file >= 0 else { return }
            // Whoever wants to know calls `flush()` first.
            try? write(&state)
            _ = PlatformFile.close(state.file)
            state.file = -1
        }
    }

    private func write(_ state: inout State) throws {
        let (file, bytes) = (state.file, state.pending)
        state.pending = []
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { PlatformFile.write(file, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SinkError("write", path, errorNumber: errno) }
            start += count
        }
    }

    /// The values of a line, text in quotes, by RFC 4180.
    private func line(_ values: [LogValue]) -> String {
        values.map(TableMonitor.cell).joined(separator: String(separator)) + "\n"
    }

    private static func cell(_ value: LogValue) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return "\"\(doubled(text))\""
        case .array, .object:
            var buffer = ByteBuffer()
            buffer.append(json: value)
            return "\"\(doubled(buffer.string()))\""
        default:
            var buffer = ByteBuffer()
            buffer.append(json: value)
            return buffer.string()
        }
    }

    /// Text with its quotes doubled, and without line ends: a row is a line.
    private static func doubled(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\"" { result.append(scalar) }
            result.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
        }
        return String(result)
    }

    /// A name for a file: bytes that are not safe as `%` and two digits, so that no name leaves the directory.
    private static func fileName(_ name: String) -> String {
        name.utf8.map { byte in
            let isSafe =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x5F || byte == 0x2D
            let digits = String(byte, radix: 16)
            return isSafe ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }
        .joined()
    }
}

/// The system's functions whose names a monitor has, too.
private enum PlatformFile {
    static func close(_ file: Int32) -> Int32 {
        #if canImport(Glibc)
        Glibc.close(file)
        #elseif canImport(Musl)
        Musl.close(file)
        #else
        Darwin.close(file)
        #endif
    }

    static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(file, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(file, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(file, bytes.baseAddress, bytes.count)
        #endif
    }
}
