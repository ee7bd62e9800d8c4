public import LogRuntime

extension LoggerTree {
    /// Configures the tree from a file, or leaves it as it is and says why.
    ///
    /// - Parameters:
    ///   - path: a configuration in YAML or JSON.
    ///   - options: how it is read; names of levels that this tree has are known in addition.
    /// - Returns: what is in force now.
    /// - Throws: ``LoggingConfigurationError``.
    @discardableResult
    public func configure(
        contentsOf path: String,
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) -> ActiveConfiguration {
        var options = options
        if options.levelNames == nil { options.levelNames = levelNames }
        return try LoggingConfiguration(contentsOf: path, options: options).apply(to: self)
    }
}

extension LoggerTree {
    /// The configuration in force, if there is one.
    public var activeConfiguration: ActiveConfiguration? { ConfigurationSlot.of(self).inForce }
}
