#if Arize
internal import AsyncHTTPClient
internal import LogMonitor

extension ArizeSettings {
    /// Seconds that nobody means: a little more than a year.
    private static let longest: Double = 32_000_000
    /// Tags that Arize keeps for itself.
    private static let reservedTags: Set = [
        "total_token_count", "prompt_token_count", "response_token_count", "response_latency_ms",
    ]
    /// How long the text of a tag may be, in characters.
    private static let tagLimit = 20_000

    /// Reads the options, and environment variables for the keys.
    ///
    /// - Parameters:
    ///   - arguments: what the monitor is made from.
    ///   - variables: reads an environment variable; `nil` for those of this process.
    /// - Throws: `MonitorError` with all that is wrong.
    init(_ arguments: MonitorArguments, variables: ((String) -> String?)? = nil) throws(MonitorError) {
        var reader = MonitorOptionReader(arguments.options, of: ArizeSettings.typeName, variables: variables)
        readDestination(&reader)
        readLimits(&reader)
        readModel(&reader, arguments)
        try reader.finish()
        authorityFile = authorityFile.map(arguments.environment.files.absolutePath(of:))
    }

    private mutating func readDestination(_ reader: inout MonitorOptionReader) {
        if let key = reader.text("api_key", variable: "ARIZE_API_KEY") {
            apiKey = key
            refuseControl(in: key, of: "api_key", &reader)
        } else if reader.value("api_key") == nil {
            reader.refuse("api_key", "is required, here or as environment variable ARIZE_API_KEY")
        }
        model.spaceKey = reader.text("space_key", variable: "ARIZE_SPACE_KEY")
        // A space that is named in one way needs no second name from the environment.
        spaceID = reader.text("space_id", variable: model.spaceKey == nil ? "ARIZE_SPACE_ID" : nil)
        if let spaceKey = model.spaceKey { refuseControl(in: spaceKey, of: "space_key", &reader) }
        if let spaceID { refuseControl(in: spaceID, of: "space_id", &reader) }
        if model.spaceKey == nil, spaceID == nil, reader.value("space_key") == nil, reader.value("space_id") == nil {
            reader.refuse("space_key", "is required, here or as environment variable ARIZE_SPACE_KEY; or 'space_id'")
        }
        if let uri = reader.text("uri") {
            if let problem = ArizeSettings.problem(ofURI: uri) {
                reader.refuse("uri", problem)
            } else {
                var base = uri[...]
                while base.last == "/" { base.removeLast() }
                url = base + "/log"
            }
        }
        authorityFile = reader.text("ca_file", wanted: "the name of a file")
        if authorityFile != nil, url.lowercased().hasPrefix("http://") {
            reader.refuse("ca_file", "names certificates, and the connection is not encrypted; write https:// in 'uri'")
        }
    }

    /// A header's value is one line.
    private func refuseControl(in text: String, of option: String, _ reader: inout MonitorOptionReader) {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
        reader.refuse(option, "has a control character")
    }

    private static func problem(ofURI uri: String) -> String? {
        let lower = uri.lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else {
            return "does not begin with http:// or https://"
        }
        let host = uri.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        if host.contains("@") { return "takes no user name or password; use 'api_key'" }
        if uri.contains("?") || uri.contains("#") { return "takes no query" }
        return host.isEmpty || (try? HTTPClient.Request(url: uri)) == nil ? "is not a URI" : nil
    }

    private mutating func readLimits(_ reader: inout MonitorOptionReader) {
        workerCount = reader.integer("max_workers", in: 1...64) ?? workerCount
        queueSize = reader.integer("max_queue_bound", in: 1...1_000_000) ?? queueSize
        let any = 0...ArizeSettings.longest
        let some = Double.leastNonzeroMagnitude...ArizeSettings.longest
        timeout = reader.number("timeout", in: some, wanted: "a number of seconds, more than 0") ?? timeout
        retryLimit = reader.number("retry_limit", in: any, wanted: "a number of seconds") ?? retryLimit
        drainTimeout = reader.number("drain_timeout", in: any, wanted: "a number of seconds") ?? drainTimeout
    }

    private mutating func readModel(_ reader: inout MonitorOptionReader, _ arguments: MonitorArguments) {
        let types = reader.choice("model_type", of: ModelType.allCases.map(\.rawValue))
        modelType = types.flatMap { ModelType(rawValue: $0) }
        let service = arguments.serviceName
        let name = reader.text("model_id")
        model.id = name ?? (service.isEmpty ? arguments.name : "\(service):\(arguments.name)")
        model.version = reader.text("model_version") ?? (name == nil ? arguments.serviceVersion : nil)
        let purpose = reader.choice("environment", of: ArizeModel.Purpose.allCases.map(\.rawValue))
        model.purpose = purpose.flatMap { ArizeModel.Purpose(rawValue: $0) } ?? model.purpose
        model.batchID = reader.text("batch_id")
        if model.purpose == .validation, model.batchID == nil, reader.value("batch_id") == nil {
            reader.refuse("environment", "is 'VALIDATION', which needs 'batch_id', too")
        }
        if model.purpose != .validation, model.batchID != nil {
            reader.refuse("batch_id", "has no effect unless 'environment' is 'VALIDATION'")
        }
        for field in reader.object("model_tags")?.fields ?? [] { readTag(field, &reader) }
    }

    private mutating func readTag(_ tag: LogObject.Field, _ reader: inout MonitorOptionReader) {
        let name = tag.key
        guard !ArizeSettings.reservedTags.contains(name), !name.hasSuffix("_shap") else {
            return reader.refuse("model_tags", "'\(name)' is a name that Arize keeps for itself")
        }
        switch tag.value {
        case .null: return
        case .array, .object: return reader.refuse("model_tags", "'\(name)' is not a text, a number or a truth value")
        case .string(let text) where text.unicodeScalars.count > ArizeSettings.tagLimit:
            return reader.refuse("model_tags", "'\(name)' has more than \(ArizeSettings.tagLimit) characters")
        default: break
        }
        if let value = ArizeValue(tag.value) { model.tags.append((name, value)) }
    }
}
#endif
