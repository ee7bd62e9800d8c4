#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system's sockets.
package struct SystemNetwork: NetworkConnecting {
    package func connect(
        to destination: NetworkDestination,
        for handler: String
    ) throws(SinkError) -> any NetworkConnection {
        switch destination.address {
        case .unix(let path):
            let address = try SocketAddress(unixPath: path)
            return try SystemNetwork.open(address, destination)
        case .internet(let host, let port):
            var failure: SinkError?
            for address in try SocketAddress.resolve(host: host, port: port, destination.transport) {
                do {
                    return try SystemNetwork.open(address, destination)
                } catch {
                    failure = error
                }
            }
            throw failure ?? SinkError("connect", destination.description, problem: "the host has no address")
        }
    }

    /// Opens a socket and connects it.
    ///
    /// A datagram socket to another host stays unconnected, as in CPython: that nobody listens there is then no error.
    private static func open(
        _ address: SocketAddress,
        _ destination: NetworkDestination
    ) throws(SinkError) -> SocketConnection {
        let place = destination.description
        let isStream = destination.transport == .stream
        let descriptor = socket(address.family, streamOrDatagram(isStream) | closeOnExec, 0)
        guard descriptor >= 0 else { throw SinkError("connect", place, errorNumber: errno) }
        let connection = SocketConnection(
            descriptor: descriptor,
            isStream: isStream,
            place: place,
            passesFiles: destination.passesFiles
        )
        if case .internet = destination.address, !isStream {
            connection.setTarget(address)
        } else {
            try connection.connect(to: address, timeout: destination.timeout)
        }
        return connection
    }

    private static func streamOrDatagram(_ isStream: Bool) -> Int32 {
        #if canImport(Glibc)
        Int32((isStream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        #else
        isStream ? SOCK_STREAM : SOCK_DGRAM
        #endif
    }

    private static var closeOnExec: Int32 {
        #if canImport(Glibc)
        Int32(SOCK_CLOEXEC.rawValue)
        #elseif canImport(Musl)
        SOCK_CLOEXEC
        #else
        0
        #endif
    }
}

extension NetworkDestination: CustomStringConvertible {
    /// The destination as errors show it, such as `udp://logs.example.com:514` or `/dev/log`.
    package var description: String {
        switch address {
        case .unix(let path): path
        case .internet(let host, let port):
            (transport == .stream ? "tcp://" : "udp://") + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        }
    }
}
