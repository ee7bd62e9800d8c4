// A batch job: checks invoices one by one, tells its progress, and leaves a log that does not outgrow its limit.
//
//   BatchJob CONFIGURATION NUMBER    checks that many invoices; files are written to the working directory

import LogConfig

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

guard CommandLine.arguments.count == 3, let total = Int(CommandLine.arguments[2]), total > 0 else { exit(2) }

let configuration: ActiveConfiguration
do {
    configuration = try LoggerTree.shared.configure(contentsOf: CommandLine.arguments[1])
} catch {
    // Every problem of the file with its line, and nothing was changed.
    var text = "\(error)\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
}

let log = LoggerTree.shared.logger("batch.invoices")
let progress = LoggerTree.shared.logger("batch.progress")

var refused = 0
var tenths = 0
log.info("checking \(total) invoices")
for number in 1...total {
    let cents = number * 7919 % 100_000
    if cents < 5000 {
        refused += 1
        log.warning("invoice \(number) is refused", extra: ["cents": .int(Int64(cents))])
    } else {
        log.debug("invoice \(number) is paid")
    }
    if number * 10 / total > tenths {
        tenths = number * 10 / total
        progress.info("\(tenths * 10) % done")
    }
}
log.info("\(total - refused) paid, \(refused) refused")
// Closes the files, so that nothing that was gathered is lost.
configuration.shutdown()
