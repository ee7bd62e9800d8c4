import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that the tool writes; `-` is standard output.
struct OutputFile {
    /// The name as given.
    let name: String

    /// Writes a value as one JSON object, keys sorted, and a line end.
    ///
    /// - Throws: ``ExitStatus/environment`` once the reason was told.
    func write(json value: LogValue) throws(ExitStatus) {
        if name == "-" { return try Terminal.standardOutput.put(json: value) }
        let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            Terminal.standardError.write("logconfig: cannot write '\(name)': \(reason)\n")
            throw .environment
        }
        defer { close(descriptor) }
        try Terminal(descriptor: descriptor).put(json: value, name: name)
    }
}
