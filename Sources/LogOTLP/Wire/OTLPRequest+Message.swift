#if OTLP
package import LogRuntime
internal import SwiftProtobuf

extension OTLPRequest {
    /// The message as values, by the JSON mapping of protocol buffers; `nil` when the bytes are none.
    package var message: LogValue? {
        typealias Message = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest
        guard let message = try? Message(serializedBytes: bytes),
            let json: [UInt8] = try? message.jsonUTF8Bytes()
        else { return nil }
        return json.withUnsafeBytes { json in
            var reader = JSONReader(json)
            return try? reader.readDocument()
        }
    }
}
#endif
