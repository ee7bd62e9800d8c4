import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Logs when the test says so, so that the test can change the machine in between.
struct CommandedProbe {
    private let handler: Handler
    private let logger: Logger
    private var next = 0

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - kind: `file`, `rotating` (at 4 KiB, 50 archives), or `timed` (each day).
    ///   - path: the file.
    /// - Throws: when the file cannot be opened.
    init(kind: String, path: String) throws {
        switch kind {
        case "rotating": handler = try RotatingFileHandler(filename: path, maximumSize: 4096, backupCount: 50)
        case "timed": handler = try TimedRotatingFileHandler(filename: path, when: "midnight")
        default: handler = try FileHandler(filename: path)
        }
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [handler]
        logger = tree.root
    }

    /// Follows the lines of standard input: `log N`, and `files N` for how many may be open; then closes the handler.
    ///
    /// Each is answered with what has become of all records so far: delivered, dropped, rollovers.
    mutating func run() {
        tell("ready")
        while let command = readLine() {
            let words = command.split(separator: " ")
            guard words.count == 2, let number = Int(words[1]) else { exit(2) }
            switch words[0] {
            case "log":
                let padding = String(repeating: "=", count: 40)
                for line in next..<(next + number) { logger.info("line \(line) \(padding)|") }
                next += number
            case "files":
                var limit = rlimit(rlim_cur: rlim_t(number), rlim_max: 1024)
                #if canImport(Glibc)
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                #else
                setrlimit(RLIMIT_NOFILE, &limit)
                #endif
            default: exit(2)
            }
            let statistics = handler.statistics
            tell("\(statistics.records) \(statistics.dropped) \(statistics.rollovers)")
        }
        handler.close()
    }
}
