import TestSupport

extension TemporaryDirectory {
    /// The directory of a test that asks the tool about one configuration, `c.yaml`.
    convenience init(configuration: String) throws {
        try self.init()
        try write(configuration, to: "c.yaml")
    }

    /// Runs the tool in this directory.
    ///
    /// - Parameters:
    ///   - arguments: the command and its arguments.
    ///   - input: what it reads from standard input.
    ///   - environment: variables that are added to the test's own.
    /// - Returns: status and output.
    /// - Throws: errors of starting the process.
    func logconfig(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> BuiltProgram.Outcome {
        try BuiltProgram("logconfig").run(arguments, input: input, environment: environment, in: path)
    }
}
