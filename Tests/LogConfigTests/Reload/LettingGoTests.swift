import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("What a configuration replaces is let go", .serialized)
struct LettingGoTests {
    /// A handler or formatter that is watched without being kept.
    private struct Watched {
        weak var object: AnyObject?
    }

    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(timeZone: .utc, files: FileNaming(workingDirectory: box.path)))
        tree.status.setNoticeHook { _ in }
        tree.status.setHook { _ in }
    }

    private static func text(_ number: Int) -> String {
        """
        version: 1
        formatters:
          text: {format: "\(number) %(asctime)s %(levelname)s %(name)s %(message)s"}
          json: {(): pythonjsonlogger.json.JsonFormatter, fmt: "%(asctime)s %(message)s", static_fields: {n: \(number)}}
        filters: {n: {name: "load\(number)"}}
        handlers:
          rotating: {class: logging.handlers.RotatingFileHandler, filename: r\(number % 3).log, maxBytes: 10000,
            backupCount: 1, formatter: text}
          timed: {class: logging.handlers.TimedRotatingFileHandler, filename: t\(number % 2).log, when: H, formatter: json}
          memory: {class: logging.handlers.MemoryHandler, capacity: 10, target: timed}
          file: {class: logging.FileHandler, filename: file.log, formatter: text, filters: [n]}
          queued: {class: logging.FileHandler, filename: queued.log, formatter: json}
          queue: {class: logging.handlers.QueueHandler, handlers: [queued]}
          async: {class: logconfig.AsyncHandler, handlers: [file], capacity: 65536}
          syslog: {class: logging.handlers.SysLogHandler, address: [127.0.0.1, 9]}
        loggers:
          load.n\(number % 20): {level: DEBUG, handlers: [file], filters: [n], propagate: \(number % 2 == 0)}
        root: {level: INFO, handlers: [rotating, memory, async, queue]}
        """
    }

    /// The kinds of the objects that live still; threads of queues that were closed end a moment later.
    private static func alive(_ watched: [Watched]) -> [String: Int] {
        for _ in 0..<5000 where watched.contains(where: { $0.object != nil }) {
            RetiredObjects.release(limit: 1)
            usleep(1000)
        }
        return Dictionary(watched.compactMap(\.object).map { ("\(type(of: $0))", 1) }, uniquingKeysWith: +)
    }

    @Test func `nothing is left of 300 configurations that came and went while threads logged`() throws {
        let isOver = Lock(false)
        let group = DispatchGroup()
        let tree = tree
        for thread in 0..<3 {
            group.enter()
            Thread {
                var number = 0
                while !isOver.withLock({ $0 }) {
                    tree.logger("load.n\(number % 20)").info("\(thread)-\(number)", extra: ["n": .int(Int64(number))])
                    number += 1
                    if number % 20 == 0 { usleep(200) }
                }
                group.leave()
            }.start()
        }
        var watched: [Watched] = []
        for number in 1...300 {
            let active = try LoggingConfiguration(yaml: LettingGoTests.text(number)).apply(to: tree)
            for (_, handler) in active.handlers {
                watched.append(Watched(object: handler))
                if let formatter = handler.formatter { watched.append(Watched(object: formatter)) }
                for filter in handler.filters { watched.append(Watched(object: filter)) }
            }
        }
        isOver.withLock { $0 = true }
        group.wait()
        #expect(watched.count > 3000)
        // A logger that a configuration does not name keeps what it has, and the configuration keeps it open.
        for number in 0..<20 {
            tree.logger("load.n\(number)").handlers = []
            tree.logger("load.n\(number)").filters = []
        }
        try LoggingConfiguration(yaml: "{version: 1, root: {handlers: []}}").apply(to: tree).shutdown()
        #expect(LettingGoTests.alive(watched) == [:])
    }

    @Test
    func `a filter is forgotten with its logger's, and one that a logger still has makes way for the next file's`()
        throws
    {
        func load(_ logger: String) throws {
            let yaml = "{version: 1, disable_existing_loggers: false, filters: {n: {name: a}}, loggers: {\(logger)}}"
            try LoggingConfiguration(yaml: yaml).apply(to: tree)
        }
        try load("a: {filters: [n]}")
        let watched = tree.logger("a").filters.map { Watched(object: $0) }
        #expect(watched.count == 1)
        try load("b: {level: INFO}")
        #expect(tree.logger("a").filters.count == 1)
        try load("c: {level: INFO}")
        tree.logger("b").filters.append(NameFilter(name: "mine"))
        try load("a: {level: INFO}, b: {filters: [n]}")
        #expect(tree.logger("a").filters.isEmpty)
        #expect(tree.logger("b").filters.count == 2)
        #expect(LettingGoTests.alive(watched) == [:])
    }

    @Test(arguments: [
        "{class: logconfig.AsyncHandler, handlers: [file]}", "{class: logging.handlers.QueueHandler, handlers: [file]}",
        "{class: logging.handlers.MemoryHandler, capacity: 100, target: file}",
    ])
    func `a handler behind one that a logger keeps stays open`(front: String) throws {
        let yaml = """
            version: 1
            disable_existing_loggers: false
            handlers: {file: {class: logging.FileHandler, filename: a.log, mode: w}, front: \(front)}
            loggers: {a: {level: INFO, handlers: [front]}}
            """
        try LoggingConfiguration(yaml: yaml).apply(to: tree)
        tree.logger("a").info("one")
        let next = "{version: 1, disable_existing_loggers: false, loggers: {b: {level: INFO}}}"
        let active = try LoggingConfiguration(yaml: next).apply(to: tree)
        tree.logger("a").info("two")
        active.shutdown()
        #expect(box.text("a.log") == "one\ntwo\n")
    }

    @Test func `handlers that a program attaches and detaches are let go`() {
        var watched: [Watched] = []
        // Without a word from anybody some are let go by changes that follow: only a record that stands in some handler of the
        // process meanwhile, as other tests have them for seconds, keeps all.
        let deadline = ContinuousClock.now + .seconds(60)
        while watched.count < 500 || watched.allSatisfy({ $0.object != nil }), ContinuousClock.now < deadline {
            let handler = NullHandler()
            watched.append(Watched(object: handler))
            tree.root.addHandler(handler)
            tree.root.info("a record")
            tree.root.removeHandler(handler)
            if watched.count > 500 { usleep(1000) }
        }
        #expect(watched.contains { $0.object == nil })
        #expect(LettingGoTests.alive(watched) == [:])
    }
}
