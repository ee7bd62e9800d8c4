import Foundation
import LogConfig
import LogTesting
import ServiceLifecycle
import SwiftLogBackend
import TestSupport
import Testing
import UnixSignals

import struct Logging.Logger

@Suite("The service")
struct LoggingServiceTests {
    /// Logs its farewell when the group ends.
    private struct Worker: Service {
        let logger: Logger
        func run() async throws {
            logger.info("hello")
            try await gracefulShutdown()
            logger.info("farewell")
        }
    }

    /// Ends the group.
    private struct Ending: Service {
        func run() async throws {}
    }

    /// Runs a group to its end; what it says itself goes nowhere.
    private func run(
        _ services: [ServiceGroupConfiguration.ServiceConfiguration],
        signals: [UnixSignal] = []
    ) async throws {
        let configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: signals,
            logger: Logger(label: "group") { ConfiguredLogHandler(label: $0, tree: LoggerTree()) }
        )
        try await ServiceGroup(configuration: configuration).run()
    }

    @Test func `it drains last, so that the other services' farewells are written`() async throws {
        let directory = try TemporaryDirectory()
        let tree = LoggerTree()
        let yaml = """
            version: 1
            handlers:
              file: {class: logging.FileHandler, filename: "\(directory.file("app.log"))"}
              held: {class: logging.handlers.MemoryHandler, capacity: 1000, flushLevel: CRITICAL, target: file}
            root: {level: INFO, handlers: [held]}
            """
        try LoggingConfiguration(yaml: yaml).apply(to: tree)
        let logger = Logger(label: "worker") { ConfiguredLogHandler(label: $0, tree: tree) }
        try await run(
            [
                .init(service: LoggingService(tree: tree)), .init(service: Worker(logger: logger)),
                .init(service: Ending(), successTerminationBehavior: .gracefullyShutdownGroup),
            ]
        )
        #expect(directory.text("app.log")?.hasSuffix("farewell\n") == true)
    }

    /// Sends the process the signal that ends the group: the group listens to it before its services run.
    private struct Signalling: Service {
        func run() async throws {
            kill(getpid(), SIGUSR1)
            try await gracefulShutdown()
        }
    }

    @Test func `a signal that ends the group has all that waits in queues and buffers written`() async throws {
        let directory = try TemporaryDirectory()
        let tree = LoggerTree()
        let yaml = """
            version: 1
            handlers:
              file: {class: logging.FileHandler, filename: "\(directory.file("app.log"))", bufferSize: 65536}
              async: {class: logconfig.AsyncHandler, handlers: [file]}
            root: {level: INFO, handlers: [async]}
            """
        try LoggingConfiguration(yaml: yaml).apply(to: tree)
        let logger = Logger(label: "worker") { ConfiguredLogHandler(label: $0, tree: tree) }
        try await run(
            [
                .init(service: LoggingService(tree: tree)), .init(service: Worker(logger: logger)),
                .init(service: Signalling()),
            ],
            signals: [.sigusr1]
        )
        #expect(directory.text("app.log") == "hello\nfarewell\n")
    }

    /// Cannot be flushed until it is let go.
    private final class StuckHandler: Handler, @unchecked Sendable /* the semaphore is a thread-safe object */ {
        let gate = Gate()
        override func flush() { gate.wait() }
    }

    @Test func `a destination that is stuck is given up at the deadline, and that is told`() async throws {
        let stuck = StuckHandler()
        var registry = Registry.standard
        registry.handler("test.Stuck") { _ in { _ in stuck } }
        let tree = LoggerTree()
        let told = RecordedFailures()
        tree.status.setHook { told.add($0.message) }
        let yaml = "{version: 1, handlers: {stuck: {class: test.Stuck}}, root: {handlers: [stuck]}}"
        try LoggingConfiguration(yaml: yaml, options: ConfigurationOptions(registry: registry)).apply(to: tree)
        try await run(
            [
                .init(service: LoggingService(tree: tree, deadline: .milliseconds(50))),
                .init(service: Ending(), successTerminationBehavior: .gracefullyShutdownGroup),
            ]
        )
        #expect(told.messages == ["not all records were written within 0.05 seconds"])
        stuck.gate.open()
    }
}
