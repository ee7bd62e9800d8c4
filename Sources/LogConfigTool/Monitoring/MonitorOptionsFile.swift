import LogConfig
import LogMonitor
import LogRuntime
import YAMLTree

/// The file of `--options`: a service file with a section `monitoring`, that section, or its options.
struct MonitorOptionsFile {
    /// The file's name.
    let name: String

    /// Reads the file into a configuration.
    ///
    /// - Throws: ``ExitStatus`` once the reason was told.
    func apply(to configuration: inout MonitorConfiguration) throws(ExitStatus) {
        let input = InputFile(name: name)
        let bytes = try input.readYAML()
        let root: Node
        do throws(YAMLError) {
            root = try YAMLReader.read(bytes, file: input.displayName).root
        } catch {
            Terminal.standardError.write("\(error)\n")
            throw .wrongData
        }
        let section = root.mapping?["monitoring"] ?? root
        guard let mapping = section.mapping else { throw refused(section, "monitoring options are a mapping") }
        let isSection = mapping["options"] != nil || mapping["type"] != nil || mapping["enabled"] != nil
        guard isSection else { return try setOptions(section, of: &configuration) }
        for (key, value) in mapping.entries {
            switch (key.string, value.value) {
            case ("enabled"?, .bool(let isEnabled)): configuration.isEnabled = isEnabled
            case ("type"?, .string(let type)): configuration.type = type
            case ("type"?, .null): break
            case ("options"?, .null): break
            case ("options"?, _): try setOptions(value, of: &configuration)
            case ("enabled"?, _): throw refused(value, "'enabled' is true or false")
            case ("type"?, _): throw refused(value, "'type' is the name of a monitor type")
            default: throw refused(key, "'monitoring' has no key '\(key.string ?? "?")'; options go below 'options'")
            }
        }
    }

    private func setOptions(_ node: Node, of configuration: inout MonitorConfiguration) throws(ExitStatus) {
        guard case .object(let options) = node.logValue else { throw refused(node, "options are a mapping") }
        for field in options.fields { configuration.options[field.key] = field.value }
    }

    private func refused(_ node: Node, _ problem: String) -> ExitStatus {
        let mark = node.mark
        Terminal.standardError.write("\(mark.file):\(mark.line):\(mark.column): error: \(problem)\n")
        return .wrongData
    }
}
