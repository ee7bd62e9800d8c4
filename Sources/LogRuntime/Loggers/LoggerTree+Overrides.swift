extension LoggerTree {
    /// Has a level count for a logger, and for those below that inherit theirs, for a limited time.
    ///
    /// What a logger is set to stays as it is and counts again afterwards; a configuration that is loaded meanwhile changes
    /// that and leaves the override in force. The levels of handlers, filters, and loggers that are switched off are not
    /// touched. Of several overrides for one logger the latest counts.
    ///
    /// It ends by itself, on a thread that lives as long as anything waits for its end. Where the environment has a clock of
    /// its own, it ends when the tree is next asked after the clock was set: by ``overrides`` or ``endPassedOverrides()``.
    ///
    /// - Parameters:
    ///   - name: the logger's name; empty or `root` for the root.
    ///   - level: the level that counts.
    ///   - duration: how long.
    /// - Returns: a handle to end it sooner; it need not be kept.
    @discardableResult
    public func override(_ name: String, level: Level, for duration: Duration) -> LevelOverride {
        let (seconds, attoseconds) = duration.components
        let length = Double(seconds) + Double(attoseconds) / 1e18
        return override(name, level: level, until: WallTime(epochSeconds: environment.now().epochSeconds + length))
    }

    /// Has a level count for a logger until a moment; see ``override(_:level:for:)``.
    ///
    /// - Parameters:
    ///   - name: the logger's name; empty or `root` for the root.
    ///   - level: the level that counts.
    ///   - end: when it ends; an end that has passed has no effect.
    /// - Returns: a handle to end it sooner; it need not be kept.
    @discardableResult
    public func override(_ name: String, level: Level, until end: WallTime) -> LevelOverride {
        let override = makeOverride(name, level, end, isConfigured: false)
        editOverrides { $0.append(override) }
        OverrideTimer.shared.schedule(self)
        return override
    }

    /// The overrides that have not ended, the latest last.
    public var overrides: [LevelOverride] { editOverrides { _ in } }

    /// Ends the overrides whose time has passed.
    public func endPassedOverrides() {
        editOverrides { _ in }
    }

    /// Puts the overrides that a configuration asks for in place of those of the one before.
    package func setConfiguredOverrides(_ wanted: [(name: String, level: Level, end: WallTime)]) {
        let fresh = wanted.map { makeOverride($0.name, $0.level, $0.end, isConfigured: true) }
        editOverrides { overrides in
            overrides.removeAll(where: \.isConfigured)
            // Behind them come those of the program, which count where both name a logger.
            overrides.insert(contentsOf: fresh, at: 0)
        }
        if !fresh.isEmpty { OverrideTimer.shared.schedule(self) }
    }

    private func makeOverride(_ name: String, _ level: Level, _ end: WallTime, isConfigured: Bool) -> LevelOverride {
        LevelOverride(
            loggerName: name == "root" ? "" : name,
            level: level,
            end: end,
            isConfigured: isConfigured,
            tree: self
        )
    }
}
