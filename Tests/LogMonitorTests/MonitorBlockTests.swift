import LogMonitor
import LogRuntime
import Testing

/// Blocks: errors, nesting, threads, tasks.
struct MonitorBlockTests {
    struct Broken: Error, Equatable {}

    let bench = MonitorBench()

    @Test func `an error in a block goes on, and what was logged before it is written`() async {
        #expect(throws: Broken.self) {
            try bench.hub.monitor("m") { mon in
                mon.log(1, name: "x", dataType: .numerical)
                throw Broken()
            }
        }
        await #expect(throws: Broken.self) {
            try await bench.hub.monitor("m") { mon in
                mon.log(2, name: "x", dataType: .numerical)
                await Task.yield()
                throw Broken()
            }
        }
        #expect(bench.rows == [["x": 1], ["x": 2]])
    }

    @Test func `a block after one that failed or was empty works as ever`() {
        _ = try? bench.hub.monitor("m") { _ in throw Broken() }
        bench.hub.monitor("m") { _ in }
        bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        bench.hub.monitor("other") { $0.log(2, name: "x", dataType: .numerical) }
        #expect(bench.rows == [["x": 1]])
        #expect(bench.monitor("other")?.rows == [["x": 2]])
    }

    @Test func `blocks in each other have records of their own`() {
        bench.hub.monitor("m") { outer in
            outer.log(1, name: "x", dataType: .numerical)
            bench.hub.monitor("n") { $0.log(2, name: "y", dataType: .numerical) }
            bench.hub.monitor("m") { $0.log(3, name: "x", dataType: .numerical) }
            outer.log(4, name: "z", dataType: .numerical)
        }
        #expect(bench.rows == [["x": 3], ["x": 1, "z": 4]])
        #expect(bench.monitor("n")?.rows == [["y": 2]])
    }

    @Test func `tasks started in a block log into it`() async {
        await bench.hub.monitor("m") { mon in
            await withTaskGroup { group in
                for number in 0..<50 {
                    group.addTask { mon.log(number, name: "c\(number)", dataType: .numerical) }
                }
            }
        }
        #expect(bench.rows.count == 1)
        #expect(
            Set(bench.rows.first?.fields.map(\.value) ?? []) == Set((0..<50).map { LogValue.int(Int64($0)) })
        )
    }

    @Test func `what is logged after the block is dropped, counted and reported`() {
        var kept: MonitorSession?
        bench.hub.monitor("m") { mon in
            mon.log(1, name: "x", dataType: .numerical)
            kept = mon
        }
        kept?.log(2, name: "x", dataType: .numerical)
        // The block's memory is in use by another one now.
        bench.hub.monitor("m") { mon in
            kept?.logBatch([3, 4], name: "x", dataType: .numerical)
            mon.log(5, name: "x", dataType: .numerical)
        }
        #expect(bench.rows == [["x": 1], ["x": 5]])
        #expect(bench.hub.statistics(of: "m")?.lateValues == 3)
        #expect(
            bench.failures.map(\.message)
                == Array(
                    repeating: "column 'x' was logged after its block had ended; the value is dropped",
                    count: 2
                )
        )
        #expect(bench.status.lossCount == 2)
    }

    @Test func `each task has its own request`() async {
        await withTaskGroup { group in
            for number in 1...20 {
                group.addTask {
                    await withMonitorContext(requestID: UInt64(number)) {
                        await bench.hub.monitor("m") { mon in
                            mon.log(number, name: "x", dataType: .numerical)
                            await Task.yield()
                        }
                    }
                }
            }
        }
        let moment = "\"timestamp\": \"2026-11-22T22:14:47.641727\""
        #expect(
            Set(bench.monitor()?.rendered ?? [])
                == Set((1...20).map { "\"x\": \($0), \(moment), \"request_id\": \"\($0)\"" })
        )
    }

    @Test func `a block of a monitor that is off runs and logs nothing`() {
        let off = MonitorBench(isEnabled: false)
        let value = off.hub.monitor("m") { mon -> Int in
            mon.log(1, name: "x", dataType: .numerical)
            #expect(!mon.isActive)
            return 5
        }
        #expect(value == 5)
        #expect(off.monitor() == nil)
        #expect(off.hub.statistics(of: "m") == nil)
    }

    @Test func `a monitor that was off can be on later`() {
        let bench = MonitorBench(isEnabled: false)
        bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        var configuration = bench.hub.configuration
        configuration.isEnabled = true
        bench.hub.configure(configuration)
        bench.hub.monitor("m") { $0.log(2, name: "x", dataType: .numerical) }
        #expect(bench.rows == [["x": 2]])
    }
}
