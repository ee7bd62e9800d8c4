#if Network
extension Registry {
    /// The names of `Registry.standard`, and those of this library: what a program passes that wants both.
    ///
    /// ```swift
    /// try LoggingConfiguration(contentsOf: "log_config.yaml", options: ConfigurationOptions(registry: .network)).apply()
    /// ```
    public static let network: Registry = {
        var registry = Registry.standard
        registry.addNetworkHandlers()
        return registry
    }()

    /// Registers `logging.handlers.HTTPHandler`, `logging.handlers.SMTPHandler`, and `logging.handlers.SysLogHandler` with
    /// TLS.
    public mutating func addNetworkHandlers() {
        register("logging.handlers.HTTPHandler", .handler(HTTPHandlerClass.factory))
        register("logging.handlers.SMTPHandler", .handler(SMTPHandlerClass.factory))
        register(
            "logging.handlers.SysLogHandler",
            .handler(SysLogHandlerClass.factory(securedBy: TLSArguments.network))
        )
    }
}
#endif
