#if OTLP
/// An option, or an environment variable, that cannot be used.
struct OTLPOptionError: Error, Hashable {
    /// The option's or the variable's name.
    let name: String
    /// What is wrong, in one line.
    let problem: String
    /// What would probably help.
    var hint: String?
    /// Whether the name is that of an environment variable.
    var isVariable = false

    /// The error in one line.
    var text: String { "\(isVariable ? "variable" : "option") '\(name)': \(explanation)" }

    /// What is wrong and what would help, without the name.
    var explanation: String { problem + (hint.map { "; \($0)" } ?? "") }
}
#endif
