#if OTLP
internal import LogRuntime

/// Whom records come from.
enum OTLPResource {
    /// The attributes in the order of the reference: the library, the instance, what the environment says, the service.
    ///
    /// - Parameters:
    ///   - settings: `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME`, which win.
    ///   - serviceName: the service's name; `nil` when nobody has said it.
    ///   - instance: what tells instances of the service apart (`service.instance.id`).
    ///   - programName: the program's name, for a service without one.
    /// - Returns: the attributes.
    static func attributes(
        _ settings: OTLPSettings,
        serviceName: String?,
        instance: String?,
        programName: String = programName
    ) -> LogObject {
        var result: LogObject = [
            "telemetry.sdk.language": "swift", "telemetry.sdk.name": .string(UserAgent.name),
            "telemetry.sdk.version": .string(UserAgent.version),
        ]
        if let instance { result["service.instance.id"] = .string(instance) }
        for field in settings.resourceAttributes.fields where field.key != "service.name" {
            result[field.key] = field.value
        }
        let fallback = serviceName.map { LogValue.string($0) } ?? .string("unknown_service:\(programName)")
        result["service.name"] =
            settings.serviceName.map { .string($0) } ?? settings.resourceAttributes["service.name"] ?? fallback
        return result
    }

    /// The name of the running program's file.
    static var programName: String {
        let path = CommandLine.arguments.first ?? ""
        return path.split(separator: "/").last.map(String.init) ?? "swift"
    }

    /// The attributes as an encoded `Resource`.
    static func encode(_ attributes: LogObject) -> [UInt8] {
        var buffer = ByteBuffer()
        for field in attributes.fields { buffer.append(field: resourceAttributes, key: field.key, value: field.value) }
        return Array(buffer.bytes)
    }

    /// `Resource.attributes`.
    private static let resourceAttributes = 1
}
#endif
