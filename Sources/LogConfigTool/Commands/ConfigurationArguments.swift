import ArgumentParser
import LogConfig
import LogRuntime

/// The configuration that a command is about, and how it is read.
struct ConfigurationArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("A configuration file; '-' is standard input.", valueName: "file"))
    var file: String

    @OptionGroup var behavior: BehaviorOptions

    /// The file, not yet read.
    var input: InputFile { InputFile(name: file) }

    /// Reads the file; one that is refused ends the command.
    ///
    /// - Parameter isJSON: whether a refusal is also told as a JSON object on standard output.
    /// - Returns: the configuration.
    /// - Throws: ``ExitStatus`` once the reason was told.
    func load(isJSON: Bool) throws -> LoggingConfiguration {
        let bytes = try input.readYAML()
        do throws(LoggingConfigurationError) {
            return try LoggingConfiguration(bytes: bytes, file: input.displayName, options: behavior.options)
        } catch {
            DiagnosticPrinter.print(error.diagnostics)
            if isJSON {
                try Terminal.standardOutput.put(json: .object(["accepted": false, "error": .object(error.object)]))
            }
            throw ExitStatus(of: error)
        }
    }
}
