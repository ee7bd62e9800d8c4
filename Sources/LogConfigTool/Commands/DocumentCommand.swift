import ArgumentParser
import LogConfig
import LogRuntime
import YAMLTree

/// `logconfig document`: what the loader sees once YAML is resolved.
struct DocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Prints the document that a file holds once YAML's merges, aliases and types are resolved."
    )

    @Argument(help: ArgumentHelp("A YAML file; '-' is standard input.", valueName: "file"))
    var file: String

    @Flag(help: "Print one JSON object, {\"value\": …}.")
    var json = false

    @Flag(help: "Print YAML without anchors, merges and tags.")
    var yaml = false

    func validate() throws {
        if json, yaml { throw ValidationError("--json and --yaml are two forms of the same: choose one") }
    }

    func run() throws {
        let input = InputFile(name: file)
        let bytes = try input.readYAML()
        var text = ByteBuffer()
        do throws(YAMLError) {
            let document = try YAMLReader.read(bytes, file: input.displayName)
            if yaml {
                text.append(YAMLText.of(document.root.logValue))
            } else {
                if json { text.append("{\"value\": ") }
                try document.canonicalJSON().withUnsafeBytes { text.append($0) }
                text.append(json ? "}\n" : "\n")
            }
            for warning in document.warnings { Terminal.standardError.write("\(warning)\n") }
        } catch {
            Terminal.standardError.write("\(error)\n")
            throw ExitStatus.wrongData
        }
        try Terminal.standardOutput.put(text.bytes)
    }
}
