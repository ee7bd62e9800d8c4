import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A standard stream of the tool.
struct Terminal {
    /// Standard output.
    static let standardOutput = Terminal(descriptor: 1)
    /// Standard error.
    static let standardError = Terminal(descriptor: 2)

    /// The stream's file descriptor.
    let descriptor: Int32

    /// Whether a person looks at the stream.
    var isInteractive: Bool { isatty(descriptor) == 1 }

    /// Whether text may be coloured: on a terminal, unless `NO_COLOR` is set.
    var allowsColour: Bool {
        guard isInteractive else { return false }
        guard let wish = getenv("NO_COLOR") else { return true }
        return wish.pointee == 0
    }

    /// Tells something: text that nothing depends on, so that a failure is nobody's.
    func write(_ text: String) {
        var copy = text
        copy.withUTF8 { _ = writeAll(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a result, all of it.
    ///
    /// - Parameters:
    ///   - bytes: the result.
    ///   - name: what messages call the stream.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func put(_ bytes: UnsafeRawBufferPointer, name: String = "<stdout>") throws(ExitStatus) {
        let errorNumber = writeAll(bytes)
        guard errorNumber != 0 else { return }
        let reason = String(cString: strerror(errorNumber))
        Terminal.standardError.write("logconfig: cannot write '\(name)': \(reason)\n")
        throw .environment
    }

    /// Writes a text as a result, all of it.
    ///
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func put(_ text: String) throws(ExitStatus) {
        var buffer = ByteBuffer(capacity: text.utf8.count)
        buffer.append(text)
        try put(buffer.bytes)
    }

    /// Writes a value as one JSON object, keys sorted, and a line end.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - name: what messages call the stream.
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func put(json value: LogValue, name: String = "<stdout>") throws(ExitStatus) {
        var buffer = ByteBuffer(capacity: 4096)
        buffer.append(json: value.withSortedKeys, style: JSONStyle(isASCII: false, nonFinite: .null))
        buffer.append(UInt8(ascii: "\n"))
        try put(buffer.bytes, name: name)
    }

    /// Writes a buffer.
    ///
    /// - Returns: 0, or the number of the error that kept some of it from being written.
    private func writeAll(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            #if canImport(Glibc)
            let written = Glibc.write(descriptor, start, rest.count)
            #elseif canImport(Musl)
            let written = Musl.write(descriptor, start, rest.count)
            #else
            let written = Darwin.write(descriptor, start, rest.count)
            #endif
            if written < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
        return 0
    }
}
