#if OTLP
internal import LogRuntime

extension OTLPSettings {
    /// Reads `headers`: a mapping, or `name=value,name=value` with values percent-encoded.
    static func headers(_ reader: inout OptionReader, isGRPC: Bool) -> [Header] {
        var result: [Header] = []
        switch reader.value("headers") {
        case .object(let object)?:
            for field in object.fields {
                switch field.value {
                case .string(let text): result.append(Header(name: field.key, value: text))
                case .int(let number): result.append(Header(name: field.key, value: "\(number)"))
                default: reader.refuse("headers", "'\(field.key)' is not a text")
                }
            }
            if let problem = problem(with: result) { reader.refuse("headers", problem) }
        case .string(let text)?:
            switch parse(text) {
            case .success(let headers): result = headers
            case .failure(let error): reader.refuse("headers", error.problem)
            }
        case nil:
            let names = ("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS")
            guard let (name, text) = reader.variable(names.0, names.1) else { return [] }
            switch parse(text) {
            case .success(let headers): result = headers
            case .failure(let error): reader.refuseVariable(name, error.problem)
            }
        default: reader.refuse("headers", "are neither a text nor a mapping")
        }
        return isGRPC ? result.map { Header(name: $0.name.lowercased(), value: $0.value) } : result
    }

    private static func parse(_ text: String) -> Result<[Header], KeyValueText.Problem> {
        KeyValueText.parse(text).flatMap { pairs in
            let headers = pairs.map { Header(name: $0.key, value: $0.value) }
            if let problem = problem(with: headers) { return .failure(KeyValueText.Problem(problem: problem)) }
            return .success(headers)
        }
    }

    /// What is wrong with a header, without its value, which may be a secret.
    private static func problem(with headers: [Header]) -> String? {
        for header in headers {
            let isToken = header.name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
            guard isToken, !header.name.isEmpty else { return "'\(header.name)' is not a header's name" }
            guard header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                return "the value of '\(header.name)' has a control character"
            }
        }
        return nil
    }
}
#endif
