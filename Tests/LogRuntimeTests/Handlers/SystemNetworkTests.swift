import Foundation
import LogRuntime
import TestSupport
import Testing

/// Real sockets, with listeners of the test's own.
@Suite struct SystemNetworkTests {
    let network = LogEnvironment.system.network

    private func connect(
        _ address: NetworkDestination.Address,
        _ transport: NetworkDestination.Transport
    ) throws -> any NetworkConnection {
        try network.connect(
            to: NetworkDestination(address: address, transport: transport, timeout: 2),
            for: "test"
        )
    }

    private func send(_ text: String, over connection: any NetworkConnection) throws(SinkError) {
        var buffer = ByteBuffer()
        buffer.append(text)
        try connection.send(buffer.bytes)
    }

    @Test func `a stream of this machine takes all bytes, and its end is noticed before anything is lost`() throws {
        let directory = try TemporaryDirectory()
        let listener = try LocalSocket(path: directory.file("s"))
        try listener.listen()
        let connection = try connect(.unix(path: directory.file("s")), .stream)
        let text = String(repeating: "0123456789", count: 40_000)
        let received = Lock(Data())
        let thread = Thread {
            let data = acceptAndRead(400_000, listener)
            received.withLock { $0 = data }
        }
        thread.start()
        try send(text, over: connection)
        while !thread.isFinished { usleep(1000) }
        #expect(received.withLock { $0 } == Data(text.utf8))
        let error = #expect(throws: SinkError.self) { try send("more", over: connection) }
        #expect(error?.pythonType == "BrokenPipeError")
    }

    @Test func `a host without a listener refuses a stream`() throws {
        let port = try LocalSocket.freePort()
        let error = #expect(throws: SinkError.self) {
            try connect(.internet(host: "127.0.0.1", port: port), .stream)
        }
        #expect(error?.description == "cannot connect 'tcp://127.0.0.1:\(port)': Connection refused")
        #expect(error?.pythonType == "ConnectionRefusedError")
    }

    @Test func `datagrams to a host without a listener are no error`() throws {
        let port = try LocalSocket.freePort(.datagram)
        for host in ["127.0.0.1", "::1"] {
            guard let connection = try? connect(.internet(host: host, port: port), .datagram) else { continue }
            // Without IPv6 on this machine there is nothing to send with.
            guard (try? send("one", over: connection)) != nil || host == "127.0.0.1" else { continue }
            try send("two", over: connection)
            try send("three", over: connection)
        }
    }

    @Test func `a message that fits no packet is an error`() throws {
        let port = try LocalSocket.freePort(.datagram)
        let connection = try connect(.internet(host: "127.0.0.1", port: port), .datagram)
        let error = #expect(throws: SinkError.self) {
            try send(String(repeating: "x", count: 70_000), over: connection)
        }
        #expect(error?.pythonMessage == "[Errno 90] Message too long")
    }

    @Test func `an unknown host is an error in CPython's words`() {
        let error = #expect(throws: SinkError.self) {
            try connect(.internet(host: "no host", port: 514), .datagram)
        }
        #expect(error?.pythonType == "socket.gaierror")
        #expect(error?.pythonMessage == "[Errno -2] Name or service not known")
    }

    @Test func `a missing socket and a path too long are errors`() {
        let missing = #expect(throws: SinkError.self) { try connect(.unix(path: "/nowhere/log"), .datagram) }
        #expect(missing?.pythonType == "FileNotFoundError")
        #expect(missing?.pythonMessage == "[Errno 2] No such file or directory")
        let long = String(repeating: "x", count: 200)
        let tooLong = #expect(throws: SinkError.self) { try connect(.unix(path: long), .stream) }
        #expect(tooLong?.pythonMessage == "AF_UNIX path too long")
    }
}

/// Takes a connection, reads so many bytes and closes it.
private func acceptAndRead(_ count: Int, _ listener: LocalSocket) -> Data {
    guard let connection = listener.accept() else { return Data() }
    let handle = FileHandle(fileDescriptor: connection, closeOnDealloc: true)
    var data = Data()
    while data.count < count {
        let more = handle.availableData
        if more.isEmpty { break }
        data += more
    }
    return data
}
