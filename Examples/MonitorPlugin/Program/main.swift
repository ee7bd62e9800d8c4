// A program with a monitor type of its own: the operator chooses it, by its name, in a service file.
import LogMonitor
import TableMonitor

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

guard CommandLine.arguments.count == 2 else {
    fputs("usage: monitor-plugin SERVICE.yaml\n", stderr)
    exit(2)
}

var types = MonitorTypeRegistry.standard
types.addTable()
do {
    let base = MonitorConfiguration(serviceName: "thermometer", serviceVersion: "1.0.0", types: types)
    Monitoring.configure(try MonitoringConfiguration.load(CommandLine.arguments[1], base: base))
    // Whatever is wrong with the destination shows now, not at the first row.
    try Monitoring.prepare(["temperature"])
} catch {
    fputs("monitor-plugin: \(error)\n", stderr)
    exit(1)
}

for hour in 0..<24 {
    monitor("temperature") { mon in
        mon.log(hour, name: "hour", dataType: .numerical)
        mon.log(hour < 6 || hour > 20 ? "cold" : "warm", name: "felt", role: .prediction, dataType: .categorical)
    }
}
Monitoring.shutdown()
