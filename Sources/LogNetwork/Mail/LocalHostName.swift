#if Network
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The name by which this machine greets a mail server.
enum LocalHostName {
    /// The full name, or the address in brackets when there is none; asked once.
    ///
    /// CPython: `smtplib.SMTP.__init__`, `socket.getfqdn`.
    static let text: String = {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        let name = buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        let found = lookUp(name)
        for candidate in found.names where candidate.contains(".") { return candidate }
        return "[\(found.address ?? "127.0.0.1")]"
    }()

    /// The names of the machine that has a name, the official first, and its first address.
    private static func lookUp(_ name: String) -> (names: [String], address: String?) {
        var hints = addrinfo()
        hints.ai_family = AF_INET
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0, let first = list?.pointee else { return ([name], nil) }
        defer { freeaddrinfo(list) }
        var number = [CChar](repeating: 0, count: 64)
        var official = [CChar](repeating: 0, count: 256)
        let length = socklen_t(first.ai_addrlen)
        let hasNumber = getnameinfo(first.ai_addr, length, &number, 64, nil, 0, NI_NUMERICHOST) == 0
        let hasName = getnameinfo(first.ai_addr, length, &official, 256, nil, 0, NI_NAMEREQD) == 0
        func text(_ characters: [CChar]) -> String {
            characters.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        }
        return ((hasName ? [text(official)] : []) + [name], hasNumber ? text(number) : nil)
    }
}
#endif
