/// Why monitoring cannot be set up.
public struct MonitorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The option that it is about, which lets a service file tell its place; `nil` for none.
        public let option: String?
        /// What is wrong, in one line, without the option's name.
        public let text: String

        /// The option, if there is one, and what is wrong: `option 'endpoint': 'h:1' has no scheme`.
        public var description: String { option.map { "option '\($0)': \(text)" } ?? text }

        /// Creates a problem.
        ///
        /// - Parameters:
        ///   - option: the option that it is about.
        ///   - text: what is wrong, in one line, without the option's name.
        public init(option: String? = nil, _ text: String) {
            self.option = option
            self.text = text
        }
    }

    /// What is wrong.
    public let problems: [Problem]

    /// What is wrong, one problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }

    /// Creates an error.
    ///
    /// - Parameter description: what is wrong.
    public init(_ description: String) {
        problems = [Problem(description)]
    }

    /// Creates an error of several problems.
    ///
    /// - Parameter problems: what is wrong.
    public init(_ problems: [Problem]) {
        self.problems = problems
    }
}
