#if Compression
public import LogConfig

extension Registry {
    /// The names of `Registry.standard`, and `gzip` for the key `compress`: what a program passes that wants both.
    ///
    /// ```swift
    /// try LoggingConfiguration(contentsOf: "log_config.yaml", options: ConfigurationOptions(registry: .compression)).apply()
    /// ```
    public static let compression: Registry = {
        var registry = Registry.standard
        registry.addCompression()
        return registry
    }()

    /// Registers `gzip`, which `compress` and `use_gzip` of handlers ask for.
    public mutating func addCompression() {
        compressor("gzip", GzipCompressor())
    }
}
#endif
