#if Compression
import LogCompression
import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tells the test something, through standard output and past every logger.
func tell(_ text: String) {
    var line = text + "\n"
    line.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
}

// size PATH COUNT NAME SIZE BACKUPS, or time PATH COUNT NAME: logs numbered lines, says how many failed, and stays until its
// input ends.
let arguments = CommandLine.arguments
guard arguments.count >= 5 else { exit(2) }
do {
    let handler: Handler
    if arguments[1] == "time" {
        handler = try TimedRotatingFileHandler(filename: arguments[2], when: "S", compressor: GzipCompressor())
    } else {
        handler = try RotatingFileHandler(
            filename: arguments[2],
            maximumSize: Int(arguments[5]) ?? 0,
            backupCount: Int(arguments[6]) ?? 0,
            compressor: GzipCompressor()
        )
    }
    let tree = LoggerTree()
    tree.root.level = .info
    tree.root.handlers = [handler]
    for number in 0..<(Int(arguments[3]) ?? 0) {
        tree.root.info("\(arguments[4]) \(number) \(String(repeating: "=", count: number % 50))|")
    }
    handler.close()
    tell("failures \(handler.failureCount)")
    var byte: UInt8 = 0
    _ = read(0, &byte, 1)
} catch {
    tell("\(error)")
    exit(1)
}
#endif
