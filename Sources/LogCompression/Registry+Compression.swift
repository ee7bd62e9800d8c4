#if Compression
public import LogConfig

extension Registry {
    /// The names of `Registry.standard`, with `gzip` and `zstd` for the key `compress`: what a program passes that wants both.
    ///
    /// ```swift
    /// try LoggingConfiguration(contentsOf: "log_config.yaml", options: ConfigurationOptions(registry: .compression)).apply()
    /// ```
    public static let compression: Registry = {
        var registry = Registry.standard
        registry.addCompression()
        return registry
    }()

    /// Registers `gzip`, which `compress` and `use_gzip` of handlers ask for, and `zstd` where the system's libzstd is there.
    public mutating func addCompression() {
        compressor("gzip", GzipCompressor())
        if let zstd = try? ZstdCompressor() { compressor("zstd", zstd) }
    }
}
#endif
