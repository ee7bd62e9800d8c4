import LogConfig
import LogRuntime

/// Runs log calls through a configuration in a world of its own: clock, identity, directories, connections.
struct Rehearsal {
    /// How the rehearsal's world differs from the real one.
    struct Options {
        /// Where relative file names start.
        var workingDirectory: String?
        /// A directory below which absolute file names are opened.
        var root: String?
        /// Whether missing directories are made.
        var makesDirectories = false
        /// Whether connections lead into the report.
        var captures = false
        /// Whether unknown dotted classes become stand-ins.
        var usesStandIns = false
        /// The time while configuring.
        var clock: WallTime?
        /// Whether process, thread and source attributes are fixed.
        var pins = false
        /// Loggers that exist before the configuration.
        var existing: [String] = []
        /// Whether somebody reads the report; otherwise failures of handlers are told on standard error.
        var reports = true
        /// Whose behaviour to have.
        var compatibility: Compatibility?
    }

    /// What came of it.
    struct Outcome {
        /// The verdict object with `output`.
        var report: LogObject
        /// Lines of the script that are not calls, as `line:column: error: problem`.
        var problems: [String] = []
        /// Why the configuration was refused.
        var error: LoggingConfigurationError?
    }

    /// How the rehearsal's world differs from the real one.
    let options: Options
    /// The script's name, as records show it for their file.
    let scriptName: RawText

    /// Prepares a rehearsal.
    ///
    /// - Parameters:
    ///   - options: how its world differs from the real one.
    ///   - script: the script's name.
    init(options: Options, script: String) {
        self.options = options
        scriptName = RawText(interned: script)
    }

    /// Configures a tree and makes the calls.
    ///
    /// - Parameters:
    ///   - configuration: the file's bytes.
    ///   - name: what diagnostics call the file.
    ///   - calls: the script, a JSON object a line.
    /// - Returns: the report, or why there was nothing to rehearse.
    func run(configuration: [UInt8], named name: String, calls: [UInt8]) -> Outcome {
        let log = ReplayLog()
        let clock = options.clock.map(ManualClock.init)
        let tree = makeTree(log: log, clock: clock)
        for name in options.existing { _ = tree.logger(name) }
        let verdict = Verdict.of(
            bytes: configuration,
            file: name,
            options: configurationOptions(log: log),
            tree: tree,
            isLive: true
        )
        guard let active = verdict.active else { return Outcome(report: verdict.describe(), error: verdict.error) }
        var report = verdict.describe(existing: options.existing)
        // A record that goes nowhere is not delivered: CPython's NullHandler overrides `handle`, too.
        for (_, handler) in active.handlers where !(handler is NullHandler) { handler.deliveryObserver = log }
        for (_, handler) in active.handlers { (handler as? QueueHandler)?.waitForHand() }
        tree.lastResort?.deliveryObserver = log
        let (made, problems) = makeCalls(calls, on: tree, clock: clock, log: log)
        let queued = emptyQueues(of: active, clock: clock, log: log)
        log.begin("shutdown")
        active.shutdown()
        var output = output(of: made, log: log)
        if !queued.isEmpty { output["queued"] = .object(queued) }
        report["output"] = .object(output)
        return Outcome(report: report, problems: problems)
    }

    /// Lets what waits in queues go to the handlers behind them, once all calls are made.
    ///
    /// - Returns: how many records each queue held.
    private func emptyQueues(of active: ActiveConfiguration, clock: ManualClock?, log: ReplayLog) -> LogObject {
        var queued = LogObject()
        for (name, handler) in active.handlers {
            guard let queue = handler as? QueueHandler else { continue }
            var count = 0
            func begin(_ time: WallTime) {
                count += 1
                log.begin(.string("queue \(name) \(count)"))
                clock?.set(time)
            }
            while queue.handOnNext(begin) {}
            queued[name] = .int(Int64(count))
        }
        return queued
    }

    private func makeTree(log: ReplayLog, clock: ManualClock?) -> LoggerTree {
        let process =
            options.pins
            ? ProcessIdentity(
                identifier: 4242,
                name: "MainProcess",
                thread: ProcessIdentity.Thread(identifier: 1, name: "MainThread"),
                start: nil
            ) : ProcessIdentity()
        let files = FileNaming(
            workingDirectory: options.workingDirectory,
            root: options.root,
            makesDirectories: options.makesDirectories
        )
        let environment =
            options.captures
            ? LogEnvironment(
                clock: clock,
                timeZone: .system,
                process: process,
                files: files,
                network: CapturingNetwork(log: log)
            ) : LogEnvironment(clock: clock, process: process, files: files)
        let tree = LoggerTree(environment: environment, compatibility: options.compatibility ?? .standard)
        if options.reports { tree.status.setHook { log.failed($0) } }
        return tree
    }

    private func configurationOptions(log: ReplayLog) -> ConfigurationOptions {
        var result = ConfigurationOptions(registry: .tool, compatibility: options.compatibility)
        if options.usesStandIns {
            let standIns = StandIns(log: log)
            // The rules speak of a Python that has no more packages than these.
            result.registry = result.registry.withoutOtherPackages
            result.standIns = { role, name in standIns.entry(for: role, named: name) }
        }
        return result
    }

    private func output(of calls: [LogValue], log: ReplayLog) -> LogObject {
        let summary = log.summary
        var output: LogObject = [
            "calls": .array(calls), "captured": .array(summary.captured), "emit_errors": .array(summary.errors),
        ]
        if !summary.late.isEmpty { output["late_deliveries"] = .array(summary.late) }
        return output
    }
}
