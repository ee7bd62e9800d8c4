#if OTLP
/// Where a collector listens.
public struct OTLPEndpoint: Sendable, Hashable {
    /// Where logs are posted when an endpoint says no path.
    static let logsPath = "/v1/logs"

    /// Whether the connection is encrypted.
    public var isSecure: Bool
    /// The host: a name or a number, without brackets.
    public var host: String
    /// The port.
    public var port: Int
    /// The path for requests over HTTP, with its query.
    public var path: String

    /// Creates an endpoint.
    ///
    /// - Parameters:
    ///   - isSecure: whether the connection is encrypted.
    ///   - host: the host.
    ///   - port: the port.
    ///   - path: the path for requests over HTTP.
    public init(isSecure: Bool = false, host: String, port: Int, path: String = "/v1/logs") {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.path = path
    }

    /// The endpoint as an address for HTTP.
    public var url: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(isSecure ? "https" : "http")://\(name):\(port)\(path)"
    }

    /// The parts of an endpoint as written.
    struct Parts {
        /// `http`, `https`, or `nil` when none is written.
        var scheme: String?
        var host: String
        var port: Int?
        /// Empty when none is written.
        var path: String
        /// What precedes `@`, which is nobody's business here.
        var hasUserInformation: Bool
    }

    /// Takes an endpoint apart.
    ///
    /// - Returns: the parts, or what is wrong.
    static func parts(of text: String) -> Result<Parts, OTLPEndpointError> {
        var rest = text[...]
        var scheme: String?
        if let mark = rest.firstRange(of: "://") {
            let name = rest[..<mark.lowerBound].lowercased()
            guard name == "http" || name == "https" else {
                return .failure(OTLPEndpointError(problem: "'\(name)' is not a scheme for a collector: http or https"))
            }
            scheme = name
            rest = rest[mark.upperBound...]
        }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var authority = rest[..<end]
        let path = String(rest[end...].prefix { $0 != "#" })
        let at = authority.lastIndex(of: "@")
        if let at { authority = authority[authority.index(after: at)...] }
        var port: Int?
        var host = authority
        let isNumber6 = host.first == "["
        let close = isNumber6 ? host.firstIndex(of: "]") : host.startIndex
        guard let close else { return .failure(OTLPEndpointError(problem: "'[' is not closed")) }
        if let colon = host[close...].lastIndex(of: ":") {
            let digits = host[host.index(after: colon)...]
            guard let number = Int(digits), (1...65_535).contains(number) else {
                return .failure(OTLPEndpointError(problem: "'\(digits)' is not a port"))
            }
            port = number
            host = host[..<colon]
        }
        if isNumber6 { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return .failure(OTLPEndpointError(problem: "no host is named")) }
        return .success(
            Parts(scheme: scheme, host: String(host), port: port, path: path, hasUserInformation: at != nil)
        )
    }
}

/// What is wrong with an endpoint as written.
struct OTLPEndpointError: Error {
    let problem: String
}
#endif
