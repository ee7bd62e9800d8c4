import ArgumentParser
import LogConfig

/// `logconfig schema`: the JSON Schema of configuration files.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema (2020-12) of configuration files, for editors.",
        discussion: """
            An editor with a YAML language server takes it by a first line such as
              # yaml-language-server: $schema=logging.schema.json
            """
    )

    func run() throws {
        try Terminal.standardOutput.put(json: Registry.tool.jsonSchema)
    }
}
