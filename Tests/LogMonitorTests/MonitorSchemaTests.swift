import LogMonitor
import LogRuntime
import Testing

/// When the schema is exported.
struct MonitorSchemaTests {
    private func names(_ bench: MonitorBench) -> [[String]] {
        bench.monitor()?.schemas.map { $0.map { "\($0.name):\($0.role.rawValue):\($0.dataType.rawValue)" } } ?? []
    }

    @Test func `the schema comes before the first row and once only`() {
        let bench = MonitorBench()
        for number in 0..<3 { bench.hub.monitor("m") { $0.log(number, name: "x", dataType: .numerical) } }
        let column = MonitorColumn(name: "x", dataType: .numerical)
        #expect(
            bench.monitor()?.exports == [.schema([column]), .rows([["x": 0]]), .rows([["x": 1]]), .rows([["x": 2]])]
        )
    }

    @Test func `the schema comes again when columns are new, missing, moved, retyped`() {
        let bench = MonitorBench()
        func log(_ columns: [(String, MonitorRole, MonitorDataType)]) {
            for _ in 0..<2 {
                bench.hub.monitor("m") { mon in
                    for column in columns { mon.log(1, name: column.0, role: column.1, dataType: column.2) }
                }
            }
        }
        log([("x", .feature, .numerical), ("y", .feature, .numerical)])
        log([("x", .feature, .numerical), ("y", .feature, .numerical), ("z", .target, .numerical)])
        log([("x", .feature, .numerical)])
        log([("x", .prediction, .categorical)])
        log([("y", .feature, .numerical), ("x", .feature, .numerical)])
        log([("x", .feature, .numerical), ("y", .feature, .numerical)])
        #expect(
            names(bench) == [
                ["x:feature:numerical", "y:feature:numerical"],
                ["x:feature:numerical", "y:feature:numerical", "z:target:numerical"],
                ["x:feature:numerical"],
                ["x:prediction:categorical"],
                ["y:feature:numerical", "x:feature:numerical"],
                ["x:feature:numerical", "y:feature:numerical"],
            ]
        )
        #expect(bench.rows.count == 12)
    }

    @Test func `rows of one shape are the same however many they are`() {
        let bench = MonitorBench()
        bench.hub.monitor("m") { mon in
            mon.log(1, name: "x", dataType: .numerical)
            mon.log(2, name: "y", dataType: .numerical)
        }
        bench.hub.monitor("m") { mon in
            mon.logBatch([3, 4], name: "x", dataType: .numerical)
            mon.logBatch([5, 6], name: "y", dataType: .numerical)
        }
        bench.hub.monitor("m") { mon in
            mon.log(7, name: "x", dataType: .numerical)
            mon.log(8, name: "y", dataType: .numerical)
        }
        #expect(names(bench) == [["x:feature:numerical", "y:feature:numerical"]])
        #expect(bench.rows == [["x": 1, "y": 2], ["x": 3, "y": 5], ["x": 4, "y": 6], ["x": 7, "y": 8]])
    }

    @Test func `a schema that could not be exported is exported with the next record`() {
        let bench = MonitorBench(failingSchemas: 2)
        for number in 0..<4 { bench.hub.monitor("m") { $0.log(number, name: "x", dataType: .numerical) } }
        let column = MonitorColumn(name: "x", dataType: .numerical)
        #expect(
            bench.monitor()?.exports == [
                .rows([["x": 0]]), .rows([["x": 1]]), .schema([column]), .rows([["x": 2]]), .rows([["x": 3]]),
            ]
        )
        #expect(bench.failures.map(\.message) == Array(repeating: "the schema is not written yet: Problem()", count: 2))
        #expect(bench.status.lossCount == 0)
    }

    @Test func `the schema says where it comes from`() {
        let schema = MonitorSchema(
            monitorName: "m",
            serviceName: "demo",
            serviceVersion: "v1",
            columns: [MonitorColumn(name: "x", role: .target, dataType: .numericalSequence)]
        )
        #expect(
            schema.object == [
                "meta_data": ["bento_name": "demo", "bento_version": "v1"],
                "columns": .array([["name": "x", "role": "target", "type": "numerical_sequence"]]),
            ]
        )
    }

    @Test func `threads that start a monitor together export one schema and all rows`() async {
        let bench = MonitorBench()
        await withTaskGroup { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<400 {
                        await bench.hub.monitor("m") { mon in
                            mon.log(worker, name: "worker", dataType: .numerical)
                            if number % 7 == 0 { await Task.yield() }
                            mon.log(number, name: "number", dataType: .numerical)
                        }
                    }
                }
            }
        }
        #expect(names(bench) == [["worker:feature:numerical", "number:feature:numerical"]])
        #expect(Set(bench.rows).count == 3200)
        #expect(bench.rows.count == 3200)
        #expect(bench.hub.statistics(of: "m")?.records == 3200)
        guard case .schema = bench.monitor()?.exports.first else {
            Issue.record("a row came before the schema")
            return
        }
    }
}
