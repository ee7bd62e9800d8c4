#if os(Linux)
import Foundation
import TestSupport
import Testing

/// What a process holds while it logs rows: no more after the last than after the first third.
@Suite(.serialized, .timeLimit(.minutes(Patience.minutes(10))))
struct FlatnessTests {
    private static let rows = 100_000
    /// How much more memory may be in use at the end: allocators keep some pages back now and then, the address sanitizer's more.
    #if SANITIZE_ADDRESS
    private static let slack = 16 << 20
    #else
    private static let slack = 3 << 20
    #endif
    /// The address sanitizer keeps back what is freed, up to 256 MiB of it, unless it is told to be content with less.
    private static let sanitizing = "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"

    /// Logs rows, and sees that memory and open files do not grow.
    ///
    /// - Parameters:
    ///   - yaml: the service's file.
    ///   - logging: the logging configuration `log.yaml` beside it, if it names one.
    ///   - monitors: how many monitors share the rows.
    ///   - connections: by how many the open files may differ from one measurement to another.
    /// - Throws: when the probe cannot be run.
    private func expectFlat(
        _ yaml: String,
        logging: String = "",
        monitors: Int = 1,
        connections: Int = 0
    ) throws {
        let directory = try TemporaryDirectory()
        try directory.write(yaml, to: "service.yaml")
        try directory.write(logging, to: "log.yaml")
        let outcome = try BuiltProgram("MonitorProbe").run(
            ["service.yaml", String(FlatnessTests.rows), String(monitors)],
            environment: ["ASAN_OPTIONS": FlatnessTests.sanitizing],
            in: directory.path
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        let lines = try outcome.standardOutput.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int])
        }
        #expect(lines.count == 11)
        #expect(lines.last == ["lost": 0])
        let bytes = lines.compactMap { $0["bytes"] }
        let files = lines.compactMap { $0["files"] }
        #expect(bytes[9] - bytes[2] < FlatnessTests.slack, "\(bytes)")
        // Connections come and go one at a time where each row has a request of its own.
        let later = files.dropFirst()
        let (least, most) = (try #require(later.min()), try #require(later.max()))
        #expect(most - least <= connections, "\(files)")
    }

    @Test func `the type default holds the same after 100 000 rows`() throws {
        try expectFlat("monitoring: {options: {log_path: rows}}\n")
    }

    @Test(.enabled(if: ForwardReceiver.python.oracle != nil, "needs a python3 with msgpack"), arguments: [false, true])
    func `rows by the forward protocol hold the same after 100 000 rows`(acknowledges: Bool) throws {
        let receiver = try ForwardReceiver(events: FlatnessTests.rows)
        try expectFlat(
            "monitoring: {options: {log_config_file: log.yaml}}\n",
            logging: """
                version: 1
                handlers:
                  data: {class: fluent.handler.FluentHandler, tag: rows, host: localhost, port: \(receiver.port), ack: \(acknowledges)}
                  schema: {class: logging.NullHandler}
                loggers:
                  bentoml_monitor_data: {level: INFO, handlers: [data], propagate: false}
                  bentoml_monitor_schema: {level: INFO, handlers: [schema], propagate: false}

                """,
            connections: 1
        )
        #expect(receiver.lines().count == FlatnessTests.rows)
    }

    #if OTLP
    // Needs a Python with opentelemetry-proto and grpcio.
    @Test(
        .enabled(
            if: ConformanceTests.protobuf.oracle != nil,
            "needs a python3 with opentelemetry-proto and grpcio"
        )
    )
    func `the type otlp holds the same after 100 000 rows`() throws {
        let receiver = try CountingReceiver(
            try #require(ConformanceTests.protobuf.oracle),
            script: Repository.root + "/Tests/LogOTLPTests/Receiver/collector.py",
            arguments: ["http", "--quiet"]
        ) { $0["records"] as? Int ?? 0 }
        try expectFlat(
            "monitoring: {type: otlp, options: {endpoint: 'http://localhost:\(receiver.port)', drain_timeout: 60}}\n"
        )
        #expect(receiver.rows(FlatnessTests.rows) == FlatnessTests.rows)
    }
    #endif

    #if Arize
    // Needs a Python.
    @Test(.enabled(if: ConformanceTests.python.oracle != nil, "needs a python3"))
    func `the type of Arize, with a request for each, holds the same after 100 000 rows`() throws {
        let receiver = try CountingReceiver(
            try #require(ConformanceTests.python.oracle),
            script: Repository.root + "/Tests/LogArizeTests/Receiver/counter.py",
            arguments: []
        ) { $0["rows"] as? Int ?? 0 }
        try expectFlat(
            """
            monitoring:
              type: arize
              options: {api_key: k, space_key: s, uri: 'http://localhost:\(receiver.port)/v1', drain_timeout: 60, max_workers: 4}

            """,
            // Each has a thread of its own, which is what such requests need most.
            monitors: 2,
            connections: 8
        )
        #expect(receiver.rows(FlatnessTests.rows) == FlatnessTests.rows)
    }
    #endif
}
#endif
