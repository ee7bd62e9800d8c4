import Foundation
import LogRuntime

/// A server that can be stopped and started again on the same port.
public final class ComingAndGoingPeer: Sendable {
    /// What it says.
    public enum Language: Sendable {
        /// Nothing: it reads.
        case none
        /// HTTP: each request, of which it is shown the body, is answered.
        case http(@Sendable (_ body: [UInt8]) -> PeerAnswer)
        /// SMTP: every mail is taken.
        case smtp
    }

    private struct State {
        var listener: LocalSocket?
        var connections: Set<Int32> = []
        var confirmed = 0
    }

    /// Milliseconds between two parts of an answer that comes drop by drop.
    private static let pace: Int32 = 5

    /// The port.
    public let port: Int
    private let language: Language
    // Guards everything of `State`; a connection is closed by its own thread, once it is none of the state any more.
    private let state = WaitingLock(State())

    /// Chooses a port; nobody listens yet.
    ///
    /// - Parameter language: what it says.
    /// - Throws: `LocalSocket.Failure`.
    public init(_ language: Language) throws {
        self.language = language
        port = try LocalSocket.freePort()
    }

    /// How many requests or mails it has confirmed.
    public var confirmed: Int { state.withLock { $0.confirmed } }

    /// Waits until no more connections are open than that, as long as tests wait for anything.
    ///
    /// - Parameter count: how many may be open.
    /// - Returns: whether it has come to that.
    public func waitForConnections(atMost count: Int) -> Bool {
        state.wait(until: WallTime(epochSeconds: WallTime.now().epochSeconds + 30)) { $0.connections.count <= count }
    }

    /// Listens, on a thread of its own until ``stop()``, and speaks with whoever comes, each on another.
    ///
    /// - Throws: `LocalSocket.Failure`.
    public func start() throws {
        let listener = try LocalSocket(port: port)
        try listener.listen()
        state.withLock { $0.listener = listener }
        Thread { [self] in
            while let connection = listener.accept() {
                let isWanted = state.withLock { state -> Bool in
                    guard state.listener === listener else { return false }
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
                    state.wakeAll()
                }
                .start()
            }
        }
        .start()
    }

    /// Goes away: connections end, and nobody listens.
    public func stop() {
        state.withLock { state in
            state.listener?.stop()
            state.listener = nil
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func serve(_ connection: Int32) {
        var reader = LineReader(connection)
        switch language {
        case .none: while reader.more() {}
        case .http(let answer):
            while let head = reader.head() {
                let length = head.first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
                guard let body = reader.bytes(length ?? 0) else { return }
                let answer = answer(body)
                guard say(answer.bytes, connection) else { return }
                state.withLock { $0.confirmed += 1 }
                guard goOn(answer.rest, connection) else { return }
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

    /// Says what an answer has for ever, until the other end has enough of it.
    ///
    /// - Returns: whether the connection goes on.
    private func goOn(_ rest: PeerAnswer.Rest, _ connection: Int32) -> Bool {
        var other = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        switch rest {
        case .nothing: return true
        case .silence: _ = poll(&other, 1, -1)
        case .drops(let text): while poll(&other, 1, ComingAndGoingPeer.pace) == 0, say(text, connection) {}
        case .flood(let bytes): while say(bytes, connection) {}
        }
        return false
    }

    private func say(_ text: String, _ connection: Int32) -> Bool { say(Array(text.utf8), connection) }

    private func say(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}
