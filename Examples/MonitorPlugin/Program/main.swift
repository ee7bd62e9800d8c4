// A program with a monitor type of its own: the operator chooses it, by its name, in a service file.
import Foundation
import LogMonitor
import TableMonitor

/// Ends the program with a message.
func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
}

guard CommandLine.arguments.count == 2 else { fail("usage: monitor-plugin SERVICE.yaml", status: 2) }

var types = MonitorTypeRegistry.standard
types.addTable()
do {
    let base = MonitorConfiguration(serviceName: "thermometer", serviceVersion: "1.0.0", types: types)
    Monitoring.configure(try MonitoringConfiguration.load(CommandLine.arguments[1], base: base))
    // Whatever is wrong with the destination shows now, not at the first row.
    try Monitoring.prepare(["temperature"])
} catch {
    fail("monitor-plugin: \(error)", status: 1)
}

for hour in 0..<24 {
    monitor("temperature") { mon in
        mon.log(hour, name: "hour", dataType: .numerical)
        mon.log(hour < 6 || hour > 20 ? "cold" : "warm", name: "felt", role: .prediction, dataType: .categorical)
    }
}
Monitoring.shutdown()
