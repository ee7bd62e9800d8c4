public import LogRuntime

extension LoggingConfiguration {
    /// Configures a tree from a file, and does so again whenever the file changes.
    ///
    /// The first time a file that is refused is an error; later it changes nothing and is reported by the tree's status
    /// channel. A good one comes into force as a whole, and the tree is then as if the program had started with it: see
    /// <doc:Reloading>.
    ///
    /// ```swift
    /// let watcher = try LoggingConfiguration.watch("log_config.yaml", reloadsOnHangup: true)
    /// defer { watcher.shutdown() }
    /// ```
    ///
    /// - Parameters:
    ///   - path: a configuration in YAML or JSON; a relative path starts at the working directory of this moment.
    ///   - tree: the loggers to configure.
    ///   - options: how the file is read.
    ///   - interval: how often the file is looked at; by default as often as its key `logconfig.reload` says.
    ///   - reloadsOnHangup: whether `SIGHUP` has the file read again; it then does not end the process any more. A handler
    ///     that the program has set for it is called as well.
    ///   - onReload: is told of every reload and refusal, after the status channel, on the watcher's thread or that of the
    ///     caller of ``ConfigurationWatcher/reload()``.
    /// - Returns: the watcher; watching ends with it.
    /// - Throws: ``LoggingConfigurationError`` when the file is refused, or the system has no thread or pipe to watch with.
    public static func watch(
        _ path: String,
        tree: LoggerTree = .shared,
        options: ConfigurationOptions = ConfigurationOptions(),
        interval: WatchInterval = .configured,
        reloadsOnHangup: Bool = false,
        onReload: (@Sendable (ReloadOutcome) -> Void)? = nil
    ) throws(LoggingConfigurationError) -> ConfigurationWatcher {
        let pipe: WakingPipe?
        do throws(SinkError) {
            pipe = interval == .never && !reloadsOnHangup ? nil : try WakingPipe(hearsHangup: reloadsOnHangup)
        } catch {
            throw unwatchable(path, error)
        }
        let file = try WatchedFile(
            path: SystemFiles.absolute(path),
            options: options,
            tree: tree,
            files: SystemFiles(sizeLimit: options.sizeLimit)
        )
        let loop = WatchLoop(file: file, interval: interval, pipe: pipe, onReload: onReload)
        guard loop.start() else {
            throw unwatchable(path, SinkError("start", "the watcher's thread", problem: "the system has made none"))
        }
        return ConfigurationWatcher(loop)
    }

    /// Configures a tree from a file of another file system, and looks at it only when told to.
    package static func watch(
        _ path: String,
        in files: any ConfigurationFileSystem,
        tree: LoggerTree,
        options: ConfigurationOptions = ConfigurationOptions(),
        onReload: (@Sendable (ReloadOutcome) -> Void)? = nil
    ) throws(LoggingConfigurationError) -> ConfigurationWatcher {
        let file = try WatchedFile(path: path, options: options, tree: tree, files: files)
        return ConfigurationWatcher(WatchLoop(file: file, interval: .never, pipe: nil, onReload: onReload))
    }

    private static func unwatchable(_ path: String, _ error: SinkError) -> LoggingConfigurationError {
        LoggingConfigurationError(
            stage: .dictConfig,
            chain: [LoggingConfigurationError.Link(type: error.pythonType, message: error.pythonMessage)],
            diagnostics: [
                Diagnostic(
                    severity: .error,
                    code: DiagnosticCode.unreadableFile.rawValue,
                    path: "",
                    message: "cannot watch the file: \(error.problem)",
                    file: path,
                    line: nil,
                    column: nil,
                    hint: nil
                )
            ]
        )
    }
}
