import LogConfig
import SwiftLogBackend
import TestSupport
import Testing

import struct Logging.Logger

/// What a statement of swift-log costs in memory once it is in our hands.
@Suite(.enabled(if: AllocationCount.isAvailable, "counting needs glibc's malloc and no sanitizer"))
struct SwiftLogAllocationTests {
    let directory: TemporaryDirectory
    let tree = LoggerTree()
    let logger: Logger

    init() throws {
        directory = try TemporaryDirectory()
        tree.root.level = .info
        let tree = tree
        logger = Logger(label: "shop.checkout") {
            ConfiguredLogHandler(label: $0, tree: tree, metadataProvider: .trace)
        }
    }

    @Test func `a disabled statement allocates nothing`() {
        #expect(AllocationCount.of { logger.debug("number \($0)", metadata: ["number": "\($0)"]) } == 0)
    }

    @Test func `a statement without metadata allocates nothing, to text and to JSON`() throws {
        let text = try TextFormatter(format: "%(asctime)s - %(name)s - %(levelname)s - %(message)s")
        for formatter in [text, try JSONFormatter()] as [any Formatter] {
            let handler = try FileHandler(filename: directory.file("app.log"), formatter: formatter)
            tree.root.handlers = [handler]
            for _ in 0..<10 { logger.info("a message that is longer than a small string") }
            let count = AllocationCount.of { _ in logger.info("a message that is longer than a small string") }
            #expect(count == 0, "\(formatter)")
        }
        #expect(directory.text("app.log")?.split(separator: "\n").count == 222)
    }

    @Test func `metadata of the handler are made into fields once, and cost what fields cost`() throws {
        let fields: LogObject = ["request": "a request with a name that is longer than a small string"]
        var logger = logger
        logger[metadataKey: "request"] = "a request with a name that is longer than a small string"
        let native = tree.logger("shop.checkout")
        tree.root.handlers = [try FileHandler(filename: directory.file("app.log"), formatter: try JSONFormatter())]
        for _ in 0..<10 { logger.info("a message that is longer than a small string") }
        let count = AllocationCount.of { _ in logger.info("a message that is longer than a small string") }
        #expect(
            count
                == AllocationCount.of { _ in
                    native.info("a message that is longer than a small string", extra: fields)
                }
        )
    }
}
