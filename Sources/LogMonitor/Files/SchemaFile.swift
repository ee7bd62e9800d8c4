internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The file of a monitor's schemas, as an earlier run of the program has left it.
struct SchemaFile {
    /// More than this of the file's end is not read: a schema of that size is written again.
    private static let readLimit = 1 << 20

    /// The absolute path.
    let path: String

    /// The last whole line, without its end; `nil` when there is none.
    var lastLine: [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        guard fseek(file, 0, SEEK_END) == 0 else { return nil }
        let size = ftell(file)
        let start = max(0, size - SchemaFile.readLimit)
        guard size > 0, fseek(file, start, SEEK_SET) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: size - start)
        let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
        guard count == bytes.count, bytes.last == UInt8(ascii: "\n") else { return nil }
        bytes.removeLast()
        guard let lineEnd = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return start == 0 ? bytes : nil }
        return Array(bytes[(lineEnd + 1)...])
    }
}
