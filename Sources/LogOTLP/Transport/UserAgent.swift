#if OTLP
/// How we present ourselves to collectors.
enum UserAgent {
    /// `telemetry.sdk.name`.
    static let name = "swift-log-config"
    /// `telemetry.sdk.version`: this library's version.
    static let version = "0.1.0"
    /// The header, as the OTLP specification, "user agent", wants it.
    static let text = "OTel-OTLP-Exporter-Swift/\(version) \(name)"
}
#endif
