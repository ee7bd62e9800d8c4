import LogRuntime

/// A network whose connections keep what is sent, and fail when told to.
final class RecordingNetwork: NetworkConnecting {
    /// What was sent, by whom, and where to.
    struct Message: Equatable {
        var handler: String
        var destination: NetworkDestination
        var bytes: [UInt8]

        /// The bytes as text.
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private struct State {
        var messages: [Message] = []
        var connections = 0
        var refusals = 0
        var brokenSends = 0
        var refusedTransport: NetworkDestination.Transport?
    }

    private let state = Lock(State())

    /// What was sent so far.
    var messages: [Message] { state.withLock { $0.messages } }
    /// How many connections were made.
    var connectionCount: Int { state.withLock { $0.connections } }

    /// Refuses the next connections.
    func refuseConnections(_ count: Int) { state.withLock { $0.refusals = count } }
    /// Refuses all connections of a transport.
    func refuse(_ transport: NetworkDestination.Transport) { state.withLock { $0.refusedTransport = transport } }
    /// Breaks the next sends.
    func breakSends(_ count: Int) { state.withLock { $0.brokenSends = count } }

    func connect(
        to destination: NetworkDestination,
        for handler: String
    ) throws(SinkError) -> any NetworkConnection {
        let isRefused = state.withLock { state in
            if state.refusedTransport == destination.transport { return true }
            if state.refusals > 0 {
                state.refusals -= 1
                return true
            }
            state.connections += 1
            return false
        }
        if isRefused { throw SinkError("connect", destination.description, problem: "refused") }
        return Connection(network: self, handler: handler, destination: destination)
    }

    private func record(_ message: Message) throws(SinkError) {
        let isBroken = state.withLock { state in
            if state.brokenSends > 0 {
                state.brokenSends -= 1
                return true
            }
            state.messages.append(message)
            return false
        }
        if isBroken { throw SinkError("send", message.destination.description, problem: "broken") }
    }

    private final class Connection: NetworkConnection {
        let network: RecordingNetwork
        let handler: String
        let destination: NetworkDestination

        init(network: RecordingNetwork, handler: String, destination: NetworkDestination) {
            self.network = network
            self.handler = handler
            self.destination = destination
        }

        func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
            try network.record(Message(handler: handler, destination: destination, bytes: Array(bytes)))
        }

        func close() {}
    }
}
