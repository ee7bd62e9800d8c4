import LogMonitor
import LogRuntime
import YAMLTree

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file named on the command line; `-` is standard input.
struct InputFile {
    /// The name as given.
    let name: String

    /// How many bytes are read at once.
    private static let chunkSize = 1 << 17
    /// What some programs put in front of UTF-8.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What messages call the file.
    var displayName: String { name == "-" ? "<stdin>" : name }

    /// Reads the whole file.
    ///
    /// - Returns: the bytes.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func read() throws(ExitStatus) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachChunk { chunk in
            bytes.append(contentsOf: chunk)
            return true
        }
        return bytes
    }

    /// Reads a YAML file; of one that is larger than may be, only as much as shows that.
    ///
    /// - Returns: the bytes.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func readYAML() throws(ExitStatus) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachChunk { chunk in
            bytes.append(contentsOf: chunk)
            return bytes.count <= YAMLLimits.default.maximumInputSize
        }
        return bytes
    }

    /// Reads the whole file, without a byte order mark.
    ///
    /// - Returns: the bytes.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func readText() throws(ExitStatus) -> [UInt8] {
        let bytes = try read()
        return bytes.starts(with: InputFile.byteOrderMark) ? Array(bytes[InputFile.byteOrderMark.count...]) : bytes
    }

    /// How many bytes are readable behind a line and its line feed.
    private static let margin = RowReader.margin

    /// Calls a closure with every line, without its line feed and a byte order mark at the file's start; memory stays flat however long the file is.
    ///
    /// - Parameters:
    ///   - afterChunk: called when all that was read is used, and reading may take a while.
    ///   - body: gets a line that is valid until it returns. The byte behind it is a line feed, and some more are readable.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func forEachLine(
        afterChunk: () -> Void = {},
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(ExitStatus) {
        var pending = ByteBuffer()
        var isFirst = true
        func line(_ bytes: UnsafeRawBufferPointer) {
            let isMarked = isFirst && bytes.starts(with: InputFile.byteOrderMark)
            isFirst = false
            body(isMarked ? UnsafeRawBufferPointer(rebasing: bytes[InputFile.byteOrderMark.count...]) : bytes)
        }
        func endPendingLine() {
            pending.append(UInt8(ascii: "\n"))
            pending.reserve(InputFile.margin)
            line(UnsafeRawBufferPointer(rebasing: pending.bytes.dropLast()))
            pending.removeAll()
        }
        try forEachChunk { chunk in
            guard var start = chunk.baseAddress else { return true }
            let end = start + chunk.count
            while let feed = memchr(start, Int32(UInt8(ascii: "\n")), end - start) {
                let piece = UnsafeRawBufferPointer(start: start, count: UnsafeRawPointer(feed) - start)
                if pending.isEmpty {
                    line(piece)
                } else {
                    pending.append(piece)
                    endPendingLine()
                }
                start = UnsafeRawPointer(feed) + 1
            }
            pending.append(UnsafeRawBufferPointer(start: start, count: end - start))
            afterChunk()
            return true
        }
        if !pending.isEmpty { endPendingLine() }
    }

    /// Reads piece by piece, as long as the closure wants more.
    private func forEachChunk(_ body: (UnsafeRawBufferPointer) -> Bool) throws(ExitStatus) {
        let descriptor = name == "-" ? 0 : open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed(errno) }
        defer { if descriptor != 0 { close(descriptor) } }
        let size = InputFile.chunkSize
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size + InputFile.margin, alignment: 16)
        defer { memory.deallocate() }
        let buffer = UnsafeMutableRawBufferPointer(rebasing: memory[..<size])
        while true {
            let count = readBytes(descriptor, buffer)
            if count < 0 {
                if errno == EINTR { continue }
                throw failed(errno)
            }
            if count == 0 { return }
            guard body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
        }
    }

    private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    private func failed(_ errorNumber: Int32) -> ExitStatus {
        let reason = String(cString: strerror(errorNumber))
        Terminal.standardError.write("logconfig: cannot read '\(displayName)': \(reason)\n")
        return .environment
    }
}
