import Foundation
import LogRuntime
import TestSupport
import Testing

/// Receivers that are there and take nothing: who logs goes on after the time that is set, and every record is counted.
///
/// These tests would not end if a call waited for the receiver.
@Suite struct StuckPeerTests {
    private let directory: TemporaryDirectory
    private let tree = LoggerTree()
    private let failures = FailureCollection()

    init() throws {
        directory = try TemporaryDirectory()
        tree.root.level = .debug
        failures.watch(tree)
    }

    private func attach(_ handler: Handler) {
        handler.status = tree.status
        handler.name = "h"
        tree.root.handlers = [handler]
    }

    /// A socket whose owner listens and reads nothing, as one that stands still.
    private func unreadStream() throws -> LocalSocket {
        let socket = try LocalSocket(room: 4096)
        try socket.listen()
        return socket
    }

    private func sysLog(_ address: SysLogHandler.Address, _ transport: SysLogHandler.Transport?) throws -> SysLogHandler
    {
        var settings = SysLogProtocol()
        settings.timeout = 0.2
        settings.spoolLimit = 3 << 20
        return try SysLogHandler(address: address, transport: transport, settings: settings)
    }

    @Test(arguments: ["socket", "syslog over TCP", "syslog of this machine", "datagram", "journal"])
    func `a receiver that takes nothing costs records that are counted, and the program goes on`(_ kind: String) throws
    {
        let path = directory.file("s")
        let isStream = kind == "socket" || kind == "syslog over TCP"
        let socket = try isStream ? unreadStream() : LocalSocket(.datagram, path: path)
        let handler: Handler =
            switch kind {
            case "socket": SocketHandler(host: "127.0.0.1", port: socket.port)
            case "syslog over TCP": try sysLog(.internet(host: "127.0.0.1", port: socket.port), .stream)
            case "syslog of this machine": try sysLog(.unix(path: path), nil)
            case "datagram": DatagramHandler(host: path, port: nil)
            default: JournalHandler(socket: path)
            }
        attach(handler)
        let text = String(repeating: "x", count: isStream ? 1 << 20 : 1000)
        for _ in 0..<40 { tree.root.info("\(text)") }
        let statistics = handler.statistics
        #expect(statistics.received == 40)
        #expect(statistics.records > 0)
        #expect(statistics.pending + statistics.dropped > 0)
        // Who comes next does not wait as well: most are told that there is no connection.
        #expect(failures.all.contains { $0.contains("timed out") })
        #expect(failures.all.count { $0.contains("timed out") } < 8)
        withExtendedLifetime(socket) { handler.close() }
        #expect(handler.statistics.received == 40)
        #expect(handler.statistics.pending == 0)
    }

    @Test func `a receiver that reads a little once in a while keeps nobody longer than one that reads nothing`() throws
    {
        let socket = try unreadStream()
        let goesOn = Lock(true)
        let ended = DispatchSemaphore(value: 0)
        Thread {
            if let connection = socket.accept() {
                var memory = [UInt8](repeating: 0, count: 1024)
                while goesOn.withLock({ $0 }), recv(connection, &memory, memory.count, 0) > 0 { usleep(5000) }
                close(connection)
            }
            ended.signal()
        }.start()
        let connection = try LogEnvironment.system.network.connect(
            to: NetworkDestination(
                address: .internet(host: "127.0.0.1", port: socket.port),
                transport: .stream,
                timeout: 0.3
            ),
            for: "test"
        )
        // At the receiver's pace this would take minutes.
        var buffer = ByteBuffer()
        buffer.append(repeating: UInt8(ascii: "x"), count: 64 << 20)
        let error = #expect(throws: SinkError.self) { try connection.send(buffer.bytes) }
        #expect(error?.pythonType == "TimeoutError")
        goesOn.withLock { $0 = false }
        connection.close()
        ended.wait()
    }
}
