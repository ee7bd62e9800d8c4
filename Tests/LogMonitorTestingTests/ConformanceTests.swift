import Foundation
import LogMonitor
import LogMonitorTesting
import LogRuntime
import TableMonitor
import TestSupport
import Testing

#if Arize
import LogArize
#endif
#if OTLP
import LogOTLP
#endif

/// The monitor types of this package, and broken ones, under the checks that are offered to everybody.
@Suite(.timeLimit(.minutes(Patience.minutes(3))))
struct ConformanceTests {
    static let python = PythonOracle.find()
    static let protobuf = PythonOracle.find(modules: ["grpc", "opentelemetry.proto.collector.logs.v1.logs_service_pb2"])

    /// How many lines the files below a directory have, of those whose names end in a way.
    private func lines(below directory: TemporaryDirectory, ending: String, where isRow: (Substring) -> Bool) -> Int {
        let files = FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(ending) }.reduce(0) { sum, file in
            sum + (directory.text(file) ?? "").split(separator: "\n").count(where: isRow)
        }
    }

    @Test func `the type default conforms`() throws {
        let directory = try TemporaryDirectory()
        let problems = MonitorConformance.problems(
            ofType: "default",
            in: .standard,
            options: ["log_path": .string(directory.path)]
        ) { _ in lines(below: directory, ending: "data.0.log") { _ in true } }
        #expect(problems == [])
    }

    @Test func `the plugin of the example conforms`() throws {
        let directory = try TemporaryDirectory()
        var types = MonitorTypeRegistry.standard
        types.addTable()
        let problems = MonitorConformance.problems(
            ofType: "example.TableMonitor",
            in: types,
            options: ["directory": .string(directory.path), "buffer_size": 1000]
        ) { _ in lines(below: directory, ending: ".csv") { !$0.hasSuffix("\"kind\",\"truth\"") } }
        #expect(problems == [])
    }

    #if Arize
    // Needs a Python.
    @Test(.enabled(if: python.oracle != nil, "needs a python3"))
    func `the type of Arize conforms`() throws {
        let receiver = try CountingReceiver(
            try #require(ConformanceTests.python.oracle),
            script: Repository.root + "/Tests/LogArizeTests/Receiver/receiver.py",
            arguments: ["--quiet"]
        ) { _ in 1 }
        var types = MonitorTypeRegistry.standard
        types.addArize()
        let problems = MonitorConformance.problems(
            ofType: "arize",
            in: types,
            options: [
                "api_key": "k", "space_key": "s", "uri": .string("http://localhost:\(receiver.port)/v1"),
                "drain_timeout": 60, "max_workers": 4,
            ]
        ) { receiver.rows($0) }
        #expect(problems == [])
    }
    #endif

    #if OTLP
    // Needs a Python with opentelemetry-proto and grpcio.
    @Test(.enabled(if: protobuf.oracle != nil, "needs a python3 with opentelemetry-proto and grpcio"))
    func `the type otlp conforms`() throws {
        let receiver = try CountingReceiver(
            try #require(ConformanceTests.protobuf.oracle),
            script: Repository.root + "/Tests/LogOTLPTests/Receiver/collector.py",
            arguments: ["http", "--quiet"]
        ) { $0["records"] as? Int ?? 0 }
        var types = MonitorTypeRegistry.standard
        types.addOTLP()
        let problems = MonitorConformance.problems(
            ofType: "otlp",
            in: types,
            options: ["endpoint": .string("http://localhost:\(receiver.port)"), "drain_timeout": 60]
        ) { receiver.rows($0) }
        #expect(problems == [])
    }
    #endif

    /// How many rows have arrived.
    private final class Count: Sendable {
        let value = Lock(0)
    }

    /// Does most things wrong: takes any option, loses rows of batches and NaN, forgets what it holds back at the end, fails when
    /// it is flushed twice, and keeps itself alive.
    private final class Broken: Monitor, @unchecked Sendable /* all is behind the lock */ {
        struct Tired: Error {}
        private let rows: Count
        private let state = Lock((held: 0, flushes: 0))
        private var itself: Broken?

        init(_ rows: Count) {
            self.rows = rows
            itself = self
        }

        func exportSchema(_ schema: MonitorSchema) {}

        func exportRows(_ record: borrowing MonitorRecord) throws {
            if record.schema.monitorName == ".." { throw MonitorError("'..' is no name") }
            let isNumber = record.rows.allSatisfy { row in
                row.fields.allSatisfy { if case .double(let number) = $0.value { !number.isNaN } else { true } }
            }
            if isNumber { state.withLock { $0.held += 1 } }
        }

        func flush() throws {
            let held = state.withLock { state in
                defer { state.held = 0 }
                state.flushes += 1
                return state.held
            }
            rows.value.withLock { $0 += held }
        }
    }

    @Test func `a type that does not conform is told why`() throws {
        let rows = Count()
        var types = MonitorTypeRegistry()
        types.register("broken") { _ in Broken(rows) }
        let problems = MonitorConformance.problems(ofType: "broken", in: types) { _ in rows.value.withLock { $0 } }
        #expect(
            problems == [
                "an option that it does not know is not refused when the program starts",
                "a row with NaN: logged 1, delivered 0",
                "a batch of three rows: logged 3, delivered 1",
                "monitors with strange names: it reports: a row is lost: '..' is no name",
                "monitors with strange names: logged 9, delivered 8",
                "a row before the end, without flush(): logged 1, delivered 0",
                "a monitor that was closed is still there: it keeps itself alive",
            ]
        )
        #expect(
            MonitorConformance.problems(ofType: "none", in: types) { _ in 0 } == ["no monitor type is named 'none'"]
        )
    }
}
