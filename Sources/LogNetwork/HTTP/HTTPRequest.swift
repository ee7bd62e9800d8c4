#if Network
internal import LogRuntime

/// The requests of a handler, which differ in the form that they carry.
///
/// CPython: `HTTPHandler.emit`, `http.client.HTTPConnection.putrequest`.
struct HTTPRequest: Sendable {
    /// A host and its port.
    struct Server: Sendable {
        var host: String
        var port: Int
    }

    private let hostText: String
    private let url: String
    private let method: HTTPHandler.Method
    private let isSecure: Bool
    private let authorization: String?
    /// Where the requests go; port 0 when the text after the colon is no number.
    let server: Server

    init(
        host: String,
        url: String,
        method: HTTPHandler.Method,
        isSecure: Bool,
        credentials: HTTPHandler.Credentials?
    ) {
        hostText = host
        self.url = url
        self.method = method
        self.isSecure = isSecure
        authorization = credentials.map { "Basic " + Base64.text(Array("\($0.user):\($0.password)".utf8)) }
        server = HTTPRequest.server(host, isSecure: isSecure)
    }

    private static func defaultPort(_ isSecure: Bool) -> Int { isSecure ? 443 : 80 }

    /// CPython: `HTTPConnection._get_hostport`.
    private static func server(_ text: String, isSecure: Bool) -> Server {
        var host = text[...]
        var port = defaultPort(isSecure)
        let colon = text.lastIndex(of: ":")
        let bracket = text.lastIndex(of: "]")
        if let colon, bracket.map({ colon > $0 }) ?? true {
            let digits = text[text.index(after: colon)...]
            if !digits.isEmpty { port = Int(digits).flatMap { (1...65_535).contains($0) ? $0 : nil } ?? 0 }
            host = text[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return Server(host: String(host), port: port)
    }

    /// Refuses a host or an address that cannot be sent.
    ///
    /// CPython: `_get_hostport`, `_validate_path`, `_encode_request`, with each record.
    ///
    /// - Throws: ``SinkError``.
    func check() throws(SinkError) {
        if server.port == 0 {
            let text = hostText.split(separator: ":").last ?? ""
            throw SinkError(
                "use host",
                hostText,
                problem: "nonnumeric port: '\(text)'",
                pythonType: "http.client.InvalidURL"
            )
        }
        for text in [url, hostText] {
            guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
                throw SinkError(
                    "use address",
                    text,
                    problem: "URL can't contain control characters",
                    pythonType: "http.client.InvalidURL"
                )
            }
        }
        guard url.utf8.allSatisfy({ $0 < 0x80 }), hostText.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw SinkError(
                "use address",
                url,
                problem: "it is not ASCII",
                pythonType: "UnicodeEncodeError",
                pythonMessage: "'ascii' codec can't encode characters"
            )
        }
    }

    /// The address with the form of a `GET`.
    private func target(_ form: [UInt8]) -> [UInt8] {
        guard method == .get else { return Array(url.utf8) }
        return Array(url.utf8) + [UInt8(ascii: url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?")] + form
    }

    /// The headers beyond those of every request.
    private func headers(_ form: [UInt8]) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        if method == .post {
            headers.append(("Content-type", "application/x-www-form-urlencoded"))
            headers.append(("Content-length", "\(form.count)"))
        }
        if let authorization { headers.append(("Authorization", authorization)) }
        return headers
    }

    /// What the header `Host` says.
    private var hostHeader: String {
        if let authority = HTTPRequest.authority(of: url) { return authority }
        let shown = server.host.contains(":") ? "[\(server.host)]" : server.host
        return server.port == HTTPRequest.defaultPort(isSecure) ? shown : "\(shown):\(server.port)"
    }

    /// The host in an address that names one, as for a proxy.
    private static func authority(of url: String) -> String? {
        guard url.hasPrefix("http"), let colon = url.firstIndex(of: ":") else { return nil }
        let rest = url[url.index(after: colon)...]
        guard rest.hasPrefix("//") else { return nil }
        let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return authority.isEmpty ? nil : String(authority)
    }

    /// The whole request.
    func bytes(form: [UInt8]) -> [UInt8] {
        var bytes = Array("\(method.rawValue) ".utf8)
        bytes += url.isEmpty && method == .post ? Array("/".utf8) : target(form)
        bytes += Array(" HTTP/1.1\r\nHost: \(hostHeader)\r\nAccept-Encoding: identity\r\n".utf8)
        for header in headers(form) { bytes += Array("\(header.name): \(header.value)\r\n".utf8) }
        bytes += Array("\r\n".utf8)
        if method == .post { bytes += form }
        return bytes
    }

    /// The request as a rehearsal's report shows it.
    func captured(form: [UInt8]) -> CapturedRequest {
        CapturedRequest(
            host: hostText,
            isSecure: isSecure,
            method: method.rawValue,
            url: String(decoding: target(form), as: UTF8.self),
            headers: headers(form),
            body: method == .post ? String(decoding: form, as: UTF8.self) : ""
        )
    }
}
#endif
