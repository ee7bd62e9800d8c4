#if Compression
import LogCompression
import LogConfig

// Blocks of the article of LogCompression, and of its comments.

private func compression() throws {
    let options = ConfigurationOptions(registry: .compression)
    try LoggingConfiguration(contentsOf: "log_config.yaml", options: options).apply()
}
#endif
