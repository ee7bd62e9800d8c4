#if Network
import Foundation
import LogRuntime
import Testing

/// A server that can be stopped and started again on the same port.
final class ComingAndGoingPeer: @unchecked Sendable /* the lock guards the state */ {
    /// What it says.
    enum Language {
        /// Nothing: it reads.
        case none
        /// HTTP: each request is answered with 200.
        case http
        /// SMTP: every mail is taken.
        case smtp
    }

    private struct State {
        var listener: Int32 = -1
        var connections: Set<Int32> = []
        var confirmed = 0
    }

    /// The port.
    let port: Int
    private let language: Language
    private let state = Lock(State())

    /// Chooses a port; nobody listens yet.
    init(_ language: Language) throws {
        self.language = language
        let probe = try ComingAndGoingPeer.listen(on: 0)
        port = probe.port
        close(probe.descriptor)
    }

    deinit { stop() }

    /// How many requests or mails it has confirmed.
    var confirmed: Int { state.withLock { $0.confirmed } }

    private static func listen(on port: Int) throws -> (descriptor: Int32, port: Int) {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(made >= 0)
        var isOn: Int32 = 1
        setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (bound, named) = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                (bind(made, $0, length), getsockname(made, $0, &length))
            }
        }
        try #require(bound == 0 && named == 0)
        try #require(Glibc.listen(made, 16) == 0)
        return (made, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Listens.
    func start() throws {
        let (listener, _) = try ComingAndGoingPeer.listen(on: port)
        state.withLock { $0.listener = listener }
        Thread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                let isWanted = state.withLock { state -> Bool in
                    guard state.listener == listener else { return false }
                    state.connections.insert(connection)
                    return true
                }
                guard isWanted else {
                    close(connection)
                    continue
                }
                Thread { [self] in
                    serve(connection)
                    state.withLock { _ = $0.connections.remove(connection) }
                    close(connection)
                }.start()
            }
            close(listener)
        }.start()
    }

    /// Goes away: connections end, and nobody listens.
    func stop() {
        state.withLock { state in
            if state.listener >= 0 { shutdown(state.listener, Int32(SHUT_RDWR)) }
            state.listener = -1
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func serve(_ connection: Int32) {
        var reader = Lines(connection)
        switch language {
        case .none: while reader.more() {}
        case .http:
            while let head = reader.head() {
                let length = head.first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
                guard reader.skip(length ?? 0) else { return }
                guard say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", connection) else { return }
                state.withLock { $0.confirmed += 1 }
            }
        case .smtp:
            guard say("220 here\r\n", connection) else { return }
            while let line = reader.line() {
                let command = line.prefix(4).uppercased()
                guard command != "QUIT" else {
                    _ = say("221 until then\r\n", connection)
                    return
                }
                guard command == "DATA" else {
                    guard say("250 fine\r\n", connection) else { return }
                    continue
                }
                guard say("354 go on\r\n", connection) else { return }
                while let line = reader.line(), line != "." {}
                guard say("250 taken\r\n", connection) else { return }
                state.withLock { $0.confirmed += 1 }
            }
        }
    }

    private func say(_ text: String, _ connection: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Reads a connection line by line.
    private struct Lines {
        private let connection: Int32
        private var bytes: [UInt8] = []

        init(_ connection: Int32) { self.connection = connection }

        mutating func more() -> Bool {
            var memory = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(connection, &memory, memory.count, 0)
            guard count > 0 else { return false }
            bytes += memory[..<count]
            return true
        }

        mutating func line() -> String? {
            while true {
                if let end = bytes.firstIndex(of: 0x0A) {
                    let line = bytes[..<end].last == 0x0D ? bytes[..<(end - 1)] : bytes[..<end]
                    defer { bytes.removeFirst(end + 1) }
                    return String(decoding: line, as: UTF8.self)
                }
                guard more() else { return nil }
            }
        }

        mutating func head() -> [String]? {
            var lines: [String] = []
            while let line = line() {
                if line.isEmpty { return lines }
                lines.append(line)
            }
            return nil
        }

        mutating func skip(_ count: Int) -> Bool {
            while bytes.count < count { guard more() else { return false } }
            bytes.removeFirst(count)
            return true
        }
    }
}
#endif
