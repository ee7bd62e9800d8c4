#if Network
internal import LogRuntime
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Says in our words why a step of a connection failed.
enum StreamFailure {
    /// The error for handlers.
    static func sinkError(_ error: any Error, while operation: String, _ place: String) -> SinkError {
        switch error {
        case let error as SinkError:
            return error
        case let error as IOError:
            return SinkError(operation, place, errorNumber: error.errnoCode)
        case let error as NIOConnectionError:
            if let last = error.connectionErrors.last { return sinkError(last.error, while: operation, place) }
            return SinkError(
                operation,
                place,
                problem: "the host '\(error.host)' is not known",
                pythonType: "socket.gaierror",
                pythonMessage: "[Errno -2] Name or service not known"
            )
        case let error as ChannelError:
            if case .connectTimeout = error {
                return SinkError(operation, place, problem: "timed out", pythonType: "TimeoutError")
            }
            return SinkError(operation, place, problem: "the connection is closed", pythonType: "ConnectionResetError")
        default:
            return tlsError(error, while: operation, place)
        }
    }

    private static func tlsError(_ error: any Error, while operation: String, _ place: String) -> SinkError {
        let text = "\(error)"
        let isCertificate =
            text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate")
            || text.contains("Hostname") || text.contains("failedToValidateHostname")
        if isCertificate {
            return SinkError(
                "secure the connection to",
                place,
                problem: "the server's certificate is not trusted (\(text))",
                pythonType: "ssl.SSLCertVerificationError"
            )
        }
        if error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError {
            return SinkError("secure the connection to", place, problem: text, pythonType: "ssl.SSLError")
        }
        return SinkError(operation, place, problem: text)
    }
}
#endif
