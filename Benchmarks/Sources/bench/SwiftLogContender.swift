import CFloor
import Glibc
import Logging

/// swift-log's own handler of streams, on standard error, which leads to a file for as long as it logs.
enum SwiftLogContender {
    /// A contender that writes lines of its own form, of the same message.
    static func make(_ file: BenchFile) -> Contender {
        var logger = Logger(label: "app.service.module") { label in StreamLogHandler.standardError(label: label) }
        logger.logLevel = .info
        let constant = logger
        return Contender(name: "swift-log StreamLogHandler", file: file) { first, count in
            let standardError = dup(2)
            dup2(file.descriptor, 2)
            for index in first..<(first + count) {
                constant.info(
                    "request handled for user \(cfloor_user(index)) in \(cfloor_milliseconds(index)) ms status ok"
                )
            }
            dup2(standardError, 2)
            close(standardError)
        }
    }
}
