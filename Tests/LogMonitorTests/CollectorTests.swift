import Foundation
import LogConfig
import LogMonitor
import LogRuntime
import TestSupport
import Testing

/// What collectors rely on: patterns of files, and rollovers that lose nothing.
struct CollectorTests {
    let directory: LogMonitorTests.TemporaryDirectory

    init() throws {
        directory = try LogMonitorTests.TemporaryDirectory()
    }

    private static let configurations = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Configs/collectors").path

    @Test(.enabled(if: Tailer.python.oracle != nil, "needs a python3"))
    func `a collector that follows the file by its inode reads each row once across rollovers`() throws {
        let bench = MonitorBench(type: "default", options: ["backup_count": 3], directory: directory.path)
        let tailer = try Tailer(directory.path + "/monitoring/m/data/data.0.log", lines: 60)
        for day in 0..<6 {
            bench.clock.set(WallTime(seconds: MonitorBench.moment.seconds + Int64(day) * 86_400))
            for row in 0..<10 {
                let number = day * 10 + row
                withMonitorContext(requestID: 1) {
                    bench.hub.monitor("m") { $0.log(number, name: "x", dataType: .numerical) }
                }
                // Half of the rows are read before the next one is written, half after the rollover.
                if row < 5 { #expect(tailer.nextLine()?.hasPrefix("{\"x\": \(number),") == true) }
            }
            for row in 5..<10 {
                #expect(tailer.nextLine()?.hasPrefix("{\"x\": \(day * 10 + row),") == true)
            }
        }
        #expect(tailer.nextLine() == nil)
        #expect(directory.files.filter { $0.contains("data.0.log.") }.count == 3)
        #expect(bench.failures.isEmpty)
    }

    @Test(.enabled(if: PythonOracle.find(modules: ["yaml"]).oracle != nil, "needs a python3 with PyYAML"))
    func `the ready-made files for collectors are YAML, and their patterns mean the files of rows`() throws {
        let oracle = try #require(PythonOracle.find(modules: ["yaml"]).oracle)
        let bench = MonitorBench(type: "default", directory: directory.path)
        for name in ["iris", "team/model"] {
            bench.hub.monitor(name) { $0.log(1, name: "x", dataType: .numerical) }
        }
        let script = """
            import glob, os, sys, yaml
            def patterns(value, key=''):
                if isinstance(value, dict):
                    for name, inner in value.items(): yield from patterns(inner, name)
                elif isinstance(value, list):
                    for inner in value: yield from patterns(inner, key)
                elif isinstance(value, str):
                    if key.endswith('.yaml'): yield from patterns(yaml.safe_load(value))
                    elif key in ('path', 'paths', 'include') and value.startswith('/srv/iris/'): yield value
            for name in sorted(os.listdir(sys.argv[1])):
                document = yaml.safe_load(open(os.path.join(sys.argv[1], name)))
                found = set()
                for pattern in patterns(document): found |= set(glob.glob(sys.argv[2] + pattern[len('/srv/iris'):]))
                print(name, *sorted(path[len(sys.argv[2]) + 1:] for path in found))
            """
        let output = try oracle.run(["-c", script, CollectorTests.configurations, directory.path])
        let rows = "monitoring/iris/data/data.0.log"
        #expect(
            String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init) == [
                "filebeat.yaml \(rows)", "fluent-bit-forward.yaml",
                "fluent-bit-tail.yaml \(rows) monitoring/iris/schema/schema.0.log", "kubernetes-daemonset.yaml",
                "kubernetes-sidecar.yaml \(rows)", "monitor-to-fluent.yaml", "monitor-to-stdout.yaml",
                "otel-collector.yaml \(rows)", "vector.yaml \(rows)",
            ]
        )
    }

    @Test(arguments: ["monitor-to-fluent.yaml", "monitor-to-stdout.yaml"])
    func `the ready-made configurations of monitors have no doubts`(name: String) throws {
        let hub = MonitorHub(
            MonitorConfiguration(options: ["log_config_file": .string(CollectorTests.configurations + "/" + name)])
        )
        try hub.prepare()
        let (_, diagnostics) = LoggingConfiguration.check(
            bytes: Array(try Data(contentsOf: URL(fileURLWithPath: CollectorTests.configurations + "/" + name))),
            file: name
        )
        #expect(diagnostics.map(\.description) == [])
    }
}
