internal import LogRuntime

/// Connections that always succeed and lead nowhere.
final class MemoryNetwork: NetworkConnecting {
    private let messages = Lock<[SentMessage]>([])

    /// What was sent so far.
    var sent: [SentMessage] { messages.withLock { $0 } }

    func connect(to destination: NetworkDestination, for handler: String) throws(SinkError) -> any NetworkConnection {
        Connection(network: self, handler: handler, destination: MemoryNetwork.text(of: destination))
    }

    /// Keeps a message.
    func add(_ message: SentMessage) {
        messages.withLock { $0.append(message) }
    }

    private static func text(of destination: NetworkDestination) -> String {
        switch destination.address {
        case .unix(let path): path
        case .internet(let host, let port):
            "\(destination.transport == .datagram ? "udp" : "tcp") \(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }

    /// What one handler sends.
    private final class Connection: NetworkConnection {
        let network: MemoryNetwork
        let handler: String
        let destination: String

        init(network: MemoryNetwork, handler: String, destination: String) {
            self.network = network
            self.handler = handler
            self.destination = destination
        }

        func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
            let text = String(decoding: bytes, as: UTF8.self)
            network.add(SentMessage(handler: handler, destination: destination, text: text))
        }

        func close() {}
    }
}

/// Stands in a rehearsal for a handler that would reach out by ways of its own: it keeps the formatted records.
final class SendingStandIn: Handler, @unchecked Sendable /* no state of its own that changes */ {
    private let network: MemoryNetwork
    private let className: String

    init(for className: String, network: MemoryNetwork) {
        self.className = className
        self.network = network
        super.init()
    }

    override func emit(_ record: inout LogRecord) throws {
        var buffer = ByteBuffer()
        try format(record, into: &buffer)
        network.add(SentMessage(handler: displayName, destination: className, text: buffer.string()))
    }
}
