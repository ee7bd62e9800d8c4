#if Network
internal import LogRuntime

/// Sends requests over one connection after the other, and reads the answers.
final class HTTPCourier: Courier {
    private let server: HTTPRequest.Server
    private let tls: TLSContext?
    private let timeout: Double?
    private let isPython: Bool
    // Used by one thread at a time; the lock is for the memory's order alone.
    private let stream = Lock<ByteStream?>(nil)

    init(server: HTTPRequest.Server, tls: TLSContext?, timeout: Double?, isPython: Bool) {
        self.server = server
        self.tls = tls
        self.timeout = timeout
        self.isPython = isPython
    }

    func deliver(_ request: [UInt8]) -> DeliveryOutcome {
        if let open = stream.withLock({ $0 }), !open.isEnded {
            do throws(SinkError) {
                return try exchange(request, over: open)
            } catch {
                // The server may have closed the connection while it was idle: once more over a new one.
                close()
            }
        }
        do throws(SinkError) {
            let open = try ByteStream.connect(host: server.host, port: server.port, tls: tls, timeout: timeout)
            stream.withLock { $0 = open }
            return try exchange(request, over: open)
        } catch {
            close()
            return .postponed(error)
        }
    }

    private func exchange(_ request: [UInt8], over stream: ByteStream) throws(SinkError) -> DeliveryOutcome {
        try stream.send(request)
        let answer = try HTTPAnswer(from: stream)
        // CPython does not look at the answer, and makes a connection for each record.
        if isPython || !answer.keepsConnection { close() }
        if isPython || answer.status < 400 { return .delivered }
        let error = SinkError(
            "send",
            stream.place,
            problem: "the server answers \(answer.status) \(answer.reason)",
            pythonType: "http.client.HTTPException"
        )
        return answer.status >= 500 || answer.status == 429 || answer.status == 408 ? .postponed(error) : .lost(error)
    }

    func close() {
        stream.withLock { stream in
            stream?.close()
            stream = nil
        }
    }
}
#endif
