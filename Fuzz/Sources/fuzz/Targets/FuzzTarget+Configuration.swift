import LogConfig

extension FuzzTarget {
    /// Checking a configuration in YAML.
    static let configuration = FuzzTarget(
        name: "config",
        summary: "a configuration in YAML or JSON to a plan or diagnostics",
        seeds: {
            RepositoryFiles.contents(of: ["Configs", "Tests/LogConfigTests/Fixtures", "Examples"], ending: ".yaml")
                + RepositoryFiles.blocks(of: "yaml", in: ["Sources", "."])
        },
        check: { check($0, file: "f.yaml") }
    )

    /// Checking a configuration in an INI file.
    static let ini = FuzzTarget(
        name: "ini",
        summary: "a configuration in an INI file to a plan or diagnostics",
        seeds: {
            RepositoryFiles.blocks(of: "ini", in: ["Sources", "."])
                + [
                    """
                    [loggers]
                    keys=root,shop
                    [handlers]
                    keys=h,m
                    [formatters]
                    keys=f
                    [logger_root]
                    level=INFO
                    handlers=h
                    [logger_shop]
                    qualname=shop.cart
                    propagate=0
                    handlers=m
                    [handler_h]
                    class=handlers.RotatingFileHandler
                    formatter=f
                    args=('app.log', 'a', 1_000, 0x3)
                    kwargs={'encoding': "utf-8", 'delay': True}
                    [handler_m]
                    class=logging.handlers.MemoryHandler
                    args=(10, logging.ERROR)
                    target=h
                    [formatter_f]
                    format=%(asctime)s %(message)s
                    datefmt=%%H
                    style=%%

                    """
                ].map { Array($0.utf8) }
        },
        check: { check($0, file: "f.ini") }
    )

    /// Reads a text twice: what is refused has an error, every diagnostic is one line, and nothing depends on the moment.
    private static func check(_ bytes: [UInt8], file: String) {
        var options = ConfigurationOptions()
        options.environmentVariables = { $0.utf8.count % 2 == 0 ? "10" : nil }
        if bytes.count % 3 == 0 { options.placeholders = ["name": "x"] }
        if bytes.count % 5 == 0 { options.compatibility = .python313 }
        if bytes.count % 7 == 0 { options.strict = true }
        let (isAccepted, diagnostics) = LoggingConfiguration.check(bytes: bytes, file: file, options: options)
        require(
            isAccepted != diagnostics.contains { $0.severity == .error },
            "accepted: \(isAccepted), and \(diagnostics)"
        )
        let limit = bytes.count + 1
        for diagnostic in diagnostics {
            require(!diagnostic.description.utf8.contains(0x0A), "a diagnostic has two lines: \(diagnostic)")
            require((1...limit).contains(diagnostic.line ?? 1), "a diagnostic is at line \(diagnostic.line ?? 0)")
            require((diagnostic.column ?? 1) >= 1, "a diagnostic is at column \(diagnostic.column ?? 0)")
        }
        let again = LoggingConfiguration.check(bytes: bytes, file: file, options: options)
        require(again.accepted == isAccepted && again.diagnostics == diagnostics, "the second reading differs")
    }
}
