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

/// Logs numbered lines to a handler, until they are enough or somebody says so.
func logLines(
    _ count: Int,
    named name: String,
    to handler: Handler,
    acknowledging: Bool = false,
    width: Int = 50,
    until isOver: () -> Bool = { false }
) {
    let tree = LoggerTree()
    tree.root.level = .info
    tree.root.handlers = [handler]
    for number in 0..<count {
        if isOver() { break }
        tree.root.info("\(name) \(number) \(String(repeating: "=", count: number % width))|")
        if acknowledging { tell("\(number)") }
    }
    handler.close()
    tell("failures \(handler.failureCount)")
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { exit(2) }
do {
    switch arguments[1] {
    case "file":
        // file PATH COUNT NAME: one line on standard output for each record whose call has returned.
        let handler = try FileHandler(filename: arguments[2])
        logLines(Int(arguments[3]) ?? 0, named: arguments[4], to: handler, acknowledging: true)
    case "rotating":
        // rotating PATH COUNT NAME SIZE BACKUPS [wait]: opens the file and, if told so, waits for a byte before it writes.
        let handler = try RotatingFileHandler(
            filename: arguments[2],
            maximumSize: Int(arguments[5]) ?? 0,
            backupCount: Int(arguments[6]) ?? 0
        )
        if arguments.count > 7 {
            tell("ready")
            var byte: UInt8 = 0
            _ = read(0, &byte, 1)
        }
        logLines(Int(arguments[3]) ?? 0, named: arguments[4], to: handler)
    case "timed":
        // timed PATH COUNT NAME
        let handler = try TimedRotatingFileHandler(filename: arguments[2], when: "S")
        logLines(Int(arguments[3]) ?? 0, named: arguments[4], to: handler)
    case "endless":
        // endless KIND PATH NAME WIDTH PAUSE: says that it begins, and writes until standard input has something.
        let handler: Handler =
            switch arguments[2] {
            case "rotating": try RotatingFileHandler(filename: arguments[3], maximumSize: 1 << 40, backupCount: 1)
            case "timed": try TimedRotatingFileHandler(filename: arguments[3], when: "W0")
            default: try FileHandler(filename: arguments[3])
            }
        tell("ready")
        logLines(.max, named: arguments[4], to: handler, width: Int(arguments[5]) ?? 50) {
            if let pause = UInt32(arguments[6]), pause > 0 { usleep(pause) }
            var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
            return poll(&input, 1, 0) != 0
        }
    case "stdout":
        // stdout: the reader has gone away before this writes.
        var byte: UInt8 = 0
        _ = read(0, &byte, 1)
        let handler = StreamHandler(stream: .standardOutput)
        handler.status.setHook { _ in }
        let tree = LoggerTree()
        tree.root.handlers = [handler]
        tree.root.error("nobody reads this")
        exit(handler.failureCount == 1 ? 42 : 1)
    case "journal":
        // journal PATH JOURNAL NAME THREADS ACKNOWLEDGED KIND: logs until it is killed.
        try JournalProbe(Array(arguments.dropFirst(2))).run()
    case "end":
        // end PATH JOURNAL: logs and leaves by exit, without closing anything.
        let handler = try AsyncHandler(
            handlers: [try FileHandler(filename: arguments[2])],
            options: AsyncOptions(journal: arguments[3].isEmpty ? nil : arguments[3])
        )
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [handler]
        for number in 0..<10_000 { tree.root.info("end \(number) \(String(repeating: "=", count: number % 50))|") }
        exit(0)
    case "fork":
        // fork PATH JOURNAL [outlive]: parent and child log at the same time.
        try ForkProbe(path: arguments[2], journal: arguments[3], outlives: arguments.count > 4).run()
    case "latency":
        // latency DIRECTORY COUNT: what a call costs its caller, formatting and clock included, in nanoseconds.
        try LatencyProbe(directory: arguments[2], count: Int(arguments[3]) ?? 100_000).run()
    case "limit":
        // limit PATH BYTES: the system lets files grow to so many bytes.
        var limit = rlimit(rlim_cur: rlim_t(arguments[3]) ?? 0, rlim_max: rlim_t(arguments[3]) ?? 0)
        signal(SIGXFSZ, SIG_IGN)
        #if canImport(Glibc)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        #else
        setrlimit(RLIMIT_FSIZE, &limit)
        #endif
        let handler = try FileHandler(filename: arguments[2])
        handler.status.setHook { _ in }
        logLines(100, named: "limited", to: handler)
    case "commanded":
        // commanded KIND PATH: does what standard input says.
        var probe = try CommandedProbe(kind: arguments[2], path: arguments[3])
        probe.run()
    default: exit(2)
    }
} catch {
    tell("\(error)")
    exit(1)
}
