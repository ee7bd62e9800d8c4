public import LogConfig

/// Why a service file was refused: everything that is wrong with its section `monitoring`, with places.
public struct MonitorConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in the order of the file.
    public let diagnostics: [Diagnostic]

    /// Creates an error.
    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// Every diagnostic on a line of its own.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
