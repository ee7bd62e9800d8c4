import LogMonitor
import LogRuntime
import Testing

/// Types, options, setting up.
struct MonitorHubTests {
    private static let unknownType =
        "no monitor type is named 'colect'; there are 'collect', 'default'; did you mean 'collect'?"

    @Test func `a type nobody registered is an error when the program starts, and disturbs no block`() {
        let bench = MonitorBench(type: "colect")
        let error = #expect(throws: MonitorError.self) { try bench.hub.prepare() }
        #expect(error?.description == MonitorHubTests.unknownType)
        let value = bench.hub.monitor("m") { mon -> Int in
            mon.log(1, name: "x", dataType: .numerical)
            return 7
        }
        #expect(value == 7)
        #expect(bench.failures.map(\.message) == ["a row is lost: \(MonitorHubTests.unknownType)"])
        #expect(bench.hub.statistics(of: "m")?.lostRows == 1)
    }

    @Test(
        arguments: [
            (
                ["log_pth": "x"], "option 'log_pth': is not known; did you mean 'log_path'?"
            ),
            (
                ["colour": "x"],
                "option 'colour': is not known; the options of type 'default' are 'log_path', "
                    + "'log_config_file', 'backup_count', 'max_age', 'max_total_size', 'non_finite'"
            ),
            (["log_path": 3], "option 'log_path': is not the name of a directory"),
            (
                ["log_path": "", "backup_count": -1],
                "option 'log_path': is not the name of a directory\noption 'backup_count': is not a number of files"
            ),
            (["non_finite": "no"], "option 'non_finite': is 'no'; expected one of 'text', 'null', 'python'"),
            (["log_config_file": true], "option 'log_config_file': is not the name of a file"),
            (
                ["log_config_file": "x.yaml", "backup_count": 1],
                "option 'backup_count': has no effect beside 'log_config_file': set backupCount there"
            ),
        ] as [(LogObject, String)]
    )
    func `a wrong option is an error when the program starts`(options: LogObject, problem: String) {
        let bench = MonitorBench(type: "default", options: options)
        let error = #expect(throws: MonitorError.self) { try bench.hub.prepare() }
        #expect(error?.description == problem)
    }

    @Test func `a monitor is made from the options configured or from those of its use`() {
        let bench = MonitorBench(type: "collect", options: ["flavour": "mint"])
        bench.hub.monitor("a") { $0.log(1, name: "x", dataType: .numerical) }
        bench.hub.monitor("b", options: ["flavour": "rose"]) { $0.log(1, name: "x", dataType: .numerical) }
        #expect(bench.monitor("a")?.arguments.options == ["flavour": "mint"])
        #expect(bench.monitor("b")?.arguments.options == ["flavour": "rose"])
        #expect(bench.monitor("b")?.arguments.name == "b")
    }

    @Test func `another type or other options at a later use are warned about once`() {
        let bench = MonitorBench()
        for _ in 0..<3 {
            bench.hub.monitor("m", type: "collect", options: [:]) { $0.log(1, name: "x", dataType: .numerical) }
        }
        #expect(bench.warnings == [])
        for _ in 0..<3 {
            bench.hub.monitor("m", type: "default", options: ["a": 1]) { $0.log(1, name: "x", dataType: .numerical) }
        }
        #expect(bench.rows.count == 6)
        #expect(
            bench.warnings == [
                "monitor 'm': the monitor is of type 'collect' since its first use; 'default' is ignored",
                "monitor 'm': the monitor keeps the options of its first use; others are ignored",
            ]
        )
    }

    @Test func `a monitor that is closed is let go, whatever columns its blocks have taken turns with`() {
        weak var first: KeptMonitor?
        do {
            var types = MonitorTypeRegistry.standard
            let maker = Maker()
            types.register("kept") { _ in maker.monitor }
            let hub = MonitorHub(MonitorConfiguration(type: "kept", types: types))
            for number in 0..<6 {
                let name = number.isMultiple(of: 2) ? "even" : "odd"
                hub.monitor("m") { $0.log(number, name: name, dataType: .numerical) }
            }
            first = maker.monitor
            #expect(hub.statistics(of: "m")?.rows == 6)
        }
        #expect(first == nil)
    }

    /// Makes a monitor, and keeps it as long as it lives itself.
    private final class Maker: Sendable {
        let monitor = KeptMonitor()
    }

    /// A monitor that takes anything.
    private final class KeptMonitor: Monitor {
        func exportSchema(_ schema: MonitorSchema) {}
        func exportRows(_ record: borrowing MonitorRecord) {}
    }

    @Test func `a monitor is closed when monitoring ends, not before its last block`() {
        let bench = MonitorBench()
        bench.hub.monitor("m") { mon in
            mon.log(1, name: "x", dataType: .numerical)
            bench.hub.monitor("m") { $0.log(0, name: "x", dataType: .numerical) }
            let monitor = bench.monitor()
            bench.hub.close()
            #expect(monitor?.isClosed == false)
        }
        #expect(bench.rows == [["x": 0], ["x": 1]])
        #expect(bench.monitor()?.isClosed == true)
    }
}
