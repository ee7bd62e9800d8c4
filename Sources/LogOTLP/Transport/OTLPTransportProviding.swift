#if OTLP
internal import LogRuntime

/// A network that has transports of its own: a rehearsal, whose requests end in its report.
package protocol OTLPTransportProviding: Sendable {
    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - settings: where requests would go.
    ///   - name: the handler or the monitor that asks.
    /// - Returns: the transport.
    func transport(for settings: OTLPSettings, name: String) -> any OTLPTransport
}

extension OTLPSettings {
    /// Makes the transport that the settings ask for; connects with the first request.
    ///
    /// - Parameters:
    ///   - environment: where file names start, and what stands for the network.
    ///   - name: the handler or the monitor that asks.
    ///   - thread: the exporter's own.
    /// - Returns: the transport.
    /// - Throws: `SinkError` for a certificate or key that cannot be read.
    func makeTransport(
        in environment: LogEnvironment,
        name: String,
        thread: ExporterThread
    ) throws(SinkError) -> any OTLPTransport {
        if let provider = environment.network as? any OTLPTransportProviding {
            return provider.transport(for: self, name: name)
        }
        var located = self
        located.certificates.authorityFile = certificates.authorityFile.map(environment.files.absolutePath(of:))
        located.certificates.certificateFile = certificates.certificateFile.map(environment.files.absolutePath(of:))
        located.certificates.keyFile = certificates.keyFile.map(environment.files.absolutePath(of:))
        switch transport {
        case .http: return try HTTPTransport(located)
        case .grpc: return try GRPCTransport(located, thread: thread)
        }
    }
}
#endif
