import Foundation

/// A program of Python's that takes what a handler sends by the forward protocol, and reads it with Python's `msgpack`.
///
/// Each event becomes a line `[tag, time, record]` of JSON; a time with nanoseconds is `[seconds, nanoseconds]`. The events of
/// a batch that is not confirmed are not shown.
public final class ForwardReceiver {
    /// What the receiver does with one connection.
    public struct Step {
        /// How many messages it takes before it ends the connection.
        var messages: Int
        /// Whether it confirms batches.
        var acknowledges: Bool
        /// Seconds that pass before it reads.
        var delay: Double

        /// Describes a connection.
        ///
        /// - Parameters:
        ///   - messages: how many messages are taken, a batch being one, before the connection is ended.
        ///   - acknowledges: whether batches are confirmed.
        ///   - delay: seconds that pass before it reads.
        public init(messages: Int, acknowledges: Bool = true, delay: Double = 0) {
            self.messages = messages
            self.acknowledges = acknowledges
            self.delay = delay
        }
    }

    /// The interpreter that has `msgpack`.
    public static let python = PythonOracle.find(modules: ["msgpack"])
    /// Why tests that need it are skipped.
    public static let absence = "needs a python3 with msgpack"

    /// Seconds without a word after which a receiver is taken for stuck.
    private static let patience = 60.0

    private let process = Process()
    private let output = Output()
    /// The port that it listens on; 0 for a socket in the file system.
    public private(set) var port = 0

    /// Starts a receiver.
    ///
    /// - Parameters:
    ///   - path: its socket; `nil` for a TCP port.
    ///   - events: how many events it takes before it ends.
    ///   - steps: what it does with its first connections; with later ones it takes everything.
    /// - Throws: when there is no interpreter, or it does not start.
    public init(path: String? = nil, events: Int, steps: [Step] = []) throws {
        guard let oracle = ForwardReceiver.python.oracle else { throw CocoaError(.fileNoSuchFile) }
        process.executableURL = URL(fileURLWithPath: oracle.path)
        let plan = steps.map { "[\($0.messages), \($0.acknowledges ? 1 : 0), \($0.delay)]" }.joined(separator: ", ")
        process.arguments = ["-c", ForwardReceiver.script, path ?? "", String(events), "[\(plan)]"]
        process.standardOutput = output.pipe
        try process.run()
        output.startReading()
        guard let line = nextLine(), let number = Int(line) else { throw CocoaError(.fileReadUnknown) }
        port = number
    }

    /// The next line; `nil` at the end.
    public func nextLine() -> String? {
        let (line, isStuck) = output.nextLine(within: ForwardReceiver.patience)
        if isStuck { kill() }
        return line
    }

    /// The lines that are left, once it has ended.
    public func lines() -> [String] {
        var lines: [String] = []
        while let line = nextLine() { lines.append(line) }
        process.waitUntilExit()
        return lines
    }

    /// Ends it at once.
    public func kill() {
        // A child inherits which signals are held back; this one never is.
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// What the program writes, read as it comes: a program whose output is not read stops reading its input.
    private final class Output: @unchecked Sendable /* the condition guards the buffer */ {
        let pipe = Pipe()
        private let condition = NSCondition()
        private var buffered = Data()
        private var hasEnded = false

        func startReading() {
            Thread { [self] in
                while true {
                    let more = pipe.fileHandleForReading.availableData
                    condition.withLock {
                        buffered += more
                        hasEnded = more.isEmpty
                        condition.broadcast()
                    }
                    if more.isEmpty { return }
                }
            }
            .start()
        }

        func nextLine(within seconds: Double) -> (line: String?, isStuck: Bool) {
            condition.withLock {
                let end = Date(timeIntervalSinceNow: seconds)
                while true {
                    if let end = buffered.firstIndex(of: UInt8(ascii: "\n")) {
                        // A slice of the rest: moving it for each line would take ages with many.
                        defer { buffered = buffered[buffered.index(after: end)...] }
                        return (String(decoding: buffered[..<end], as: UTF8.self), false)
                    }
                    if hasEnded { return (nil, false) }
                    if !condition.wait(until: end) { return (nil, true) }
                }
            }
        }
    }

    private static let script = """
        import json, msgpack, os, socket, sys, time
        path, left, plan = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
        if path:
            if os.path.exists(path): os.remove(path)
            server = socket.socket(socket.AF_UNIX)
            server.bind(path)
        else:
            server = socket.socket()
            server.bind(('127.0.0.1', 0))
        server.listen()
        print(0 if path else server.getsockname()[1], flush=True)
        def show(tag, when, record):
            global left
            if isinstance(when, msgpack.ExtType):
                assert when.code == 0 and len(when.data) == 8
                when = [int.from_bytes(when.data[:4], 'big'), int.from_bytes(when.data[4:], 'big')]
            print(json.dumps([tag, when, record], ensure_ascii=False), flush=True)
            left -= 1
        while left > 0:
            connection, _ = server.accept()
            messages, acknowledges, delay = plan.pop(0) if plan else [1 << 60, 1, 0]
            time.sleep(delay)
            unpacker = msgpack.Unpacker(raw=False)
            while left > 0 and messages > 0:
                data = connection.recv(65536)
                if not data: break
                unpacker.feed(data)
                for message in unpacker:
                    if len(message) == 3 and isinstance(message[1], bytes):
                        tag, entries, option = message
                        inner = msgpack.Unpacker(raw=False)
                        inner.feed(entries)
                        events = list(inner)
                        assert option['size'] == len(events), option
                        if acknowledges:
                            for when, record in events: show(tag, when, record)
                            connection.sendall(msgpack.packb({'ack': option['chunk']}))
                    else:
                        show(*message)
                    messages -= 1
                    if messages <= 0: break
            connection.close()
        """
}
