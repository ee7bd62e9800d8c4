import Foundation
import Testing

/// A program of Python's that receives records as the documentation of CPython's `SocketHandler` shows it.
final class RecordReceiver {
    /// The two kinds of sockets.
    enum Kind: String { case tcp, udp }

    private let process = Process()
    private let output = Pipe()
    /// The port that it listens on.
    let port: Int

    /// Starts a receiver, which ends after a number of records.
    init(_ kind: Kind, records: Int) throws {
        let script = """
            import logging, pickle, socketserver, struct, sys
            kind, left = sys.argv[1], int(sys.argv[2])
            def take(data):
                global left
                record = logging.makeLogRecord(pickle.loads(data))
                extra = {k: record.__dict__[k] for k in ('user', 'tags') if k in record.__dict__}
                print(f"{record.name}|{record.levelname}|{record.getMessage()}|{record.lineno}|{extra}", flush=True)
                left -= 1
            class Stream(socketserver.StreamRequestHandler):
                def handle(self):
                    while left:
                        head = self.rfile.read(4)
                        if len(head) < 4: break
                        take(self.rfile.read(struct.unpack('>L', head)[0]))
            class Packet(socketserver.BaseRequestHandler):
                def handle(self): take(self.request[0][4:])
            if kind == 'tcp': server = socketserver.TCPServer(('127.0.0.1', 0), Stream)
            else: server = socketserver.UDPServer(('127.0.0.1', 0), Packet)
            print(server.server_address[1], flush=True)
            while left: server.handle_request()
            """
        process.executableURL = URL(fileURLWithPath: try #require(CPython313.path))
        process.arguments = ["-c", script, kind.rawValue, String(records)]
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
        port = try #require(Int(String(decoding: line, as: UTF8.self)))
    }

    /// What it has received, once it has ended.
    func lines() throws -> [String] {
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    deinit {
        if process.isRunning { process.terminate() }
    }
}
