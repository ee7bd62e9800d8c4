#if Arize
import LogArize
import LogMonitor

// Blocks of the article of LogArize.

private func arize() throws {
    var types = MonitorTypeRegistry.standard
    types.addArize()
    let base = MonitorConfiguration(serviceName: "iris_classifier", serviceVersion: "1.0.0", types: types)
    Monitoring.configure(try MonitorConfiguration.load("service.yaml", service: "iris_classifier", base: base))
}
#endif
