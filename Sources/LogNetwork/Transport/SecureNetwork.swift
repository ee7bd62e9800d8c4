#if Network
package import LogRuntime

/// Connections that are secured: streams lead through TLS, anything else is refused.
package struct SecureNetwork: NetworkConnecting {
    private let context: TLSContext

    /// Reads the certificates.
    ///
    /// - Throws: ``SinkError`` when one cannot be read.
    init(_ options: TLSOptions) throws(SinkError) {
        context = try TLSContext(options)
    }

    /// Connects and shakes hands.
    ///
    /// - Throws: ``SinkError`` when the server cannot be reached, or is not the one that is meant.
    package func connect(
        to destination: NetworkDestination,
        for handler: String
    ) throws(SinkError) -> any NetworkConnection {
        guard case .internet(let host, let port) = destination.address, destination.transport == .stream else {
            throw SinkError("connect", destination.description, problem: "TLS needs a host and a TCP connection")
        }
        let stream = try ByteStream.connect(host: host, port: port, tls: context, timeout: destination.timeout ?? 5)
        return SecureConnection(stream)
    }
}

/// A secured stream as handlers of the engine use it.
private final class SecureConnection: NetworkConnection {
    private let stream: ByteStream

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        // Log servers do not answer: an end that was received means that what is sent now goes into the void.
        if stream.isEnded { throw SinkError("send", stream.place, problem: "the server has closed the connection") }
        try stream.send(bytes)
    }

    func close() {
        stream.close()
    }
}
#endif
