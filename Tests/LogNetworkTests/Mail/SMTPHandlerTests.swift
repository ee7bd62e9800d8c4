#if Network
import Foundation
import LogRuntime
import TestSupport
import Testing

@testable import LogNetwork

/// Dialogues as a mail server hears them, beside those of CPython's handler.
@Suite(.enabled(if: Python313.oracle != nil, Python313.absence))
struct SMTPHandlerTests {
    let directory = try? TemporaryDirectory()

    /// A server that writes down what each client says, and offers what the file `offers` lists.
    private static let script = """
        import base64, socket, sys
        box = sys.argv[1]
        offers = open(box + '/offers').read().split('\\n')
        listener = socket.create_server(('127.0.0.1', 0))
        def answer(line, state):
            word = line.split()[0].upper() if line.split() else b''
            if state == 'challenge': return b'235 fine', None
            if state == 'user': return b'334 UGFzc3dvcmQ6', 'challenge'
            if word == b'EHLO':
                if offers == ['']: return b'502 what', None
                return b'\\r\\n'.join([b'250-here'] + [b'250-' + o.encode() for o in offers[:-1]]
                                     + [b'250 ' + offers[-1].encode()]), None
            if word == b'AUTH':
                if b'CRAM' in line: return b'334 ' + base64.b64encode(b'<1896.697@here>'), 'challenge'
                if b'LOGIN' in line: return b'334 UGFzc3dvcmQ6', 'challenge'
                return (b'535 no' if 'PLAIN LOGIN' in ' '.join(offers) else b'235 fine'), None
            if word == b'DATA': return b'354 go', 'data'
            if word == b'QUIT': return b'221 bye', 'end'
            if word == b'RCPT' and b'nobody' in line: return b'550 unknown', None
            if word == b'MAIL' and b'slow' in line: return b'451 later', None
            return b'250 ok', None
        with open(box + '/port', 'w') as f: f.write(f'{listener.getsockname()[1]}\\n')
        while True:
            connection, _ = listener.accept()
            heard, state = b'', None
            stream = connection.makefile('rb')
            connection.sendall(b'220 here ESMTP\\r\\n')
            while True:
                line = stream.readline()
                if not line: break
                heard += line
                if state == 'data':
                    if line == b'.\\r\\n':
                        state = None
                        connection.sendall(b'250 taken\\r\\n')
                    continue
                reply, state = answer(line, state)
                connection.sendall(reply + b'\\r\\n')
                if state == 'end': break
            connection.close()
            with open(box + '/heard', 'ab') as f: f.write(heard + b'=====\\n')
        """

    private func start(offers: String) throws -> (PythonServer, TemporaryDirectory) {
        let directory = try #require(directory)
        try directory.write(offers, to: "offers")
        let oracle = try #require(Python313.oracle)
        return (try PythonServer(Self.script, directory: directory, interpreter: oracle), directory)
    }

    private func heard(_ directory: TemporaryDirectory, _ count: Int) throws -> [String] {
        var parts: [String] = []
        try PythonServer.waitUntil("there are \(count) conversations") {
            parts = (directory.text("heard") ?? "").components(separatedBy: "=====\n").dropLast()
            return parts.count >= count
        }
        return parts
    }

    @Test(arguments: [
        ("", false), ("SIZE 1000000", false), ("8BITMIME\nHELP", false), ("AUTH CRAM-MD5 PLAIN LOGIN", true),
        ("SIZE\nAUTH PLAIN", true), ("AUTH=LOGIN", true), ("AUTH PLAIN LOGIN", true), ("auth LOGIN", true),
    ])
    func `a conversation has CPython's bytes`(offers: String, logsIn: Bool) throws {
        let (server, directory) = try start(offers: offers)
        let python = """
            \(PinnedTree.python)
            import email.utils, datetime
            handler = logging.handlers.SMTPHandler(('127.0.0.1', \(server.port)), 'Shop <shop@example.org>',
                ['ann@example.org', 'bob@example.org'], 'Trouble: größer',
                credentials=\(logsIn ? "('zoe', 'secret')" : "None"))
            def fail(record): raise
            handler.handleError = fail
            for r in records:
                email.utils.localtime = lambda: datetime.datetime.fromtimestamp(r.created, datetime.timezone.utc)
                handler.emit(r)
            """
        _ = try Python313.lines(python)
        let expected = try heard(directory, 2)
        try FileManager.default.removeItem(atPath: directory.file("heard"))
        let tree = PinnedTree.make()
        let handler = try SMTPHandler(
            server: SMTPHandler.Server(host: "127.0.0.1", port: server.port),
            sender: "Shop <shop@example.org>",
            recipients: ["ann@example.org", "bob@example.org"],
            subject: "Trouble: größer",
            credentials: logsIn ? SMTPHandler.Credentials(user: "zoe", password: "secret") : nil,
            environment: tree.environment
        )
        handler.status = tree.status
        tree.root.handlers = [handler]
        PinnedTree.log(to: tree)
        try handler.flush()
        #expect(try heard(directory, 2) == expected)
        #expect(expected.count == 2)
        #expect(handler.failureCount == 0)
        handler.close()
    }

    private func handler(
        _ server: PythonServer,
        _ tree: LoggerTree,
        sender: String = "shop@example.org",
        recipients: [String] = ["ann@example.org"],
        tls: TLSOptions? = nil,
        digest: Double = 0,
        compatibility: Compatibility = .standard
    ) throws -> SMTPHandler {
        let handler = try SMTPHandler(
            server: SMTPHandler.Server(host: "localhost", port: server.port),
            sender: sender,
            recipients: recipients,
            subject: "Trouble",
            tls: tls,
            digestInterval: digest,
            environment: tree.environment,
            compatibility: compatibility
        )
        handler.status = tree.status
        tree.root.handlers = [handler]
        return handler
    }

    @Test func `recipients that are refused are told, in CPython's way only when all are`() throws {
        let (server, _) = try start(offers: "SIZE")
        let tree = PinnedTree.make()
        tree.status.setHook { _ in }
        let recipients = ["ann@example.org", "nobody@example.org"]
        let ours = try handler(server, tree, recipients: recipients)
        tree.root.error("one")
        ours.close()
        #expect(ours.failureCount == 1)
        let python = try handler(server, tree, recipients: recipients, compatibility: .python313)
        tree.root.error("one")
        #expect(python.failureCount == 0)
        let none = try handler(server, tree, recipients: ["nobody@example.org"], compatibility: .python313)
        tree.root.error("one")
        #expect(none.failureCount == 1)
    }

    @Test func `a server without STARTTLS gets no mail that is to be secured, in CPython's way it does`() throws {
        let (server, directory) = try start(offers: "SIZE")
        let tree = PinnedTree.make()
        let failures = Lock<[String]>([])
        tree.status.setHook { failure in failures.withLock { $0.append(failure.message) } }
        let ours = try handler(server, tree, tls: TLSOptions())
        tree.root.error("one")
        ours.close()
        #expect(ours.failureCount == 1)
        #expect(failures.withLock { $0.last }?.hasSuffix("STARTTLS extension not supported by server.") == true)
        _ = try handler(server, tree, tls: TLSOptions(), compatibility: .python313)
        tree.root.error("two")
        #expect(try heard(directory, 2)[1].contains("\r\ntwo\r\n"))
    }

    @Test func `a digest makes one mail of what comes within its interval`() throws {
        let (server, directory) = try start(offers: "SIZE")
        let tree = PinnedTree.make()
        let handler = try handler(server, tree, digest: 3600)
        tree.root.error("first")
        _ = try heard(directory, 1)
        for number in 1...5 { tree.root.error("number \(number)") }
        handler.close()
        let mails = try heard(directory, 2)
        #expect(mails.count == 2)
        #expect(mails[0].contains("\r\nSubject: Trouble\r\n"))
        #expect(mails[1].contains("\r\nSubject: Trouble (5 records)\r\n"))
        #expect(
            mails[1].contains("\r\n\r\nnumber 1\r\n\r\nnumber 2\r\n\r\nnumber 3\r\n\r\nnumber 4\r\n\r\nnumber 5\r\n")
        )
        #expect(handler.failureCount == 0)
    }

    @Test func `a subject of several lines is refused in CPython's words`() throws {
        let mail = MailMessage(sender: "a@b", recipients: "c@d", subject: "x\nBcc: e@f", date: "", text: [])
        #expect(throws: SinkError.self) { try mail.check() }
    }
}
#endif
