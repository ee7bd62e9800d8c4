import LogConfig
import LogTesting
import SwiftLogBackend
import Testing

import struct Logging.LogEvent
import struct Logging.Logger
import func Logging.withLogger

@Suite("swift-log's handler")
struct ConfiguredLogHandlerTests {
    let tree = LoggerTree()
    let memory = InMemoryHandler()

    init() {
        tree.root.level = .info
        tree.root.handlers = [memory]
    }

    private func logger(
        _ label: String,
        provider: Logger.MetadataProvider? = nil,
        attributes: [MetadataAttribute] = []
    ) -> Logger {
        Logger(label: label) { label in
            ConfiguredLogHandler(label: label, tree: tree, metadataProvider: provider, attributes: attributes)
        }
    }

    @Test func `level and metadata are values`() {
        var first = logger("first logger")
        first.logLevel = .debug
        first[metadataKey: "only-on"] = "first"
        var second = first
        second.logLevel = .error
        second[metadataKey: "only-on"] = "second"
        #expect(first.logLevel == .debug)
        #expect(second.logLevel == .error)
        #expect(first[metadataKey: "only-on"] == "first")
        #expect(second[metadataKey: "only-on"] == "second")
        first.info("one")
        second.error("two")
        #expect(
            memory.records.map(\.summary) == [
                #"INFO first logger: one {"only-on": "first"}"#, #"ERROR first logger: two {"only-on": "second"}"#,
            ]
        )
    }

    @Test(arguments: [
        (Logger.Level.trace, 5, "TRACE"), (.debug, 10, "DEBUG"), (.info, 20, "INFO"), (.notice, 25, "NOTICE"),
        (.warning, 30, "WARNING"), (.error, 40, "ERROR"), (.critical, 50, "CRITICAL"),
    ])
    func `each level has its number and name`(level: Logger.Level, number: Int, name: String) {
        tree.root.level = .trace
        logger("shop").log(level: level, "hello")
        #expect(memory.records.map(\.level.rawValue) == [number])
        #expect(memory.records.map(\.levelName) == [name])
    }

    @Test(arguments: [
        (0, Logger.Level.trace), (5, .trace), (6, .debug), (10, .debug), (11, .info), (20, .info), (21, .notice),
        (25, .notice), (26, .warning), (30, .warning), (31, .error), (40, .error), (41, .critical), (50, .critical),
        (51, .critical),
    ])
    func `the level is the least that the tree logs`(number: Int, level: Logger.Level) {
        let tree = LoggerTree()
        tree.root.level = Level(rawValue: number)
        tree.root.handlers = [memory]
        let logger = Logger(label: "shop") { ConfiguredLogHandler(label: $0, tree: tree) }
        #expect(logger.logLevel == level)
        for level in Logger.Level.allCases { logger.log(level: level, "") }
        #expect(memory.records.allSatisfy { $0.level.rawValue >= number })
        #expect(memory.records.count == Logger.Level.allCases.filter { $0 >= level }.count - (number > 50 ? 1 : 0))
    }

    @Test func `a logger follows the tree until a level is set on it`() {
        let follows = logger("shop.checkout")
        var own = follows
        own.logLevel = .trace
        tree.logger("shop").level = .error
        #expect(follows.logLevel == .error)
        #expect(own.logLevel == .trace)
        follows.info("not logged")
        own.trace("logged")
        let override = tree.override("shop", level: .debug, for: .seconds(3600))
        #expect(follows.logLevel == .debug)
        override.cancel()
        #expect(follows.logLevel == .error)
        #expect(memory.records.map(\.summary) == ["TRACE shop.checkout: logged"])
    }

    @Test func `a logger that is disabled stays silent, whatever level is set on it`() {
        var logger = logger("shop")
        logger.logLevel = .trace
        tree.logger("shop").isDisabled = true
        logger.critical("not logged")
        tree.logger("shop").isDisabled = false
        tree.disable(through: .warning)
        logger.warning("not logged either")
        logger.error("logged")
        #expect(memory.records.map(\.message) == ["logged"])
    }

    @Test func `the handler's metadata come first, then the provider's, then the statement's`() {
        var logger = logger("shop", provider: Logger.MetadataProvider { ["b": "provider", "c": "provider", "d": "p"] })
        logger[metadataKey: "a"] = "handler"
        logger[metadataKey: "b"] = "handler"
        logger.info("hello", metadata: ["c": "statement", "e": "statement"])
        logger.info("again")
        #expect(
            memory.records.map(\.extra) == [
                ["a": "handler", "b": "provider", "c": "statement", "d": "p", "e": "statement"],
                ["a": "handler", "b": "provider", "c": "provider", "d": "p"],
            ]
        )
    }

    @Test func `values keep their type and structure`() throws {
        logger("shop").info(
            "order",
            metadata: [
                "bool": .stringConvertible(true), "double": .stringConvertible(2.5), "int": .stringConvertible(-3),
                "items": [["sku": "a", "count": .stringConvertible(2)], "loose"],
                "other": .stringConvertible(SIMD2(1, 2)), "small": .stringConvertible(UInt8(7)),
                "big": .stringConvertible(UInt64.max), "text": "plain",
            ]
        )
        #expect(
            memory.records.first?.extra == [
                "big": .uint(.max), "bool": true, "double": 2.5, "int": -3,
                "items": [["count": 2, "sku": "a"], "loose"], "other": "SIMD2<Int>(1, 2)", "small": 7, "text": "plain",
            ]
        )
    }

    struct Broken: Error, CustomStringConvertible {
        var description: String { "out of paper" }
    }

    @Test func `an error is text below the message, and fields`() throws {
        memory.formatter = try TextFormatter(format: "%(message)s")
        logger("printer").error("cannot print", error: Broken())
        #expect(memory.lines == ["cannot print\nBroken: out of paper"])
        #expect(memory.records.first?.extra["error.message"] == "out of paper")
        #expect(
            memory.records.first?.extra["error.type"] == "SwiftLogBackendTests.ConfiguredLogHandlerTests.Broken"
        )
    }

    @Test func `file, function and line are the call's; only a source that says more is a field`() {
        let line: UInt = #line + 1
        logger("shop").info("hello")
        logger("shop").info("hello", source: "elsewhere")
        logger("shop").info("hello", source: "SwiftLogBackendTests")
        let record = memory.records.first
        #expect(record?.path == #fileID)
        #expect(record?.function == #function)
        #expect(record?.line == line)
        #expect(memory.records.map(\.extra) == [[:], ["source": "elsewhere"], [:]])
    }

    @Test func `a name that records have themselves gets out of the way`() {
        logger("shop").info("hello", metadata: ["name": "ann", "message": "other"])
        #expect(memory.records.first?.extra == ["message_": "other", "name_": "ann"])
    }

    @Test func `a task's logger takes level and metadata along`() async {
        await withLogger(logger("shop")) { _ in
            await withLogger(logLevel: .debug, metadata: ["request": "17"]) { logger in
                logger.debug("one")
                await Task { Logger.current.debug("two") }.value
            }
            Logger.current.debug("not logged")
        }
        #expect(
            memory.records.map(\.summary) == [
                #"DEBUG shop: one {"request": "17"}"#, #"DEBUG shop: two {"request": "17"}"#,
            ]
        )
    }

    @Test func `metadata reach a JSON formatter through a queue of records`() throws {
        memory.formatter = try JSONFormatter()
        let queue = QueueHandler(handlers: [memory])
        tree.root.handlers = [queue]
        logger("shop").info("hello", metadata: ["items": ["a", ["b": .stringConvertible(1)]]])
        queue.close()
        #expect(memory.lines == [#"{"message": "hello", "items": ["a", {"b": 1}]}"#])
    }
}
