#if Configuration
import Configuration
import LogConfig
import LogOverlay

// Blocks of the article of LogOverlay.

private func overlaying() throws {
    let environment = ConfigReader(provider: EnvironmentVariablesProvider())
    var options = ConfigurationOptions()
    options.overlay(with: environment.scoped(to: "log"))
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml", options: options)
}
#endif
