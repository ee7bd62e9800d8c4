#if OTLP
internal import LogExport

/// How we present ourselves to collectors.
enum UserAgent {
    /// `telemetry.sdk.name`.
    static let name = LibraryIdentity.name
    /// `telemetry.sdk.version`: this library's version.
    static let version = LibraryIdentity.version
    /// The header, as the OTLP specification, "user agent", wants it.
    static let text = "OTel-OTLP-Exporter-Swift/\(version) \(name)"
}
#endif
