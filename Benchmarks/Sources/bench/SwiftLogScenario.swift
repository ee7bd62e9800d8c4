import CFloor
import Glibc
import LogConfig
import SwiftLogBackend

import struct Logging.Logger
import enum Logging.LoggingSystem
import struct Logging.StreamLogHandler
import struct Logging.SwiftLogNoOpLogHandler

/// Statements of swift-log, through this library's backend and through swift-log's own handlers.
enum SwiftLogScenario {
    private static let label = "app.service.module"

    /// The loggers that swift-log is bootstrapped with, once in the process as programs do it.
    private static let tree: LoggerTree = {
        let tree = LoggerTree()
        do {
            let configuration = try LoggingConfiguration(yaml: "{version: 1, root: {level: INFO}}")
            try LoggingSystem.bootstrap(configuration: configuration, tree: tree)
        } catch {
            stop("\(error)")
        }
        return tree
    }()

    /// A logger of the configured system.
    private static func configuredLogger() -> Logger {
        _ = tree
        return Logger(label: label)
    }

    /// A statement below the logger's level, beside one to a handler that does nothing.
    static func makeDisabled() -> Scenario {
        let nothing = Logger(label: label) { _ in SwiftLogNoOpLogHandler() }
        let ours = configuredLogger()
        let stream = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        return Scenario(
            name: "swift-log-disabled",
            subject: "`logger.debug` of swift-log, with two interpolations, that nobody takes",
            contenders: [
                ("SwiftLogNoOpLogHandler", nothing), ("swift-log-config", ours), ("StreamLogHandler", stream),
            ].map { name, logger in
                Contender(name: name) { first, count in
                    for index in first..<(first + count) {
                        cfloor_keep(index)
                        logger.debug("handled for user \(cfloor_user(index)) in \(cfloor_milliseconds(index)) ms")
                    }
                }
            }
        )
    }

    /// A line to a file, `write(2)` for each record, whose message is a literal.
    static func makeLiteral(in directory: BenchDirectory) throws -> Scenario {
        let subject = "a line by `logger.info` of swift-log to a file, its message a literal"
        return try scenario("swift-log-literal", subject, in: directory) { _, logger in
            logger.info("request handled, status ok")
        }
    }

    /// A line to a file, `write(2)` for each record, whose message is an interpolation of two integers.
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
        tree.root.handlers = [try FileHandler(filename: file.path, formatter: try formatter(isJSON: isJSON))]
        let ours = configuredLogger()
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
            return try TextFormatter(format: "%(asctime)s %(levelname)s %(name)s: %(message)s")
        }
        var options = JSONFormatter.Options()
        options.fields = .format("%(asctime)s %(levelname)s %(name)s %(message)s", style: "%")
        return try JSONFormatter(options)
    }
}
