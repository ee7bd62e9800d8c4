#if Network
import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@testable import LogNetwork

/// Mails and requests to real servers that speak TLS.
@Suite(
    .enabled(if: Python313.mailOracle != nil, "needs a CPython 3.13 with aiosmtpd"),
    .enabled(if: Certificates.program != nil, Certificates.absence)
)
struct SecureServerTests {
    let certificates: Certificates
    let directory: TemporaryDirectory
    let tree = PinnedTree.make()
    let failures = FailureList()

    private static let mailServer = """
        import asyncio, json, ssl, sys
        from aiosmtpd.smtp import AuthResult, SMTP
        box = sys.argv[1]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain('CERT', 'KEY')
        class Handler:
            async def handle_DATA(self, server, session, envelope):
                with open(box + '/mails', 'a') as f:
                    f.write(json.dumps([envelope.mail_from, envelope.rcpt_tos, session.ssl is not None,
                                        session.authenticated, envelope.content.decode().split('\\r\\n')[-2]]) + '\\n')
                return '250 taken'
        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=data.login == b'zoe' and data.password == b'secret')
        def make():
            return SMTP(Handler(), tls_context=context, require_starttls=True, authenticator=check, auth_required=True)
        async def main():
            server = await asyncio.get_running_loop().create_server(make, '127.0.0.1', 0)
            with open(box + '/port', 'w') as f: f.write(f'{server.sockets[0].getsockname()[1]}\\n')
            await asyncio.sleep(3600)
        asyncio.run(main())
        """

    private static let webServer = """
        import http.server, ssl, sys
        box, certificate, key = sys.argv[1], 'CERT', 'KEY'
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-length'])).decode()
                with open(box + '/posts', 'a') as f: f.write(body + '\\n')
                self.send_response(200)
                self.send_header('Content-Length', '0')
                self.end_headers()
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        with open(box + '/port', 'w') as f: f.write(f'{server.server_port}\\n')
        server.serve_forever()
        """

    init() throws {
        certificates = try Certificates()
        directory = try TemporaryDirectory()
        tree.status.setHook { [failures] in failures.append($0) }
    }

    private func start(_ script: String) throws -> PythonServer {
        let script = script.replacingOccurrences(of: "CERT", with: certificates.file("server.pem"))
            .replacingOccurrences(of: "KEY", with: certificates.file("server.key"))
        return try PythonServer(script, directory: directory, interpreter: try #require(Python313.mailOracle))
    }

    private func configure(
        _ handler: String,
        compatibility: Compatibility = .standard
    ) throws -> ActiveConfiguration {
        let yaml = """
            version: 1
            handlers:
              remote: \(handler)
            root: {level: DEBUG, handlers: [remote]}
            """
        let options = ConfigurationOptions(registry: .network, compatibility: compatibility)
        return try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
    }

    private func mailHandler(_ port: Int, _ more: String) -> String {
        "{class: logging.handlers.SMTPHandler, mailhost: [localhost, \(port)], fromaddr: a@example.org, "
            + "toaddrs: [b@example.org], subject: hello, credentials: [zoe, secret], \(more)}"
    }

    @Test func `a mail goes through STARTTLS and a login`() throws {
        let server = try start(Self.mailServer)
        let authority = certificates.file("ca.pem")
        let active = try configure(mailHandler(server.port, "secure: [], tls: {cafile: \(authority)}"))
        tree.root.error("first")
        active.shutdown()
        #expect(failures.messages == [])
        #expect(
            directory.text("mails") == "[\"a@example.org\", [\"b@example.org\"], true, true, \"first\"]\n"
        )
    }

    @Test func `a mail server that is not trusted gets neither password nor mail, in CPython's way it does`() throws {
        let server = try start(Self.mailServer)
        let active = try configure(mailHandler(server.port, "secure: [], attempts: 1, drain_timeout: 2"))
        tree.root.error("first")
        active.shutdown()
        #expect(failures.messages.contains { $0.contains("the server's certificate is not trusted") })
        #expect(failures.losses == 1)
        #expect(directory.text("mails") == nil)
        let python = try configure(mailHandler(server.port, "secure: []"), compatibility: .python313)
        tree.root.error("second")
        python.shutdown()
        #expect(directory.text("mails")?.hasSuffix("true, true, \"second\"]\n") == true)
    }

    @Test func `requests go to a server that is trusted, and to no other`() throws {
        let server = try start(Self.webServer)
        let head =
            "class: logging.handlers.HTTPHandler, host: 'localhost:\(server.port)', url: /, method: POST, secure: true"
        let strict = try configure("{\(head), attempts: 1, drain_timeout: 2}")
        tree.root.error("first")
        strict.shutdown()
        #expect(failures.losses == 1)
        let active = try configure("{\(head), tls: {cafile: \(certificates.file("ca.pem"))}}")
        tree.root.error("second")
        active.shutdown()
        #expect(directory.text("posts")?.split(separator: "\n").count == 1)
        #expect(directory.text("posts")?.hasPrefix("name=root&msg=second&args=") == true)
        #expect(failures.losses == 1)
    }
}
#endif
