import Foundation

/// A socket of this machine, for tests that are the other end themselves; it is closed when nobody holds it any more.
public final class LocalSocket: Sendable {
    /// How it carries what it carries.
    public enum Kind: Sendable {
        /// Bytes without boundaries, over a connection.
        case stream
        /// Packets, without one.
        case datagram
    }

    /// A call that has failed.
    public struct Failure: Error, CustomStringConvertible {
        /// The call, and why it has failed.
        public let description: String

        init(_ call: String) {
            description = "\(call): \(String(cString: strerror(errno)))"
        }
    }

    /// How many connections wait to be taken.
    private static let backlog: Int32 = 16

    /// The system's number of it.
    public let descriptor: Int32
    /// Its port; 0 for one in the file system.
    public let port: Int

    /// Takes a port of the loopback interface.
    ///
    /// - Parameters:
    ///   - kind: what it carries.
    ///   - port: the port; 0 for a free one.
    ///   - room: how many bytes wait to be read at most; `nil` leaves that to the system.
    /// - Throws: ``Failure``.
    public init(_ kind: Kind = .stream, port: Int = 0, room: Int32? = nil) throws {
        descriptor = try LocalSocket.make(AF_INET, kind)
        var isOn: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        if var room { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size)) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
            }
        }
        self.port = Int(UInt16(bigEndian: address.sin_port))
        guard result == 0 else { throw Failure("bind") }
    }

    /// Takes a path.
    ///
    /// - Parameters:
    ///   - kind: what it carries.
    ///   - path: where nothing is yet.
    /// - Throws: ``Failure``.
    public init(_ kind: Kind = .stream, path: String) throws {
        descriptor = try LocalSocket.make(AF_UNIX, kind)
        port = 0
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure("bind") }
    }

    deinit {
        close(descriptor)
    }

    private static func make(_ family: Int32, _ kind: Kind) throws -> Int32 {
        let type = kind == .stream ? SOCK_STREAM : SOCK_DGRAM
        let made = socket(family, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard made >= 0 else { throw Failure("socket") }
        return made
    }

    /// Lets others connect.
    ///
    /// - Throws: ``Failure``.
    public func listen() throws {
        guard Glibc.listen(descriptor, LocalSocket.backlog) == 0 else { throw Failure("listen") }
    }

    /// Takes a connection; waits for one.
    ///
    /// - Returns: its descriptor, which the caller closes; `nil` once nobody can connect any more.
    public func accept() -> Int32? {
        while true {
            let connection = Glibc.accept(descriptor, nil, nil)
            if connection >= 0 { return connection }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    /// Ends ``accept()`` for good, whoever waits in it.
    public func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// A port that nobody uses.
    ///
    /// - Parameter kind: for what it is meant.
    /// - Returns: the port, which anybody may take.
    /// - Throws: ``Failure``.
    public static func freePort(_ kind: Kind = .stream) throws -> Int {
        try LocalSocket(kind).port
    }
}
