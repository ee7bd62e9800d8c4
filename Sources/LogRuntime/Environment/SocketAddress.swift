#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An address as `connect(2)` and `sendto(2)` take it.
struct SocketAddress: Sendable {
    /// The address family, such as `AF_INET6`.
    let family: Int32
    /// The bytes of the family's `sockaddr`.
    private let bytes: [UInt8]

    /// The address of a socket in the file system.
    ///
    /// - Parameter path: at most 107 bytes; one that begins with NUL names a socket that is in no directory (Linux).
    /// - Throws: ``SinkError`` in CPython's words for a longer path.
    init(unixPath path: String) throws(SinkError) {
        family = AF_UNIX
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        let name = Array(path.utf8)
        guard name.count < capacity else {
            throw SinkError("connect", path, problem: "AF_UNIX path too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let isAbstract = name.first == 0
        let used = MemoryLayout.size(ofValue: address) - capacity + name.count + (isAbstract ? 0 : 1)
        bytes = withUnsafeBytes(of: address) { Array($0[..<used]) }
    }

    private init(_ info: addrinfo) {
        family = info.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))
    }

    /// Finds a host's addresses, `getaddrinfo(3)`.
    ///
    /// - Throws: ``SinkError`` (`socket.gaierror`) for a host that is not known.
    static func resolve(
        host: String,
        port: Int,
        _ transport: NetworkDestination.Transport
    ) throws(SinkError) -> [SocketAddress] {
        var hints = addrinfo()
        #if canImport(Glibc)
        hints.ai_socktype = Int32((transport == .stream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        #else
        hints.ai_socktype = transport == .stream ? SOCK_STREAM : SOCK_DGRAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(host, String(port), &hints, &list)
        guard result == 0 else {
            let text = String(cString: gai_strerror(result))
            throw SinkError(
                "connect",
                NetworkDestination(address: .internet(host: host, port: port), transport: transport).description,
                problem: text,
                pythonType: "socket.gaierror",
                pythonMessage: "[Errno \(result)] \(text)"
            )
        }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next })
            .prefix { $0 != nil }
            .compactMap { $0.map { SocketAddress($0.pointee) } }
    }

    /// Runs a closure with the address as the system takes it.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>?, socklen_t) -> Result) -> Result {
        bytes.withUnsafeBytes { body($0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count)) }
    }
}
