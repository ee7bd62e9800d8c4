#if Network && OTLP
import LogConfig
import LogNetwork
import LogOTLP

// Blocks of the articles of LogNetwork and LogOTLP.

private func network() throws {
    let options = ConfigurationOptions(registry: .network)
    try LoggingConfiguration(contentsOf: "log_config.yaml", options: options).apply()
}

private func collector() throws {
    var options = ConfigurationOptions()
    options.registry.addOTLPHandlers()
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml", options: options)
}
#endif
