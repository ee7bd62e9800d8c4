import LogConfig
import LogRuntime

/// A configuration that a command asks questions about; one that is refused ends the command.
struct LoadedConfiguration {
    /// The configuration.
    let value: LoggingConfiguration

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - file: the file's name; `-` is standard input.
    ///   - compatibility: whose behaviour is wanted; `nil` leaves it to the file.
    ///   - isJSON: whether a refusal is also told as a JSON object on standard output.
    /// - Throws: ``ExitStatus`` once the reason was told.
    init(_ file: String, compatibility: Compatibility?, isJSON: Bool) throws {
        let input = InputFile(name: file)
        let bytes = try input.readYAML()
        do throws(LoggingConfigurationError) {
            value = try LoggingConfiguration(
                bytes: bytes,
                file: input.displayName,
                options: ConfigurationOptions(registry: .tool, compatibility: compatibility)
            )
        } catch {
            DiagnosticPrinter.print(error.diagnostics)
            if isJSON {
                try Terminal.standardOutput.put(json: .object(["accepted": false, "error": .object(error.object)]))
            }
            throw ExitStatus(of: error)
        }
    }
}
