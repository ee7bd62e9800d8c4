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

    /// What messages call the file.
    var displayName: String { name == "-" ? "<stdin>" : name }

    /// Reads the whole file.
    ///
    /// - Returns: the bytes.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func read() throws(ExitStatus) -> [UInt8] {
        let descriptor = name == "-" ? 0 : open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed(errno) }
        defer { if descriptor != 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { readBytes(descriptor, $0) }
            if count < 0 {
                if errno == EINTR { continue }
                throw failed(errno)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
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
