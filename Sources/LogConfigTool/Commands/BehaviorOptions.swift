import ArgumentParser
import LogConfig
import LogRuntime

/// Whose behaviour a command shows.
struct BehaviorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Behave as a Python: 'python3.13'.", valueName: "name"))
    var compat: CompatibilityOption?

    /// The behaviour; `nil` leaves it to the file.
    var compatibility: Compatibility? { compat?.compatibility }

    /// How configurations are read: with all classes that the tool knows.
    var options: ConfigurationOptions { ConfigurationOptions(registry: .tool, compatibility: compatibility) }
}
