import Glibc

/// zerolog, where `Scripts/bench` could build its side of the benchmark.
///
/// `LOGCONFIG_ZEROLOG` names the program.
enum ZerologContender {
    /// A contender, if there is a program for it.
    ///
    /// - Parameters:
    ///   - kind: what it logs: `text`, `text-buffered`, `row` or `row-buffered`.
    ///   - file: the file that it writes.
    /// - Returns: the contender, or none.
    static func contender(_ kind: String, _ file: BenchFile) -> [Contender] {
        guard let program = getenv("LOGCONFIG_ZEROLOG") else { return [] }
        return ProcessContender.contender("zerolog", command: [String(cString: program), kind, file.path], file: file)
    }
}
