/// How handlers reach other programs: the real sockets, or a recorder in a rehearsal.
package protocol NetworkConnecting: Sendable {
    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - destination: whom to reach.
    ///   - handler: the handler that asks, by its name in the configuration.
    /// - Returns: the open connection.
    /// - Throws: ``SinkError`` when the destination cannot be reached.
    func connect(to destination: NetworkDestination, for handler: String) throws(SinkError) -> any NetworkConnection
}

/// Where a handler sends to.
package struct NetworkDestination: Sendable, Hashable {
    /// A place to send to.
    package enum Address: Sendable, Hashable {
        /// A host by name or number, and a port.
        case internet(host: String, port: Int)
        /// A socket in the file system.
        case unix(path: String)
    }

    /// How bytes travel.
    package enum Transport: Sendable, Hashable {
        /// One message a packet.
        case datagram
        /// A connection.
        case stream
    }

    /// The place.
    package var address: Address
    /// How bytes travel.
    package var transport: Transport
    /// Seconds to wait for a connection; `nil` waits as long as the system does.
    package var timeout: Double?
    /// Whether a datagram that is too long travels as a sealed file, as the journal of systemd takes it (Linux).
    package var passesFiles: Bool

    /// Creates a destination.
    package init(address: Address, transport: Transport, timeout: Double? = nil, passesFiles: Bool = false) {
        self.address = address
        self.transport = transport
        self.timeout = timeout
        self.passesFiles = passesFiles
    }
}

/// An open way to another program.
package protocol NetworkConnection: AnyObject, Sendable {
    /// Sends bytes: one datagram, or all of them down the stream.
    ///
    /// - Throws: ``SinkError`` when they could not all be handed to the system.
    func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError)

    /// Ends the connection. May be called more than once.
    func close()
}

/// An open way to another program that answers, and whose user wants to know how far it came.
///
/// Used by one thread at a time.
package protocol AnsweringConnection: NetworkConnection {
    /// Sends as many bytes as the system takes.
    ///
    /// - Parameters:
    ///   - bytes: the bytes; at least one.
    ///   - seconds: how long to wait until the system takes any.
    /// - Returns: how many it has taken; 0 if it took none in time.
    /// - Throws: ``SinkError`` when the connection is broken, or the other end has closed it.
    func send(some bytes: UnsafeRawBufferPointer, within seconds: Double) throws(SinkError) -> Int

    /// Takes what the other end has sent.
    ///
    /// - Parameters:
    ///   - memory: takes the bytes.
    ///   - seconds: how long to wait for any.
    /// - Returns: how many there are; 0 if there were none in time.
    /// - Throws: ``SinkError`` when the connection is broken, or the other end has closed it.
    func receive(into memory: UnsafeMutableRawBufferPointer, within seconds: Double) throws(SinkError) -> Int
}
