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

    /// Writes text, all of it.
    func write(_ text: String) {
        var copy = text
        copy.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a buffer, all of it.
    func write(_ bytes: UnsafeRawBufferPointer) {
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
                return
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Writes a value as one JSON object, keys sorted, and a line end.
    func write(json value: LogValue) {
        var buffer = ByteBuffer(capacity: 4096)
        buffer.append(json: value.withSortedKeys, style: JSONStyle(isASCII: false, nonFinite: .null))
        buffer.append(UInt8(ascii: "\n"))
        write(buffer.bytes)
    }
}
