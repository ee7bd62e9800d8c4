internal import Dispatch
internal import LogMonitor
internal import LogRuntime

/// One look at a monitor type.
struct ConformanceTrial {
    /// The name under which the type is tried.
    private static let typeName = "conformance"
    /// An option that no type has.
    private static let strangeOption = "no_such_option_of_any_type"
    /// How many problems of one kind are told.
    private static let reportLimit = 5

    private let options: LogObject
    private let hub: MonitorHub
    private let journal = TrialJournal()
    private let configuration: MonitorConfiguration
    private var expected = 0
    /// What is wrong.
    private(set) var problems: [String] = []

    /// Prepares a look.
    init(entry: MonitorTypeRegistry.Entry, options: LogObject) {
        self.options = options
        let status = StatusChannel()
        status.setHook { [journal] in journal.add($0) }
        var types = MonitorTypeRegistry()
        types.register(ConformanceTrial.typeName, reservedNames: entry.reservedNames, check: entry.check) {
            [journal] arguments in
            let monitor = try entry.make(arguments)
            journal.add(monitor)
            return WatchedMonitor(monitor, journal: journal)
        }
        configuration = MonitorConfiguration(
            type: ConformanceTrial.typeName,
            options: options,
            serviceName: "conformance",
            serviceVersion: "1",
            types: types,
            status: status,
            // What the type says of odd use is no problem.
            logger: LoggerTree().logger("conformance")
        )
        hub = MonitorHub(configuration)
    }

    // MARK: Options

    /// Has the type look at its options, right ones and a wrong one.
    mutating func tryOptions() {
        do { try hub.prepare() } catch { problems.append("its options are refused: \(error)") }
        var strange = configuration
        strange.options[ConformanceTrial.strangeOption] = "x"
        do {
            try MonitorHub(strange).prepare()
            problems.append("an option that it does not know is not refused when the program starts")
        } catch let error as MonitorError {
            let isNamed = error.problems.contains { $0.option == ConformanceTrial.strangeOption }
            if !isNamed { problems.append("what is said of an unknown option does not name it: \(error)") }
        } catch {
            problems.append("an unknown option is refused by something else than a MonitorError: \(error)")
        }
    }

    // MARK: Rows

    /// Has the type take rows, and counts what arrives.
    mutating func tryRows(_ delivered: (Int) throws -> Int) {
        for sample in ConformanceSample.all {
            log("m") { mon in mon.log(sample.value, name: "feature", dataType: sample.dataType) }
            expect(1, "a row with \(sample.name)", delivered)
        }
        hub.monitor("m") { mon in
            mon.logBatch([1.0, 2, 3], name: "x", dataType: .numerical)
            mon.logBatch(["a", "b", "c"], name: "kind", role: .prediction, dataType: .categorical)
            mon.logBatch(["a", "b", "c"], name: "truth", role: .target, dataType: .categorical)
        }
        expect(3, "a batch of three rows", delivered)
        for number in 0..<4 {
            log("m") { mon in mon.log(number, name: number % 2 == 0 ? "x" : "y", dataType: .numerical) }
        }
        expect(4, "columns that alternate", delivered)
        for name in ConformanceSample.names {
            log("m") { mon in mon.log(1, name: name, dataType: .numerical) }
        }
        expect(ConformanceSample.names.count, "columns with strange names", delivered)
        for name in ConformanceSample.names { log(name) { mon in mon.log(1, name: "x", dataType: .numerical) } }
        expect(ConformanceSample.names.count, "monitors with strange names", delivered)
        DispatchQueue.concurrentPerform(iterations: 8) { [self] thread in
            for number in 0..<50 {
                log(number % 2 == 0 ? "m" : "n") { mon in mon.log(thread, name: "x", dataType: .numerical) }
            }
        }
        expect(400, "8 threads and two monitors", delivered)
        tryEnd(delivered)
    }

    /// Logs a row that every type takes.
    private func log(_ name: String, _ block: (MonitorSession) -> Void) {
        hub.monitor(name) { mon in
            block(mon)
            mon.log("a", name: "kind", role: .prediction, dataType: .categorical)
            mon.log("b", name: "truth", role: .target, dataType: .categorical)
        }
    }

    /// Counts what has arrived.
    private mutating func expect(_ rows: Int, _ situation: String, _ delivered: (Int) throws -> Int) {
        let before = expected
        expected += rows
        do { try hub.flush() } catch { problems.append("\(situation): flush() throws: \(error)") }
        tellFailures(situation)
        do {
            let count = try delivered(expected)
            if count != expected {
                problems.append("\(situation): logged \(rows), delivered \(count - before)")
                expected = count
            }
        } catch {
            problems.append("\(situation): what was delivered cannot be counted: \(error)")
        }
    }

    private mutating func tellFailures(_ situation: String) {
        let failures = journal.takeFailures()
        for failure in failures.prefix(ConformanceTrial.reportLimit) {
            problems.append("\(situation): it reports: \(failure)")
        }
        if failures.count > ConformanceTrial.reportLimit {
            problems.append("\(situation): it reports \(failures.count - ConformanceTrial.reportLimit) failures more")
        }
    }

    // MARK: The end

    /// Ends the monitors, gives one of them a row afterwards, and starts anew.
    private mutating func tryEnd(_ delivered: (Int) throws -> Int) {
        log("m") { mon in mon.log(1, name: "x", dataType: .numerical) }
        hub.close()
        expect(1, "a row before the end, without flush()", delivered)
        if journal.hasSurvivors { problems.append("a monitor that was closed is still there: it keeps itself alive") }
        log("m") { mon in mon.log(1, name: "x", dataType: .numerical) }
        expect(1, "a row after a new start", delivered)
        // Whether it arrives or is refused is the type's to say.
        journal.endsBeforeRows = true
        log("m") { mon in mon.log(1, name: "x", dataType: .numerical) }
        hub.close()
        _ = journal.takeFailures()
    }
}
