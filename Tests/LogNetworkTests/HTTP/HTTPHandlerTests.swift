#if Network
import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@testable import LogNetwork

/// Requests as a server sees them, beside those of CPython's handler.
@Suite(.enabled(if: Python313.oracle != nil, Python313.absence))
struct HTTPHandlerTests {
    let directory: TemporaryDirectory
    let server: PythonServer

    /// A server that writes each request to a file of its own, `connection-request`, and answers with the statuses that the
    /// file `answers` lists, then with 200.
    private static let script = """
        import os, socket, sys, threading
        box = sys.argv[1]
        listener = socket.create_server(('127.0.0.1', 0))
        statuses = open(box + '/answers').read().split() if os.path.exists(box + '/answers') else []
        def serve(connection, number):
            data, count = b'', 0
            while True:
                while b'\\r\\n\\r\\n' not in data:
                    more = connection.recv(65536)
                    if not more: return
                    data += more
                head, rest = data.split(b'\\r\\n\\r\\n', 1)
                length = [int(l.split(b':')[1]) for l in head.split(b'\\r\\n') if l.lower().startswith(b'content-length')]
                length = length[0] if length else 0
                while len(rest) < length: rest += connection.recv(65536)
                body, data = rest[:length], rest[length:]
                count += 1
                with open(f'{box}/t', 'wb') as f: f.write(head + b'\\r\\n\\r\\n' + body)
                os.rename(f'{box}/t', f'{box}/request-{number}-{count}')
                status = statuses.pop(0) if statuses else '200'
                if status == 'close':
                    connection.close()
                    return
                connection.sendall(f'HTTP/1.1 {status} Word\\r\\nContent-Length: 2\\r\\n\\r\\nok'.encode())
        def run():
            number = 0
            while True:
                connection, _ = listener.accept()
                number += 1
                serve(connection, number)
                connection.close()
        with open(box + '/port', 'w') as f: f.write(f'{listener.getsockname()[1]}\\n')
        run()
        """

    init() throws {
        directory = try TemporaryDirectory()
        server = try PythonServer(Self.script, directory: directory, interpreter: try #require(Python313.oracle))
    }

    private func requests(_ count: Int) throws -> [String] {
        try PythonServer.waitUntil("there are \(count) requests") {
            directory.names.count { $0.hasPrefix("request-") } >= count
        }
        return directory.names.filter { $0.hasPrefix("request-") }.compactMap { directory.text($0) }
    }

    private func clear() throws {
        for name in directory.names where name.hasPrefix("request-") {
            try FileManager.default.removeItem(atPath: directory.file(name))
        }
    }

    @Test(arguments: [
        ("GET", "/log", ""), ("POST", "/log", ""), ("GET", "/log?app=1", ""), ("POST", "", ""), ("GET", "", ""),
        ("POST", "/log", "zoë:pass:word"), ("GET", "http://proxy.example.org:8/x", ""),
    ])
    func `a request has CPython's bytes`(method: String, url: String, credentials: String) throws {
        let pair = credentials.split(separator: ":", maxSplits: 1).map(String.init)
        let python = """
            \(PinnedTree.python)
            handler = logging.handlers.HTTPHandler('localhost:\(server.port)', '\(url)', '\(method)',
                credentials=\(pair.isEmpty ? "None" : "(" + pair.map(Python313.literal).joined(separator: ",") + ")"))
            def fail(record): raise
            handler.handleError = fail
            for r in records: handler.emit(r)
            """
        _ = try Python313.lines(python)
        let expected = try requests(2)
        try clear()
        let tree = PinnedTree.make()
        let handler = try HTTPHandler(
            host: "localhost:\(server.port)",
            url: url,
            method: try #require(HTTPHandler.Method(rawValue: method)),
            credentials: pair.isEmpty ? nil : HTTPHandler.Credentials(user: pair[0], password: pair[1]),
            allowsInsecureCredentials: true,
            environment: tree.environment
        )
        tree.root.handlers = [handler]
        PinnedTree.log(to: tree)
        try handler.flush()
        let ours = try requests(2)
        #expect(ours.count == 2)
        for (found, wanted) in zip(ours, expected) { #expect(found == wanted) }
        #expect(handler.failureCount == 0)
        handler.close()
    }

    private func handler(
        _ tree: LoggerTree,
        limits: DeliveryLimits = DeliveryLimits(),
        compatibility: Compatibility = .standard
    ) throws -> HTTPHandler {
        let handler = try HTTPHandler(
            host: "127.0.0.1:\(server.port)",
            url: "/log",
            method: .post,
            limits: limits,
            environment: tree.environment,
            compatibility: compatibility
        )
        handler.status = tree.status
        tree.root.handlers = [handler]
        return handler
    }

    @Test func `records share a connection, in CPython's way each has its own`() throws {
        let tree = PinnedTree.make()
        let ours = try handler(tree)
        PinnedTree.log(to: tree)
        ours.close()
        #expect(directory.names.filter { $0.hasPrefix("request-") } == ["request-1-1", "request-1-2"])
        try clear()
        _ = try handler(tree, compatibility: .python313)
        PinnedTree.log(to: tree)
        #expect(directory.names.filter { $0.hasPrefix("request-") } == ["request-2-1", "request-3-1"])
    }

    @Test func `a record that is refused for the time being is sent again, one refused for good is lost`() throws {
        try directory.write("503 200 404", to: "answers")
        let server = try PythonServer(Self.script, directory: directory, interpreter: try #require(Python313.oracle))
        let tree = PinnedTree.make()
        let failures = Lock<[String]>([])
        tree.status.setHook { failure in failures.withLock { $0.append("\(failure.isLoss) \(failure.message)") } }
        let handler = try HTTPHandler(
            host: "127.0.0.1:\(server.port)",
            url: "/log",
            method: .post,
            environment: tree.environment
        )
        handler.status = tree.status
        tree.root.handlers = [handler]
        PinnedTree.log(to: tree)
        try handler.flush()
        handler.close()
        let place = "tcp://127.0.0.1:\(server.port)"
        #expect(
            failures.withLock { $0 } == [
                "false cannot send '\(place)': the server answers 503 Word",
                "true cannot send '\(place)': the server answers 404 Word",
            ]
        )
        #expect(handler.failureCount == 1)
    }

    @Test func `a server that is away makes nobody wait, and what finds no room is counted`() throws {
        let tree = PinnedTree.make()
        tree.status.setHook { _ in }
        var limits = DeliveryLimits()
        limits.capacity = 3
        limits.drainTimeout = 0
        let handler = try HTTPHandler(host: "127.0.0.1:1", url: "/", limits: limits, environment: tree.environment)
        handler.status = tree.status
        tree.root.handlers = [handler]
        for number in 0..<20 { tree.root.error("\(number)") }
        #expect(handler.failureCount >= 16)
        handler.close()
        try PythonServer.waitUntil("all are counted") { handler.failureCount == 20 }
    }

    @Test func `credentials are not sent in the clear unless that is meant`() throws {
        let credentials = HTTPHandler.Credentials(user: "u", password: "p")
        #expect(throws: SinkError.self) { try HTTPHandler(host: "localhost", url: "/", credentials: credentials) }
        _ = try HTTPHandler(host: "localhost", url: "/", credentials: credentials, compatibility: .python313)
    }
}
#endif
