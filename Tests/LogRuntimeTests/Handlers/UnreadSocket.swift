import Foundation
import Testing

/// A socket whose owner listens and reads nothing, as one that stands still.
final class UnreadSocket: Sendable {
    private let descriptor: Int32
    /// The port, if it has one.
    let port: Int

    /// Listens on a port of this machine, with little room for what nobody reads.
    init() throws {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(made >= 0)
        descriptor = made
        var room: Int32 = 4096
        setsockopt(made, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (bound, named) = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                (bind(made, $0, length), getsockname(made, $0, &length))
            }
        }
        try #require(bound == 0 && named == 0)
        port = Int(UInt16(bigEndian: address.sin_port))
        try #require(listen(made, 8) == 0)
    }

    /// Takes datagrams at a path.
    init(datagramPath path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try #require(descriptor >= 0)
        port = 0
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
    }

    deinit {
        close(descriptor)
    }

    /// Takes the next connection and reads a little of it once in a while, until it is told to end.
    func trickle(while goesOn: () -> Bool) {
        let connection = accept(descriptor, nil, nil)
        defer { close(connection) }
        var memory = [UInt8](repeating: 0, count: 1024)
        while goesOn(), recv(connection, &memory, memory.count, 0) > 0 { usleep(5000) }
    }
}
