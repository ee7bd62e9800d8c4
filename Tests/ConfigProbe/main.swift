// Watches a configuration and says what becomes of it, until its standard input ends:
//
//   watch PATH    one line on standard output for each reload; a line is logged after each
//
//   soak DIRECTORY SECONDS    logs for so long while everything changes: see Soak
//
// or ends in one of several ways with records that wait in the configured handlers: see ProcessEnd.

import LogConfig

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

if CommandLine.arguments.count == 3, let end = ProcessEnd(rawValue: CommandLine.arguments[1]) {
    try end.run(CommandLine.arguments[2])
}
#if DEBUG
if CommandLine.arguments.count == 4, CommandLine.arguments[1] == "soak" {
    try Soak(directory: CommandLine.arguments[2], seconds: Int(CommandLine.arguments[3]) ?? 0).run()
}
#endif
guard CommandLine.arguments.count == 3, CommandLine.arguments[1] == "watch" else { exit(2) }
LoggerTree.shared.status.setNoticeHook { _ in }
do {
    let watcher = try LoggingConfiguration.watch(CommandLine.arguments[2], reloadsOnHangup: true) { outcome in
        LoggerTree.shared.logger("probe").info("reloaded")
        switch outcome {
        case .applied(_, let changes): tell("applied \(changes)")
        case .refused(let error): tell("refused \(error.diagnostics.map(\.code).joined(separator: " "))")
        }
    }
    LoggerTree.shared.logger("probe").info("started")
    tell("ready")
    var byte: UInt8 = 0
    while read(0, &byte, 1) > 0 {}
    watcher.shutdown()
    tell("stopped")
} catch {
    tell("\(error)")
    exit(1)
}
