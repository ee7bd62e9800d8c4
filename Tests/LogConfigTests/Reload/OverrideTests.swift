import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Levels for a while")
struct OverrideTests {
    // 2026-03-01T12:00:00Z
    private let clock = ManualClock(WallTime(seconds: 1_772_366_400))
    private let tree: LoggerTree

    init() {
        tree = LoggerTree(environment: LogEnvironment(clock: clock))
        tree.status.setNoticeHook { _ in }
    }

    private func pass(_ seconds: Int64) {
        clock.set(WallTime(seconds: clock.now().seconds + seconds))
        tree.endPassedOverrides()
    }

    @Test func `an override counts for the logger and those below until its time has passed`() {
        tree.logger("app").level = .error
        let query = tree.logger("app.db.query")
        let override = tree.override("app.db", level: .debug, for: .seconds(600))
        #expect(query.isEnabled(for: .debug))
        #expect(query.effectiveLevel == .debug)
        #expect(tree.logger("app.db").level == .notSet)
        #expect(tree.overrides.map(\.loggerName) == ["app.db"])
        pass(599)
        #expect(override.isActive)
        pass(1)
        #expect(override.isActive == false)
        #expect(query.isEnabled(for: .warning) == false)
        #expect(query.effectiveLevel == .error)
        #expect(tree.overrides.isEmpty)
    }

    @Test func `of several the latest counts, and when it is cancelled the one before`() {
        let root = tree.root
        tree.override("", level: .info, for: .seconds(60))
        let second = tree.override("root", level: .debug, for: .seconds(600))
        #expect(root.effectiveLevel == .debug)
        second.cancel()
        second.cancel()
        #expect(root.effectiveLevel == .info)
        pass(60)
        #expect(root.effectiveLevel == .warning)
    }

    @Test func `an override survives a reload, and what is configured counts afterwards`() throws {
        let files = MemoryFiles("{version: 1, loggers: {app: {level: INFO}}}")
        let watcher = try LoggingConfiguration.watch("log.yaml", in: files, tree: tree)
        tree.override("app", level: .debug, for: .seconds(60))
        files.replace("{version: 1, loggers: {app: {level: ERROR}}}")
        try watcher.reload()
        #expect(tree.logger("app").effectiveLevel == .debug)
        #expect(tree.logger("app").level == .error)
        pass(60)
        #expect(tree.logger("app").effectiveLevel == .error)
    }

    @Test(arguments: [
        "2026-03-01T13:10:00+01:00", "2026-03-01 12:10:00", "\"2026-03-01T12:10:00Z\"", "2026-03-01T12:10:00.000Z",
    ])
    func `a file can ask for one, until a moment`(end: String) throws {
        let section = "logconfig: {overrides: {app: {level: DEBUG, until: \(end)}}}"
        let files = MemoryFiles("{version: 1, \(section), loggers: {app: {level: INFO}}}")
        let watcher = try LoggingConfiguration.watch("log.yaml", in: files, tree: tree)
        let override = try #require(tree.overrides.first)
        #expect(override.end == WallTime(seconds: 1_772_366_400 + 600))
        #expect(override.isConfigured)
        #expect(tree.logger("app").effectiveLevel == .debug)
        tree.override("other", level: .debug, for: .seconds(60))
        files.replace("{version: 1, loggers: {app: {level: INFO}}}")
        try watcher.reload()
        #expect(tree.overrides.map(\.loggerName) == ["other"])
        #expect(tree.logger("app").effectiveLevel == .info)
    }

    @Test func `an end that has passed has no effect`() throws {
        let section = "logconfig: {overrides: {app: {level: DEBUG, until: 2026-02-28}}}"
        try LoggingConfiguration(yaml: "{version: 1, \(section)}").apply(to: tree)
        #expect(tree.overrides.isEmpty)
        #expect(tree.logger("app").effectiveLevel == .warning)
    }

    @Test(arguments: [
        ("{app: {level: DEBUG}}", "logconfig.overrides.app: 'until' is missing"),
        ("{app: {until: 2026-03-01}}", "logconfig.overrides.app: 'level' is missing"),
        ("{app: {level: LOUD, until: 2026-03-01}}", "logconfig.overrides.app.level: 'LOUD' is not a level"),
        ("{app: {level: INFO, until: soon}}", "logconfig.overrides.app.until: 'soon' is not a moment"),
        (
            "{app: {level: INFO, until: 2026-03-01, why: x}}",
            "logconfig.overrides.app.why: an override has no key 'why'"
        ),
        ("{app: DEBUG}", "logconfig.overrides.app: an override has a level and an end"),
        ("[app]", "logconfig.overrides: 'overrides' is not a mapping of loggers"),
    ])
    func `what is wrong with one is told with its place`(section: String, problem: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: "{version: 1, logconfig: {overrides: \(section)}}")
        }
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(errors.map { "\($0.path): \($0.message)" } == [problem])
    }

    @Test func `on the system's clock it ends by itself`() {
        let tree = LoggerTree()
        let logger = tree.logger("app")
        tree.override("app", level: .debug, for: .milliseconds(20))
        // Nothing but the timer's thread lowers the threshold that a logging call reads.
        while logger.isEnabled(for: .debug) { _ = tree.loggerNames }
        #expect(logger.isEnabled(for: .info) == false)
    }
}
