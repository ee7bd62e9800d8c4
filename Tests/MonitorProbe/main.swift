// Logs rows through monitors in turn and tells after each tenth of them what the process holds: bytes of memory and open files.
// usage: MonitorProbe SERVICE.yaml ROWS [MONITORS]
import Foundation
import LogMonitor

#if Arize
import LogArize
#endif
#if OTLP
import LogOTLP
#endif

/// What the process holds, as a line of JSON.
func holdings() -> String {
    let sizes = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    let pages = sizes.count > 1 ? Int(sizes[1]) ?? 0 : 0
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0
    return #"{"bytes": \#(pages * Int(sysconf(Int32(_SC_PAGESIZE)))), "files": \#(files)}"#
}

let rows = Int(CommandLine.arguments[2]) ?? 0
let names = (0..<(CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 1 : 1)).map { "m\($0)" }
var types = MonitorTypeRegistry.standard
#if Arize
types.addArize()
#endif
#if OTLP
types.addOTLP()
#endif
Monitoring.configure(
    try MonitoringConfiguration.load(CommandLine.arguments[1], base: MonitorConfiguration(types: types))
)
for number in 1...rows {
    monitor(names[number % names.count]) { mon in
        mon.log(5.1, name: "sepal", dataType: .numerical)
        mon.log([0.1, 0.2, 0.3], name: "vector", dataType: .numericalSequence)
        mon.log("setosa", name: "kind", role: .prediction, dataType: .categorical)
    }
    // Rows are not to pile up in a queue: what is held is asked when nothing is under way.
    if number % 500 == 0 { try Monitoring.hub.flush() }
    if number % (rows / 10) == 0 { print(holdings()) }
}
Monitoring.shutdown()

print(#"{"lost": \#(LoggerTree.shared.status.lossCount)}"#)
