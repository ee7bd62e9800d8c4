import LogRuntime
import TestSupport
import Testing

@Suite struct LoggerTreeTests {
    let tree = LoggerTree()

    @Test func `a name gives the same logger each time`() {
        let handler = RecordingHandler()
        tree.logger("a.b").handlers = [handler]
        #expect(tree.logger("a.b").handlers.count == 1)
        #expect(tree.logger("a.b").name == "a.b")
    }

    @Test func `a composed accent and a decomposed one are two names`() {
        let tree = LoggerTree()
        tree.logger("caf\u{e9}").level = .error
        #expect(tree.logger("cafe\u{301}").level == .notSet)
        let object: LogObject = ["caf\u{e9}": 1, "cafe\u{301}": 2]
        #expect(object.count == 2)
        #expect(object["caf\u{e9}"] == 1)
        #expect(object["cafe\u{301}"] == 2)
    }

    @Test func `a name of a hundred thousand parts has as many places as the deepest name`() {
        let tree = LoggerTree()
        let parts = [String](repeating: "a", count: 100_000)
        let deep = tree.logger(parts.joined(separator: "."))
        tree.logger(parts.prefix(255).joined(separator: ".")).level = .critical
        #expect(deep.effectiveLevel == .critical)
        tree.logger(parts.prefix(256).joined(separator: ".")).level = .debug
        #expect(deep.effectiveLevel == .critical)
        #expect(deep.name.utf8.count == 199_999)
    }

    @Test func `a dot begins a new part, whatever mark is put on it`() {
        let tree = LoggerTree()
        tree.logger("a").level = .critical
        #expect(tree.logger("a.\u{301}b").effectiveLevel == .critical)
    }

    @Test func `the empty name and root are the root`() {
        tree.logger("root").level = .critical
        #expect(tree.logger("").level == .critical)
        #expect(tree.root.name == "root")
        #expect(tree.loggerNames == [])
    }

    @Test func `a logger without a level has that of the nearest ancestor`() {
        tree.root.level = .error
        tree.logger("a").level = .debug
        #expect(tree.logger("a.b.c").effectiveLevel == .debug)
        #expect(tree.logger("ab").effectiveLevel == .error)
        #expect(tree.logger("a.b").isEnabled(for: .debug))
        #expect(!tree.logger("ab").isEnabled(for: .warning))
    }

    @Test func `a change above reaches loggers that exist already`() {
        let early = tree.logger("a.b.c")
        tree.logger("a").level = .debug
        #expect(early.isEnabled(for: .debug))
        tree.logger("a.b").level = .error
        #expect(!early.isEnabled(for: .warning))
    }

    @Test func `a record climbs to every handler above, its own first`() {
        let (own, above, root) = (RecordingHandler("own"), RecordingHandler("above"), RecordingHandler("root"))
        tree.root.handlers = [root]
        tree.logger("a").handlers = [above]
        tree.logger("a.b").handlers = [own]
        tree.logger("a.b.c").warning("hello")
        #expect(own.lines == ["hello"])
        #expect(above.lines == ["hello"])
        #expect(root.lines == ["hello"])
    }

    @Test func `a logger that does not propagate keeps its records`() {
        let (own, root) = (RecordingHandler(), RecordingHandler())
        tree.root.handlers = [root]
        let logger = tree.logger("a")
        logger.handlers = [own]
        logger.propagates = false
        tree.logger("a.b").error("kept")
        #expect(own.lines == ["kept"])
        #expect(root.lines == [])
    }

    @Test func `levels of ancestors do not stop what climbs`() {
        let root = RecordingHandler()
        tree.root.handlers = [root]
        tree.root.level = .critical
        tree.logger("a").level = .debug
        tree.logger("a").debug("climbs")
        #expect(root.lines == ["climbs"])
    }

    @Test func `a handler takes its level and above`() {
        let handler = RecordingHandler(level: .error)
        tree.root.handlers = [handler]
        tree.root.warning("below")
        tree.root.error("at")
        #expect(handler.lines == ["at"])
    }

    @Test func `a disabled logger is silent, its descendants are not`() {
        let root = RecordingHandler()
        tree.root.handlers = [root]
        tree.logger("a").isDisabled = true
        tree.logger("a").critical("silent")
        tree.logger("a.b").critical("heard")
        #expect(root.lines == ["heard"])
        #expect(!tree.logger("a").isEnabled(for: .critical))
    }

    @Test func `disable switches levels off everywhere until it is ended`() {
        let root = RecordingHandler()
        tree.root.handlers = [root]
        tree.disable(through: .error)
        tree.logger("a").error("off")
        tree.logger("a").critical("on")
        tree.disable(through: nil)
        tree.logger("a").error("on again")
        #expect(root.lines == ["on", "on again"])
    }

    @Test func `filters of a logger see its own records only`() {
        let root = RecordingHandler()
        tree.root.handlers = [root]
        tree.logger("a").filters = [NameFilter(name: "nothing")]
        tree.logger("a").warning("filtered")
        tree.logger("a.b").warning("not filtered")
        #expect(root.lines == ["not filtered"])
    }

    @Test func `a record that no handler takes goes to the last resort`() {
        let last = RecordingHandler(level: .warning)
        tree.lastResort = last
        tree.root.level = .debug
        tree.logger("a").info("below its level")
        tree.logger("a").warning("seen")
        tree.root.handlers = [NullHandler()]
        tree.logger("a").warning("taken by the null handler")
        #expect(last.lines == ["seen"])
    }

    @Test func `several changes are published in one step`() {
        let handler = RecordingHandler()
        tree.edit { editor in
            editor.setLevel(.debug, of: "a")
            editor.setHandlers([handler], of: "a")
            editor.setPropagates(false, of: "a")
        }
        tree.logger("a.b").debug("after")
        #expect(handler.lines == ["after"])
    }

    @Test func `trees do not know each other`() {
        let other = LoggerTree()
        let handler = RecordingHandler()
        other.root.handlers = [handler]
        tree.lastResort = nil
        tree.logger("a").error("elsewhere")
        #expect(handler.lines == [])
    }

    @Test func `all loggers asked for are listed`() {
        for name in ["b", "a.b.c", "a"] { _ = tree.logger(name) }
        #expect(tree.loggerNames == ["a", "a.b.c", "b"])
    }

    @Test(arguments: [
        (Level.notSet, "NOTSET"), (.trace, "TRACE"), (.debug, "DEBUG"), (.info, "INFO"), (.notice, "NOTICE"),
        (.warning, "WARNING"), (.error, "ERROR"), (.critical, "CRITICAL"), (7, "Level 7"), (1000, "Level 1000"),
    ])
    func `a level shows by its name`(level: Level, name: String) {
        let handler = RecordingHandler()
        tree.root.handlers = [handler]
        tree.root.level = Level(rawValue: -100)
        let names = NameKeeper()
        handler.filters = [names]
        tree.root.log(level, "x")
        tree.root.log(level, "y")
        #expect(names.seen == [name, name])
        #expect(tree.levelNames.name(of: level) == name)
    }

    @Test func `strict compatibility knows CPython's levels only`() {
        let strict = LoggerTree(compatibility: .python313)
        #expect(strict.levelNames.name(of: .notice) == "Level 25")
        #expect(strict.levelNames.level(named: "TRACE") == nil)
        #expect(strict.levelNames.level(named: "FATAL") == .critical)
    }
}

/// Notes the level names of what passes.
private final class NameKeeper: Filter {
    private let names = Lock<[String]>([])
    var seen: [String] { names.withLock { $0 } }

    func filter(_ record: inout LogRecord) -> Bool {
        let name = record.levelName
        names.withLock { $0.append(name) }
        return true
    }
}
