#if OTLP
import LogOTLP
import LogRuntime

/// Requests for collectors end in the report, as JSON by the mapping of protocol buffers.
extension CapturingNetwork: OTLPTransportProviding {
    func transport(for settings: OTLPSettings, name: String) -> any OTLPTransport {
        Transport(settings: settings, handler: name, log: log)
    }

    /// Takes every request.
    private struct Transport: OTLPTransport {
        let settings: OTLPSettings
        let handler: String
        let log: ReplayLog

        func send(_ request: OTLPRequest, timeout: Double) async -> OTLPAnswer {
            log.capture(
                "otlp",
                handler: handler,
                [
                    "protocol": .string(settings.transport.rawValue), "endpoint": .string(settings.endpoint.url),
                    "records": .int(Int64(request.recordCount)), "message": request.message ?? .null,
                ]
            )
            return .accepted(rejected: 0, message: "")
        }

        func close() async {}
    }
}
#endif
