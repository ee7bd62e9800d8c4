import CFloor
import Glibc
import LogConfig
import SwiftLogBackend

import struct Logging.Logger
import struct Logging.StreamLogHandler
import struct Logging.SwiftLogNoOpLogHandler

/// Statements of swift-log, through this library's backend and through swift-log's own handlers.
enum SwiftLogScenario {
    private static let label = "app.service.module"

    /// A statement below the logger's level, beside one to a handler that does nothing.
    static func makeDisabled() -> Scenario {
        let tree = LoggerTree()
        tree.root.level = .info
        let nothing = Logger(label: label) { _ in SwiftLogNoOpLogHandler() }
        let ours = Logger(label: label) { ConfiguredLogHandler(label: $0, tree: tree, metadataProvider: .trace) }
        return Scenario(
            name: "swift-log-disabled",
            subject: "`logger.debug` of swift-log, with two interpolations, that nobody takes",
            contenders: [("SwiftLogNoOpLogHandler", nothing), ("swift-log-config", ours)].map { name, logger in
                Contender(name: name) { first, count in
                    for index in first..<(first + count) {
                        cfloor_keep(index)
                        logger.debug("handled for user \(cfloor_user(index)) in \(cfloor_milliseconds(index)) ms")
                    }
                }
            }
        )
    }

    /// A line to a file, `write(2)` for each record.
    static func make(in directory: BenchDirectory) throws -> Scenario {
        try scenario("swift-log", "a line by `logger.info` of swift-log to a file", in: directory) { index, logger in
            logger.info("request handled for user \(cfloor_user(index)) in \(cfloor_milliseconds(index)) ms status ok")
        }
    }

    /// The line with metadata, which the text shows with swift-log's handler and this library keeps as fields.
    static func makeWithMetadata(in directory: BenchDirectory) throws -> Scenario {
        let subject = "the same line with two metadata items: as text with swift-log's handler, as JSON fields here"
        return try scenario("swift-log-metadata", subject, in: directory, isJSON: true) { index, logger in
            logger.info(
                "request handled in \(cfloor_milliseconds(index)) ms status ok",
                metadata: ["user": .stringConvertible(cfloor_user(index)), "region": "eu"]
            )
        }
    }

    private static func scenario(
        _ name: String,
        _ subject: String,
        in directory: BenchDirectory,
        isJSON: Bool = false,
        _ statement: @escaping (Int64, borrowing Logger) -> Void
    ) throws -> Scenario {
        let theirs = directory.file("\(name)-stream.log")
        let file = directory.file("\(name)-ours.log")
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [try FileHandler(filename: file.path, formatter: try formatter(isJSON: isJSON))]
        let ours = Logger(label: label) { ConfiguredLogHandler(label: $0, tree: tree, metadataProvider: .trace) }
        let stream = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        return Scenario(
            name: name,
            subject: subject,
            contenders: [
                Contender(name: "StreamLogHandler", file: theirs) { first, count in
                    // Its standard error leads to the file for as long as it logs.
                    let standardError = dup(2)
                    dup2(theirs.descriptor, 2)
                    for index in first..<(first + count) { statement(index, stream) }
                    dup2(standardError, 2)
                    close(standardError)
                },
                Contender(name: "swift-log-config", file: file) { first, count in
                    for index in first..<(first + count) { statement(index, ours) }
                },
            ]
        )
    }

    private static func formatter(isJSON: Bool) throws -> any Formatter {
        guard isJSON else {
            return try TextFormatter(format: "%(asctime)s %(levelname)s %(name)s: [%(module)s] %(message)s")
        }
        var options = JSONFormatter.Options()
        options.fields = .format("%(asctime)s %(levelname)s %(name)s %(message)s", style: "%")
        return try JSONFormatter(options)
    }
}
