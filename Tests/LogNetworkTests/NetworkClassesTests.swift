#if Network
import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@testable import LogNetwork

/// The classes as configurations name them.
struct NetworkClassesTests {
    private func diagnostics(_ handler: String, compatibility: Compatibility = .standard) -> [String] {
        let yaml = "version: 1\ndisable_existing_loggers: false\nhandlers: {h: \(handler)}\nroot: {handlers: [h]}\n"
        let options = ConfigurationOptions(registry: .network, compatibility: compatibility)
        let (_, diagnostics) = LoggingConfiguration.check(bytes: Array(yaml.utf8), file: "f", options: options)
        return diagnostics.map { "\($0.severity.rawValue) \($0.path): \($0.message)" }
    }

    private let http = "class: logging.handlers.HTTPHandler, host: localhost, url: /"
    private let smtp =
        "class: logging.handlers.SMTPHandler, mailhost: localhost, fromaddr: a@b, toaddrs: c@d, subject: s"

    @Test func `arguments that CPython takes are taken`() {
        #expect(diagnostics("{\(http), method: post, secure: true, credentials: [u, p], context: null}") == [])
        #expect(diagnostics("{\(smtp), credentials: [u, p], secure: [], timeout: 1.5}") == [])
        #expect(diagnostics("{\(smtp), secure: [k.pem, c.pem]}") == [])
    }

    @Test func `credentials in the clear are refused, or taken with a warning when that is meant`() {
        let problem = "name and password would be sent in the clear"
        #expect(diagnostics("{\(http), credentials: [u, p]}") == ["error handlers.h.credentials: \(problem)"])
        #expect(
            diagnostics("{\(http), credentials: [u, p], insecure_credentials: true}")
                == ["warning handlers.h.credentials: \(problem)"]
        )
        #expect(diagnostics("{\(http), credentials: [u, p]}", compatibility: .python313) == [])
    }

    @Test func `a server that is not verified is doubtful`() {
        #expect(
            diagnostics("{\(http), secure: true, tls: {verify: false}}")
                == ["warning handlers.h.tls: the server's certificate is not verified: anybody can be the server"]
        )
    }

    @Test func `wrong arguments are told`() {
        #expect(diagnostics("{\(http), method: PUT}") == ["error handlers.h.method: 'PUT' is neither GET nor POST"])
        #expect(
            diagnostics("{\(smtp), credentials: [u]}")
                == ["error handlers.h.credentials: 'credentials' is not [name, password]"]
        )
        #expect(diagnostics("{\(http), tls: {ca: x}}") == ["error handlers.h.tls: 'tls' has no key 'ca'"])
    }

    @Test func `arguments of ours are unknown in CPython's way`() {
        let shown = diagnostics("{\(http), timeout: 3}", compatibility: .python313)
        #expect(shown == ["error handlers.h.timeout: 'logging.handlers.HTTPHandler' has no argument 'timeout'"])
        #expect(diagnostics("{\(http), timeout: 3}") == [])
    }

    @Test func `the ready-made configuration for a central server has no doubts`() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Configs/syslog-tls.yaml").path
        let options = ConfigurationOptions(registry: .network)
        let (accepted, diagnostics) = LoggingConfiguration.check(contentsOf: path, options: options)
        #expect(accepted)
        #expect(diagnostics == [])
        let active = try LoggingConfiguration(contentsOf: path, options: options).apply(to: LoggerTree())
        active.shutdown()
    }
}
#endif
