internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension SocketConnection: AnsweringConnection {
    func send(some bytes: UnsafeRawBufferPointer, within seconds: Double) throws(SinkError) -> Int {
        let descriptor = try ready(to: "send", for: Int16(POLLOUT), within: seconds)
        guard descriptor >= 0 else { return 0 }
        try checkPeer(descriptor)
        #if canImport(Darwin)
        let flags = Int32(MSG_DONTWAIT)
        #else
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        #endif
        let count = sendto(descriptor, bytes.baseAddress, bytes.count, flags, nil, 0)
        if count >= 0 { return count }
        if errno == EAGAIN || errno == EINTR { return 0 }
        throw error("send")
    }

    func receive(into memory: UnsafeMutableRawBufferPointer, within seconds: Double) throws(SinkError) -> Int {
        let descriptor = try ready(to: "receive", for: Int16(POLLIN), within: seconds)
        guard descriptor >= 0 else { return 0 }
        let count = recv(descriptor, memory.baseAddress, memory.count, Int32(MSG_DONTWAIT))
        if count > 0 { return count }
        if count < 0, errno == EAGAIN || errno == EINTR { return 0 }
        throw count == 0 ? SinkError("receive", place, errorNumber: EPIPE) : error("receive")
    }

    /// Waits until a socket can be used.
    ///
    /// - Returns: the socket; -1 if it cannot in time.
    private func ready(to operation: String, for event: Int16, within seconds: Double) throws(SinkError) -> Int32 {
        let descriptor = openDescriptor
        guard descriptor >= 0 else { throw SinkError(operation, place, errorNumber: EBADF) }
        var waiting = pollfd(fd: descriptor, events: event, revents: 0)
        let found = poll(&waiting, 1, Int32(min(max(seconds, 0) * 1000, 1e9)))
        if found < 0, errno != EINTR { throw error(operation) }
        return found > 0 ? descriptor : -1
    }
}
