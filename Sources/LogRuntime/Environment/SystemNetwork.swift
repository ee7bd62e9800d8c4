/// The system's sockets.
struct SystemNetwork: NetworkConnecting {
    func connect(
        to destination: NetworkDestination,
        for handler: String
    ) throws(SinkError) -> any NetworkConnection {
        throw SinkError("connect", "\(destination.address)", problem: "not connected")
    }
}
