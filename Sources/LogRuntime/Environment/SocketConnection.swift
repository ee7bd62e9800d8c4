internal import CLogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open socket.
///
/// Its user sees to it that one thread at a time sends.
final class SocketConnection: NetworkConnection {
    private let descriptor: Atomic<Int32>
    private let isStream: Bool
    /// The other end, as errors show it.
    let place: String
    private let passesFiles: Bool
    /// How long a send may take, in nanoseconds; 0 for as long as the system wants.
    private let patience = Atomic<Int64>(0)
    /// Where datagrams go, if the socket is not connected.
    private let target = Lock<SocketAddress?>(nil)

    /// Takes an open socket over.
    init(descriptor: Int32, isStream: Bool, place: String, passesFiles: Bool = false) {
        self.descriptor = Atomic(descriptor)
        self.isStream = isStream
        self.place = place
        self.passesFiles = passesFiles
        #if canImport(Darwin)
        var isOn: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    deinit {
        close()
    }

    /// The socket; -1 once it is closed.
    var openDescriptor: Int32 { descriptor.load(ordering: .relaxed) }

    /// Leaves the socket unconnected and sends each datagram to an address.
    func setTarget(_ address: SocketAddress) {
        target.withLock { $0 = address }
    }

    /// Connects.
    ///
    /// - Parameters:
    ///   - address: whom to.
    ///   - timeout: seconds to wait for the connection, and later for each send; `nil` waits as long as the system does.
    /// - Throws: ``SinkError`` when there is no connection in time.
    func connect(to address: SocketAddress, timeout: Double?) throws(SinkError) {
        let descriptor = descriptor.load(ordering: .relaxed)
        let flags = fcntl(descriptor, F_GETFL)
        if timeout != nil { _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
        let result = address.withSockaddr { address, length in
            #if canImport(Glibc)
            Glibc.connect(descriptor, address, length)
            #elseif canImport(Musl)
            Musl.connect(descriptor, address, length)
            #else
            Darwin.connect(descriptor, address, length)
            #endif
        }
        if result != 0 {
            // After an interruption the system goes on connecting.
            guard errno == EINPROGRESS || errno == EINTR else { throw error("connect") }
            try awaitConnection(descriptor, timeout: timeout)
        }
        guard let timeout else { return }
        _ = fcntl(descriptor, F_SETFL, flags)
        patience.store(Int64(min(max(timeout, 0), 1e9) * 1e9), ordering: .relaxed)
        var limit = timeval()
        limit.tv_sec = Int(timeout)
        limit.tv_usec = .init((timeout - timeout.rounded(.down)) * 1e6)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    private func awaitConnection(_ descriptor: Int32, timeout: Double?) throws(SinkError) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let milliseconds = timeout.map { Int32(min(max($0, 0) * 1000, 1e9)) } ?? -1
        var ready = poll(&waiting, 1, milliseconds)
        while ready < 0, errno == EINTR { ready = poll(&waiting, 1, milliseconds) }
        guard ready > 0 else {
            throw SinkError(timedOut: "connect", place)
        }
        var failure: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length)
        if failure != 0 { throw SinkError("connect", place, errorNumber: failure) }
    }

    /// Sends bytes: one datagram, or all of them down the stream.
    ///
    /// A stream whose other end has closed is recognised before anything is sent into the void. The time that a send may take
    /// is that of all bytes: one who reads a few of them once in a while keeps nobody waiting longer.
    func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        let descriptor = descriptor.load(ordering: .relaxed)
        guard descriptor >= 0 else { throw SinkError("send", place, errorNumber: EBADF) }
        if isStream { try checkPeer(descriptor) }
        guard let start = bytes.baseAddress else { return }
        var sent = 0
        let patience = patience.load(ordering: .relaxed)
        let deadline = patience > 0 ? MonotonicTime.now + patience : .max
        while sent < bytes.count {
            if sent > 0, deadline != .max, MonotonicTime.now >= deadline { throw SinkError(timedOut: "send", place) }
            let result = sendOnce(start + sent, bytes.count - sent, descriptor)
            if result >= 0 {
                // A datagram goes as a whole or not at all.
                sent += isStream ? result : bytes.count
            } else if errno == EAGAIN {
                throw SinkError(timedOut: "send", place)
            } else if passesFiles, errno == EMSGSIZE || errno == ENOBUFS {
                return try sendFile(bytes, descriptor)
            } else if errno != EINTR {
                throw error("send")
            }
        }
    }

    /// Sends bytes as a sealed file in memory.
    ///
    /// Source: systemd, Native Journal Protocol.
    private func sendFile(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32) throws(SinkError) {
        var result = clogruntime_send_sealed(descriptor, bytes.baseAddress, bytes.count)
        while result == -1, errno == EINTR {
            result = clogruntime_send_sealed(descriptor, bytes.baseAddress, bytes.count)
        }
        if result != 0 { throw error("send") }
    }

    private func sendOnce(_ start: UnsafeRawPointer, _ count: Int, _ descriptor: Int32) -> Int {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        return target.withLock { target in
            guard let target else { return sendto(descriptor, start, count, flags, nil, 0) }
            return target.withSockaddr { sendto(descriptor, start, count, flags, $0, $1) }
        }
    }

    /// Whether the other end of a stream has gone; log servers do not answer, so that whatever can be read is the end.
    func checkPeer(_ descriptor: Int32) throws(SinkError) {
        var byte: UInt8 = 0
        if recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0 {
            throw SinkError("send", place, errorNumber: EPIPE)
        }
    }

    /// An error of the last system call.
    func error(_ operation: String) -> SinkError {
        SinkError(operation, place, errorNumber: errno)
    }

    /// Ends the connection.
    func close() {
        let open = descriptor.exchange(-1, ordering: .relaxed)
        if open >= 0 { SystemCalls.close(open) }
    }
}
