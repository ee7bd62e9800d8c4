@testable import LogConfig
@testable import LogRuntime

/// Something that takes bytes from outside, and what must hold whatever they are.
struct FuzzTarget: Sendable {
    /// What the command line calls it.
    let name: String
    /// What is looked at, in one line.
    let summary: String
    /// Inputs to begin with.
    let seeds: @Sendable () -> [[UInt8]]
    /// Ends the process if something that must hold does not.
    let check: @Sendable (_ bytes: [UInt8]) -> Void

    /// All of them.
    static let all: [FuzzTarget] = [
        .yaml, .configuration, .ini, .format(.percent), .format(.brace), .format(.dollar), .json, .jsonReader, .safe,
        .syslog,
        .journal,
    ]

    /// The one of a name.
    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Ends the process if something that must hold does not; the input is then kept.
func require(
    _ holds: Bool,
    _ finding: @autoclosure () -> String,
    file: StaticString = #file,
    line: UInt = #line
) {
    if !holds { fatalError(finding(), file: file, line: line) }
}
