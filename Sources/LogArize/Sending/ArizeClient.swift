#if Arize
internal import AsyncHTTPClient
internal import LogExport
internal import LogMonitor
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Posts rows to Arize over HTTP, on a thread of its own.
final class ArizeClient: Sendable {
    /// The one event loop, on which everything happens.
    let loop: any EventLoop
    private let group: MultiThreadedEventLoopGroup
    private let client: HTTPClient
    private let template: HTTPClient.Request
    private let timeout: Double

    /// Starts the thread; connects with the first request.
    ///
    /// - Throws: `SinkError` for a file of certificates that cannot be read.
    init(_ settings: ArizeSettings) throws {
        var configuration = HTTPClient.Configuration()
        configuration.tlsConfiguration = try ArizeClient.verifyingConfiguration(settings)
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.workerCount
        // When to try again is for the sender to say.
        configuration.connectionPool.retryConnectionEstablishment = false
        template = try HTTPClient.Request(url: settings.url, method: .POST, headers: ArizeClient.headers(settings))
        timeout = settings.timeout
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.any()
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// The headers of each request.
    ///
    /// Source: Arize's client 7.54.0 for Python. Language and version are our own.
    static func headers(_ settings: ArizeSettings) -> HTTPHeaders {
        var headers: HTTPHeaders = [
            "User-Agent": "\(LibraryIdentity.name)/\(LibraryIdentity.version)", "Accept": "*/*",
            "authorization": settings.apiKey,
        ]
        if let id = settings.spaceID {
            headers.add(name: "Grpc-Metadata-arize-space-id", value: id)
            headers.add(name: "Grpc-Metadata-space_id", value: id)
        }
        if let key = settings.model.spaceKey {
            headers.add(name: "Grpc-Metadata-space", value: key)
            headers.add(name: "Grpc-Metadata-arize-space-key", value: key)
        }
        headers.add(name: "Grpc-Metadata-arize-interface", value: "stream")
        headers.add(name: "Grpc-Metadata-sdk-language", value: "swift")
        headers.add(name: "Grpc-Metadata-language-version", value: languageVersion)
        headers.add(name: "Grpc-Metadata-sdk-version", value: LibraryIdentity.version)
        headers.add(name: "Content-Type", value: "application/json")
        return headers
    }

    /// The compiler's version, as far as it can be asked.
    private static var languageVersion: String {
        #if compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }

    /// TLS that verifies whom it speaks to.
    private static func verifyingConfiguration(_ settings: ArizeSettings) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        guard let path = settings.authorityFile else { return configuration }
        do {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
        } catch let error as NIOSSLError {
            throw SinkError("read", path, problem: "it holds no certificate as PEM (\(error))")
        } catch {
            throw SinkError("read", path, problem: "\(error)")
        }
        return configuration
    }

    /// Posts a row.
    ///
    /// Here the client's own deadline is enough: it bounds the whole answer, and its clock is the one event loop that the request
    /// is on.
    ///
    /// - Parameters:
    ///   - body: the row.
    ///   - deadline: when to give up, if that is sooner than the usual time.
    /// - Returns: the request, which can be cancelled, and what takes its reply.
    func post(_ body: [UInt8], deadline: NIODeadline?) -> (HTTPClient.Task<Void>, ArizeReply) {
        var request = template
        request.body = .bytes(body)
        let usual = NIODeadline.now() + .nanoseconds(Int64(timeout * 1e9))
        let reply = ArizeReply()
        let task = client.execute(
            request: request,
            delegate: reply,
            eventLoop: .delegateAndChannel(on: loop),
            deadline: deadline.map { min($0, usual) } ?? usual
        )
        return (task, reply)
    }

    /// Ends connections and thread; waits for both.
    func close() {
        // Shutting down fails only for what was shut down before.
        try? client.syncShutdown()
        try? group.syncShutdownGracefully()
    }
}
#endif
