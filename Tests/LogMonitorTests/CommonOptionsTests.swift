import LogMonitor
import LogRuntime
import Testing

/// The options that monitors of every type have.
struct CommonOptionsTests {
    private func log(_ bench: MonitorBench, requestID: UInt64 = 1) {
        withMonitorContext(requestID: requestID) {
            bench.hub.monitor("m") { mon in
                mon.log("ann@example.org", name: "email", dataType: .categorical)
                mon.log(42, name: "age", dataType: .numerical)
                mon.log([1.5, .nan], name: "embedding", dataType: .numericalSequence)
                mon.log(0.25, name: "score", role: .prediction, dataType: .numerical)
            }
        }
    }

    /// Which of the requests 1 to 40 are taken at a rate.
    private static let taken: [(rate: Double, requests: [Int])] = [
        (0.1, [10, 18, 21]), (0.5, [3, 4, 5, 7, 10, 11, 14, 16, 18, 20, 21, 33, 35, 40]), (1, Array(1...40)), (0, []),
    ]

    @Test(arguments: taken)
    func `a part of all requests is logged, always the same ones, and the rest is counted`(
        rate: Double,
        taken: [Int]
    ) throws {
        for _ in 0..<2 {
            let bench = MonitorBench(options: ["sample_rate": .double(rate)])
            for number in 1...40 {
                withMonitorContext(requestID: UInt64(number)) {
                    bench.hub.monitor("m") { $0.log(number, name: "x", dataType: .numerical) }
                }
            }
            #expect(bench.rows.compactMap { $0["x"] } == taken.map { LogValue.int(Int64($0)) })
            let statistics = try #require(bench.hub.statistics(of: "m"))
            #expect(statistics.records == taken.count)
            #expect(statistics.sampledRecords == 40 - taken.count)
        }
    }

    @Test func `a block of a request that is left out writes nothing, one without a request is judged at its end`() {
        let bench = MonitorBench(options: ["sample_rate": 0])
        withMonitorContext(requestID: 1) {
            let isActive = bench.hub.monitor("m") { $0.isActive }
            #expect(!isActive)
        }
        bench.hub.monitor("m") { mon in
            #expect(mon.isActive)
            mon.log(1, name: "x", dataType: .numerical)
        }
        bench.hub.monitor("m") { _ in }
        #expect(bench.hub.statistics(of: "m")?.sampledRecords == 2)
        #expect(bench.hub.statistics(of: "m")?.emptyRecords == 1)
        #expect(bench.monitor() == nil)
    }

    @Test func `columns are left out, masked, or replaced by a keyed hash, for every type of monitor`() {
        let bench = MonitorBench(options: [
            "redact": ["email": "hash", "age": "mask", "embedding": "drop"], "redact_secret": "k", "own": 1,
        ])
        log(bench)
        #expect(
            bench.rows == [["email": "hmac:41f24aa7a0a25122a371ae3eed12c001", "age": "***", "score": 0.25]]
        )
        #expect(
            bench.monitor()?.schemas == [
                [
                    MonitorColumn(name: "email", dataType: .categorical),
                    MonitorColumn(name: "age", dataType: .categorical),
                    MonitorColumn(name: "score", role: .prediction, dataType: .numerical),
                ]
            ]
        )
        #expect(bench.monitor()?.arguments.options == ["own": 1])
        #expect(bench.failures.isEmpty)
    }

    @Test func `values of batches and tables are redacted, too`() {
        let bench = MonitorBench(options: [
            "redact": ["a": "hash", "b": "drop", "c": "mask"], "redact_secret": "k", "redact_mask": "-",
        ])
        bench.hub.monitor("m") { mon in
            mon.logBatch([42, nil] as [Int?], name: "a", dataType: .numerical)
            mon.logBatch([1, 2], name: "b", dataType: .numerical)
            mon.logBatch([Double.nan, 2], name: "c", dataType: .numerical)
        }
        bench.hub.monitor("m") { mon in
            mon.logTable([["a": "ann@example.org", "b": 2, "c": [:]], ["a": 42, "b": 3, "c": 1]] as [LogObject])
        }
        let hashed: LogValue = "hmac:7955074f51169f1f64053d8b2c403d7f"
        #expect(
            bench.rows == [
                ["a": hashed, "c": "-"], ["a": "hmac:055c0f0078bc77c8482df9222a834997", "c": "-"],
                ["a": "hmac:41f24aa7a0a25122a371ae3eed12c001", "c": "-"], ["a": hashed, "c": "-"],
            ]
        )
    }

    @Test(arguments: [
        (
            "sample_rate: 2",
            "s.yaml:3:5: error: monitoring.options.sample_rate: is not a number from 0 to 1"
        ),
        (
            "sample_rat: 0.5",
            "s.yaml:3:5: error: monitoring.options.sample_rat: is not known; "
                + "did you mean 'sample_rate'?"
        ),
        (
            "redact: [email]",
            "s.yaml:3:5: error: monitoring.options.redact: is not a mapping of columns to 'drop', 'mask' "
                + "or 'hash'"
        ),
        (
            "redact: {email: hsah}",
            "s.yaml:3:5: error: monitoring.options.redact: says 'hsah' of column 'email'; "
                + "did you mean 'hash'?"
        ),
        (
            "redact: {email: hash}",
            "s.yaml:3:5: error: monitoring.options.redact: hashes column 'email', and there is no "
                + "'redact_secret'"
        ),
        (
            "redact_mask: x",
            "s.yaml:3:5: error: monitoring.options.redact_mask: has no effect without 'redact'"
        ),
        (
            "{redact: {a: hash}, redact_secret: 'env://LOGCONFIG_TESTS_UNSET'}",
            "s.yaml:3:25: error: monitoring.options.redact_secret: names the environment variable "
                + "'LOGCONFIG_TESTS_UNSET', which is not set"
        ),
    ])
    func `a wrong option is told with its place`(option: String, text: String) {
        let error = #expect(throws: MonitorConfigurationError.self) {
            try MonitoringConfiguration.load(yaml: "monitoring:\n  options:\n    \(option)\n", file: "s.yaml")
        }
        #expect(error?.description == text)
    }

    @Test func `a wrong option of a use keeps the monitor from being made, and disturbs no block`() {
        let bench = MonitorBench()
        let result = bench.hub.monitor("m", options: ["redact": 3]) { mon in
            mon.log(1, name: "x", dataType: .numerical)
            return 7
        }
        #expect(result == 7)
        #expect(
            bench.failures.map(\.message) == [
                "a row is lost: option 'redact': is not a mapping of columns to 'drop', 'mask' or 'hash'"
            ]
        )
    }

    @Test func `a provider says the request and the trace that the task does not say itself`() {
        let bench = MonitorBench()
        var configuration = bench.hub.configuration
        configuration.contextProvider = { MonitorContext(requestID: 7, traceID: 9) }
        bench.hub.configure(configuration)
        bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        withMonitorContext(requestID: 8) {
            bench.hub.monitor("m") { $0.log(2, name: "x", dataType: .numerical) }
        }
        let time = "\"timestamp\": \"2026-11-22T22:14:47.641727\""
        #expect(
            bench.monitor()?.rendered == [
                "\"x\": 1, \(time), \"request_id\": \"7\", \"trace_id\": \"9\"",
                "\"x\": 2, \(time), \"request_id\": \"8\", \"trace_id\": \"9\"",
            ]
        )
    }
}
