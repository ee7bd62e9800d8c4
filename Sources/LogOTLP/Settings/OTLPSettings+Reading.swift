#if OTLP
internal import LogConfig
internal import LogRuntime

extension OTLPSettings {
    /// The options of both a handler and a monitor.
    static let optionNames = [
        "endpoint", "protocol", "insecure", "credentials", "headers", "timeout", "compression", "max_queue_size",
        "max_export_batch_size", "schedule_delay", "retry_limit", "drain_timeout", "spool_directory", "spool_size",
    ]

    /// Reads options, and environment variables for what they leave open.
    ///
    /// Source: the OpenTelemetry specification, "OTLP exporter configuration", "batch log record processor" and "general SDK
    /// configuration". Times of variables are milliseconds there; those of options are seconds, as in BentoML.
    ///
    /// - Parameter reader: the options; takes what is wrong with them.
    init(reading reader: inout OptionReader) {
        self.init(transport: OTLPSettings.transport(&reader))
        endpoint = OTLPSettings.endpoint(&reader, transport: transport) ?? endpoint
        readCredentials(&reader)
        headers = OTLPSettings.headers(&reader, isGRPC: transport == .grpc) + headers
        compresses = OTLPSettings.compression(&reader)
        readLimits(&reader)
        readResource(&reader)
        if let (_, text) = reader.variable("OTEL_SDK_DISABLED") { isDisabled = text.lowercased() == "true" }
        if !endpoint.isSecure, !certificates.isEmpty, reader.value("credentials") != nil {
            reader.refuse(
                "credentials",
                "names certificates, and the connection is not encrypted",
                hint: transport == .http ? "write https:// in 'endpoint'" : "remove 'insecure', or write https://"
            )
        }
    }

    private static func transport(_ reader: inout OptionReader) -> TransportProtocol {
        if let text = reader.text("protocol") {
            switch text {
            case "http", "http/protobuf": return .http
            case "grpc": return .grpc
            default:
                reader.refuse("protocol", "'\(text)' is not a protocol", hint: "protocols are 'http' and 'grpc'")
                return .http
            }
        }
        guard
            let (name, text) = reader.variable("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
        else { return .http }
        switch text {
        case "http/protobuf": return .http
        case "grpc": return .grpc
        default:
            reader.refuseVariable(name, "'\(text)' is not a protocol that is served: 'grpc' or 'http/protobuf'")
            return .http
        }
    }

    private static func endpoint(_ reader: inout OptionReader, transport: TransportProtocol) -> OTLPEndpoint? {
        var insecure = reader.boolean("insecure")
        if insecure == nil,
            let (_, text) = reader.variable("OTEL_EXPORTER_OTLP_LOGS_INSECURE", "OTEL_EXPORTER_OTLP_INSECURE"),
            text.lowercased() == "true"
        {
            // Only `true` means true, by the specification.
            insecure = true
        }
        if let text = reader.text("endpoint") {
            switch make(text, transport: transport, insecure: insecure, base: "", fallback: OTLPEndpoint.logsPath) {
            case .success(let endpoint): return endpoint
            case .failure(let error):
                let hint = error.problem.contains("scheme") ? "write http:// or https:// in front of it" : nil
                reader.refuse("endpoint", error.problem, hint: hint)
                return nil
            }
        }
        let general = "OTEL_EXPORTER_OTLP_ENDPOINT"
        guard let (name, text) = reader.variable("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", general) else {
            guard transport == .grpc else { return nil }
            return OTLPEndpoint(isSecure: insecure == false, host: "localhost", port: 4317)
        }
        let base = name == general ? OTLPEndpoint.logsPath : ""
        switch make(text, transport: transport, insecure: insecure, base: base, fallback: "/") {
        case .success(let endpoint): return endpoint
        case .failure(let error):
            reader.refuseVariable(name, error.problem)
            return nil
        }
    }

    /// Makes an endpoint.
    ///
    /// - Parameters:
    ///   - text: the endpoint as written.
    ///   - transport: how requests travel.
    ///   - insecure: what was said of encryption; counts for gRPC only.
    ///   - base: a path to put behind the one written.
    ///   - fallback: the path when none is written.
    /// - Returns: the endpoint, or what is wrong with it.
    private static func make(
        _ text: String,
        transport: TransportProtocol,
        insecure: Bool?,
        base: String,
        fallback: String
    ) -> Result<OTLPEndpoint, OTLPEndpointError> {
        OTLPEndpoint.parts(of: text).flatMap { parts in
            guard !parts.hasUserInformation else {
                return .failure(OTLPEndpointError(problem: "takes no user name or password; use 'headers'"))
            }
            if transport == .http {
                guard let scheme = parts.scheme else {
                    return .failure(OTLPEndpointError(problem: "'\(text)' has no scheme"))
                }
                var path = parts.path
                if !base.isEmpty {
                    // A query stays behind the path that is joined.
                    let query = String(path[(path.firstIndex(of: "?") ?? path.endIndex)...])
                    path.removeLast(query.count)
                    while path.last == "/" { path.removeLast() }
                    path += base + query
                } else if path.isEmpty || path == "/" {
                    path = fallback
                } else if path.first == "?" {
                    path = "/" + path
                }
                let isSecure = scheme == "https"
                let port = parts.port ?? (isSecure ? 443 : 80)
                return .success(OTLPEndpoint(isSecure: isSecure, host: parts.host, port: port, path: path))
            }
            // As in the reference, `insecure: false` encrypts whatever the scheme says.
            let isSecure =
                switch parts.scheme {
                case "https": true
                case "http": insecure == false
                default: insecure != true
                }
            return .success(OTLPEndpoint(isSecure: isSecure, host: parts.host, port: parts.port ?? 4317))
        }
    }

    // MARK: Credentials

    /// The keys of `credentials` as a mapping.
    private static let credentialKeys = ["ca_file", "certificate_file", "key_file", "token"]

    /// Reads `credentials`: the path of a file with authorities, a token, or a mapping of these.
    private mutating func readCredentials(_ reader: inout OptionReader) {
        certificates.authorityFile =
            reader.variable("OTEL_EXPORTER_OTLP_LOGS_CERTIFICATE", "OTEL_EXPORTER_OTLP_CERTIFICATE")?.text
        certificates.certificateFile =
            reader.variable("OTEL_EXPORTER_OTLP_LOGS_CLIENT_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE")?.text
        certificates.keyFile =
            reader.variable("OTEL_EXPORTER_OTLP_LOGS_CLIENT_KEY", "OTEL_EXPORTER_OTLP_CLIENT_KEY")?.text
        switch reader.value("credentials") {
        case nil: break
        case .string(let text)? where OTLPSettings.isPath(text): certificates.authorityFile = text
        case .string(let text)? where !text.isEmpty: addToken(text)
        case .object(let object)?:
            for field in object.fields {
                guard OTLPSettings.credentialKeys.contains(field.key) else {
                    let hint = EditDistance.suggestion(for: field.key, in: OTLPSettings.credentialKeys)
                    let keys = OTLPSettings.credentialKeys.joined(separator: ", ")
                    reader.refuse("credentials", "'\(field.key)' is not known", hint: hint ?? "keys are \(keys)")
                    continue
                }
                guard case .string(let text) = field.value, !text.isEmpty else {
                    if field.value != .null { reader.refuse("credentials", "'\(field.key)' is not a text") }
                    continue
                }
                switch field.key {
                case "ca_file": certificates.authorityFile = text
                case "certificate_file": certificates.certificateFile = text
                case "key_file": certificates.keyFile = text
                default: addToken(text)
                }
            }
        default: reader.refuse("credentials", "are neither a text nor a mapping")
        }
        if (certificates.certificateFile == nil) != (certificates.keyFile == nil) {
            reader.refuse("credentials", "a certificate of ours needs both 'certificate_file' and 'key_file'")
        }
    }

    /// Whether a text of `credentials` names a file and is no token.
    private static func isPath(_ text: String) -> Bool {
        text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../") || text.hasPrefix("~")
            || [".pem", ".crt", ".cer", ".cert"].contains { text.lowercased().hasSuffix($0) }
    }

    /// Sends a token with each request; a text of two words names its own scheme, as `Basic abc=` does.
    private mutating func addToken(_ token: String) {
        headers.append(Header(name: "authorization", value: token.contains(" ") ? token : "Bearer \(token)"))
    }

    // MARK: Limits

    private static func compression(_ reader: inout OptionReader) -> Bool {
        if let text = reader.text("compression") {
            switch text.lowercased() {
            case "gzip": return true
            case "none": return false
            default:
                reader.refuse("compression", "'\(text)' is not a compression", hint: "write 'gzip' or 'none'")
                return false
            }
        }
        let names = ("OTEL_EXPORTER_OTLP_LOGS_COMPRESSION", "OTEL_EXPORTER_OTLP_COMPRESSION")
        guard let (name, text) = reader.variable(names.0, names.1) else { return false }
        switch text.lowercased() {
        case "gzip": return true
        case "none": return false
        default:
            reader.refuseVariable(name, "'\(text)' is not a compression that is served: 'gzip' or 'none'")
            return false
        }
    }

    private mutating func readLimits(_ reader: inout OptionReader) {
        let day: Double = 86_400
        timeout =
            reader.number("timeout", in: 0.001...day, "a number of seconds, more than 0")
            ?? reader.variableNumber(
                "OTEL_EXPORTER_OTLP_LOGS_TIMEOUT",
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                scale: 0.001,
                minimum: 1,
                maximum: day
            ) ?? timeout
        scheduleDelay =
            reader.number("schedule_delay", in: 0...day, "a number of seconds")
            ?? reader.variableNumber("OTEL_BLRP_SCHEDULE_DELAY", scale: 0.001, maximum: day) ?? scheduleDelay
        queueSize = Int(
            reader.number("max_queue_size", in: 1...1e9, "a number of records, at least 1")
                ?? reader.variableNumber("OTEL_BLRP_MAX_QUEUE_SIZE", scale: 1, minimum: 1, maximum: 1e9)
                ?? Double(queueSize)
        )
        batchSize = Int(
            reader.number("max_export_batch_size", in: 1...1e9, "a number of records, at least 1")
                ?? reader.variableNumber("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", scale: 1, minimum: 1, maximum: 1e9)
                ?? Double(batchSize)
        )
        // By the specification a batch is no larger than the queue.
        batchSize = min(batchSize, queueSize)
        retryLimit = reader.number("retry_limit", in: 0...(365 * day), "a number of seconds") ?? retryLimit
        drainTimeout = reader.number("drain_timeout", in: 0...day, "a number of seconds") ?? drainTimeout
        spoolDirectory = reader.text("spool_directory")
        spoolSize = Int(reader.number("spool_size", in: 1...1e15, "a number of bytes") ?? Double(spoolSize))
        if spoolDirectory == nil, reader.value("spool_size") != nil {
            reader.refuse("spool_size", "has no effect without 'spool_directory'")
        }
    }

    // MARK: Resource

    private mutating func readResource(_ reader: inout OptionReader) {
        if let (name, text) = reader.variable("OTEL_RESOURCE_ATTRIBUTES") {
            switch KeyValueText.parse(text) {
            case .success(let pairs): for (key, value) in pairs { resourceAttributes[key] = .string(value) }
            case .failure(let error): reader.refuseVariable(name, error.problem)
            }
        }
        serviceName = reader.variable("OTEL_SERVICE_NAME")?.text
    }
}
#endif
