package import LogConfig
internal import LogRuntime
internal import YAMLTree

/// A file with a section `monitoring`.
package struct ServiceFile {
    /// What diagnostics call the file.
    let name: String
    /// The file's contents.
    let document: YAMLDocument
    /// What is told although the file is accepted: that others may write it, and with it which files the process writes.
    package let warnings: [Diagnostic]

    /// Reads a file.
    ///
    /// - Throws: ``MonitorConfigurationError`` when it cannot be read or is not YAML.
    init(contentsOf path: String) throws(MonitorConfigurationError) {
        let bytes: [UInt8]
        do throws(LoggingConfigurationError) {
            bytes = try LoggingConfiguration.bytes(ofFile: path)
        } catch {
            throw MonitorConfigurationError(error.diagnostics)
        }
        try self.init(bytes: bytes, file: path, exposure: FileExposure.ofFile(at: path))
    }

    /// Reads the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: the bytes.
    ///   - file: what diagnostics call the file.
    ///   - exposure: who else may write it.
    /// - Throws: ``MonitorConfigurationError`` when they are not YAML.
    package init(bytes: [UInt8], file: String, exposure: FileExposure? = nil) throws(MonitorConfigurationError) {
        name = file
        warnings = exposure.map { [$0.diagnostic(file: file)] } ?? []
        do throws(YAMLError) {
            document = try YAMLReader.read(bytes, file: file)
        } catch {
            throw MonitorConfigurationError([
                ServiceFile.diagnostic(
                    .invalidYAML,
                    "",
                    error.problem,
                    hint: error.hint,
                    file: file,
                    at: error.mark,
                    sourceLine: error.sourceLine
                )
            ])
        }
    }

    /// Whether this is a file of a service, not a logging configuration.
    package var isServiceFile: Bool {
        guard let root = document.root.mapping else { return false }
        let isLogging = ["formatters", "handlers", "loggers", "root"].contains { root[$0] != nil }
        return !isLogging && !sections(service: nil).isEmpty
    }

    /// Reads the section and judges it.
    ///
    /// - Parameters:
    ///   - service: the service whose section below `services` counts, too.
    ///   - base: what the file leaves open.
    /// - Returns: the configuration.
    /// - Throws: ``MonitorConfigurationError`` with all that is wrong, or what the type's own check throws.
    package func configuration(service: String?, base: MonitorConfiguration) throws -> MonitorConfiguration {
        let found = sections(service: service)
        guard !found.isEmpty else { throw MonitorConfigurationError([missingSection(service)]) }
        return try configuration(of: found, base: base)
    }

    /// Reads the file as options, as the section itself, or as a service file, whichever it is; the type may be given.
    ///
    /// - Parameters:
    ///   - type: the type in place of the file's.
    ///   - base: what the file leaves open.
    /// - Returns: the configuration.
    /// - Throws: ``MonitorConfigurationError`` with all that is wrong, or what the type's own check throws.
    package func looseConfiguration(type: String?, base: MonitorConfiguration) throws -> MonitorConfiguration {
        let found = sections(service: nil)
        if !found.isEmpty { return try configuration(of: found, type: type, base: base) }
        let root = Section(path: "", key: nil, node: document.root)
        let isSection = SectionReader.keys.contains { document.root.mapping?[$0] != nil }
        var reader = SectionReader(self, base: base)
        if isSection { reader.read(root) } else { reader.readOptions(document.root, path: "") }
        return try reader.finish(type: type)
    }

    private func configuration(
        of sections: [Section],
        type: String? = nil,
        base: MonitorConfiguration
    ) throws -> MonitorConfiguration {
        var reader = SectionReader(self, base: base)
        for section in sections { reader.read(section) }
        return try reader.finish(type: type)
    }

    /// What to say about an error that has no place of its own.
    package func diagnostic(of error: any Error) -> Diagnostic {
        diagnostic(.invalidEntry, "monitoring", "\(error)", at: document.root.mark)
    }

    /// A section of a service file.
    struct Section {
        /// Where in the document.
        let path: String
        /// The key it stands under.
        let key: Node?
        /// Its content.
        let node: Node
    }

    /// The sections that count, the nearest to the service last.
    private func sections(service: String?) -> [Section] {
        var found: [Section] = []
        func look(_ node: Node?, _ path: String) {
            guard let mapping = node?.mapping, let section = mapping["monitoring"] else { return }
            found.append(Section(path: path + "monitoring", key: mapping.keyNode(for: "monitoring"), node: section))
        }
        let services = document.root.mapping?["services"]
        look(document.root, "")
        look(services, "services.")
        if let service { look(services?.mapping?[service], "services.\(service).") }
        return found
    }

    /// What to say about a file without a section.
    private func missingSection(_ service: String?) -> Diagnostic {
        let keys = document.root.mapping?.entries.compactMap { entry in entry.key.string.map { (entry.key, $0) } } ?? []
        for (key, text) in keys {
            guard let hint = EditDistance.suggestion(for: text, in: ["monitoring"]) else { continue }
            return diagnostic(.unknownKey, text, "'\(text)' is not known", hint: hint, at: key.mark)
        }
        let options = keys.first { SectionReader.keys.contains($0.1) }
        if let (key, text) = options {
            let hint = "'\(text)' belongs below 'monitoring'"
            return diagnostic(.misplacedKey, text, "the file has no section 'monitoring'", hint: hint, at: key.mark)
        }
        return diagnostic(.invalidDocument, "", "the file has no section 'monitoring'", at: document.root.mark)
    }

    /// Something that is wrong at a place of this file.
    func diagnostic(
        _ code: DiagnosticCode,
        _ path: String,
        _ message: String,
        hint: String? = nil,
        at mark: Mark?
    ) -> Diagnostic {
        ServiceFile.diagnostic(
            code,
            path,
            message,
            hint: hint,
            file: name,
            at: mark,
            sourceLine: mark.flatMap { document.sourceLines([$0.line])[$0.line] }
        )
    }

    private static func diagnostic(
        _ code: DiagnosticCode,
        _ path: String,
        _ message: String,
        hint: String? = nil,
        file: String,
        at mark: Mark?,
        sourceLine: String? = nil
    ) -> Diagnostic {
        // Headers carry credentials under names of any kind.
        let isSecret = path.hasSuffix(".headers")
        return Diagnostic(
            severity: .error,
            code: code.rawValue,
            path: path,
            message: message,
            file: file,
            line: mark?.line,
            column: mark?.column,
            hint: hint,
            excerptLine: isSecret ? nil : sourceLine.flatMap { ExcerptLine($0) }
        )
    }
}
