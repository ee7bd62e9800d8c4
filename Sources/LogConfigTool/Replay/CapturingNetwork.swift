import LogRuntime

/// Connections that always succeed and lead into the rehearsal's report.
struct CapturingNetwork: NetworkConnecting {
    /// Takes what is sent.
    let log: ReplayLog

    func connect(
        to destination: NetworkDestination,
        for handler: String
    ) throws(SinkError) -> any NetworkConnection {
        Connection(destination: destination, handler: handler, log: log)
    }

    /// Takes what one handler sends.
    private final class Connection: NetworkConnection {
        let destination: NetworkDestination
        let handler: String
        let log: ReplayLog

        init(destination: NetworkDestination, handler: String, log: ReplayLog) {
            self.destination = destination
            self.handler = handler
            self.log = log
        }

        func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
            log.capture(
                "socket",
                handler: handler,
                [
                    "socktype": destination.transport == .datagram ? "SOCK_DGRAM" : "SOCK_STREAM",
                    "to": address,
                    "data": .string(String(backslashReplacing: bytes)),
                ]
            )
        }

        private var address: LogValue {
            switch destination.address {
            case .internet(let host, let port): .array([.string(host), .int(Int64(port))])
            case .unix(let path): .string(path)
            }
        }

        func close() {}
    }
}
