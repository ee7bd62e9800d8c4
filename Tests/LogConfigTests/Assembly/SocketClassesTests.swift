import LogConfig
import Testing

@Suite("Handlers that send records, and the arguments of queues")
struct SocketClassesTests {
    private func apply(_ handler: String) throws -> ActiveConfiguration {
        let yaml = "{version: 1, handlers: {h: {class: logging.handlers.\(handler)}}}"
        let options = ConfigurationOptions(compatibility: .python313)
        return try LoggingConfiguration(yaml: yaml, options: options).apply(to: LoggerTree())
    }

    /// A handler's entry, and what CPython 3.13.0 says below `Unable to configure handler 'h'`.
    static let refused = [
        ("SocketHandler, host: h", "SocketHandler.__init__() missing 1 required positional argument: 'port'"),
        (
            "SocketHandler, host: h, port: 5, timeout: 3",
            "SocketHandler.__init__() got an unexpected keyword argument 'timeout'"
        ),
        (
            "DatagramHandler, hst: h, port: 5",
            "DatagramHandler.__init__() got an unexpected keyword argument 'hst'. Did you mean 'host'?"
        ),
        (
            "QueueHandler, queue: {'()': queue.Queue, maxsiz: 3}",
            "Queue.__init__() got an unexpected keyword argument 'maxsiz'. Did you mean 'maxsize'?"
        ),
    ]

    @Test(arguments: refused)
    func `arguments too few or too many are refused in CPython's words`(handler: String, message: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) { _ = try apply(handler) }
        #expect(
            error.chain.map(\.description) == [
                "ValueError: Unable to configure handler 'h'", "TypeError: \(message)",
            ]
        )
    }

    @Test(
        arguments: [
            ("SocketHandler, host: h, port: 5", ["host": "h", "port": 5, "closeOnError": false]),
            ("SocketHandler, host: h, port: '5'", ["host": "h", "port": "5", "closeOnError": false]),
            (
                "DatagramHandler, host: /x, port: null, '.': {closeOnError: true}",
                ["host": "/x", "port": nil, "closeOnError": true]
            ),
        ] as [(String, LogObject)]
    )
    func `settings are described as CPython has them`(handler: String, expected: LogObject) throws {
        let description = try apply(handler).describe()
        guard case .object(let handlers)? = description["handlers"], case .object(let shown)? = handlers["h"] else {
            Issue.record("the description has no handler 'h'")
            return
        }
        #expect(shown["settings"] == .object(expected))
    }
}
