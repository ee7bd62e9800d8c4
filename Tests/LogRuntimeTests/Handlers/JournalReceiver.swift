import Foundation
import TestSupport
import Testing

/// A program that listens as systemd's journal does, reads the native protocol and prints each entry as JSON.
final class JournalReceiver {
    private let process = Process()
    private let output = Pipe()

    /// Starts a receiver, which ends after a number of entries.
    init(at path: String, entries: Int) throws {
        let script = """
            import array, fcntl, json, os, socket, struct, sys
            path, left = sys.argv[1], int(sys.argv[2])
            def parse(data):
                fields = []
                while data:
                    end = data.index(b'\\n')
                    if b'=' in data[:end]:
                        name, value = data[:end].split(b'=', 1)
                        data = data[end + 1:]
                    else:
                        name = data[:end]
                        size, = struct.unpack('<Q', data[end + 1:end + 9])
                        value = data[end + 9:end + 9 + size]
                        assert data[end + 9 + size:end + 10 + size] == b'\\n'
                        data = data[end + 10 + size:]
                    fields.append((name.decode(), value.decode()))
                return fields
            server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            server.bind(path)
            print('ready', flush=True)
            for _ in range(left):
                data, control, flags, _ = server.recvmsg(1 << 22, socket.CMSG_SPACE(4))
                way = 'packet'
                for level, kind, raw in control:
                    assert (level, kind, data) == (socket.SOL_SOCKET, socket.SCM_RIGHTS, b'')
                    descriptor, = struct.unpack('i', raw[:4])
                    assert fcntl.fcntl(descriptor, 1034) == 15, 'not sealed'
                    way = 'file'
                    data = os.pread(descriptor, 1 << 26, 0)
                fields = parse(data)
                assert len(dict(fields)) == len(fields), fields
                print(json.dumps(dict(fields, WAY=way)), flush=True)
            """
        process.executableURL = URL(fileURLWithPath: try #require(CPython313.path))
        process.arguments = ["-c", script, path, String(entries)]
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
        try #require(line == Data("ready".utf8))
    }

    /// What it has received, once it has ended.
    func entries() throws -> [[String: String]] {
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try #require(try JSONSerialization.jsonObject(with: $0) as? [String: String])
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
    }
}
