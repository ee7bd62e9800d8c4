extension LogEnvironment {
    /// The same world, in which missing directories are made.
    package func makingDirectories() -> LogEnvironment {
        var files = files
        files.makesDirectories = true
        return LogEnvironment(
            clock: injectedClock,
            timeZone: timeZone,
            process: process,
            files: files,
            network: network
        )
    }
}
