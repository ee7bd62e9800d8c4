public import LogConfig

extension Registry {
    /// Registers a handler of the test's as `logconfig.InMemoryHandler`, for a configuration to name.
    ///
    /// - Parameter handler: what every handler of that class in the file stands for.
    public mutating func addTestHandlers(_ handler: InMemoryHandler) {
        self.handler("logconfig.InMemoryHandler") { _ in { _ in handler } }
    }
}
