/// Classes of this library's own, under `logconfig.`, and Python's names for what does the same.
enum EcosystemClasses {
    /// The names and what they stand for.
    static let entries: [(name: String, entry: RegistryEntry)] =
        [
            ("logconfig.JSONFormatter", .formatter(PresetFormatterClasses.json)),
            ("logconfig.LogfmtFormatter", .formatter(PresetFormatterClasses.logfmt)),
            ("logconfig.ConsoleFormatter", .formatter(PresetFormatterClasses.console)),
            ("logconfig.LevelRange", .filter(LevelFilterClasses.range)),
            ("logconfig.DynamicLevel", .filter(LevelFilterClasses.dynamic)),
        ] + JournalHandlerClass.names.map { ($0, .handler(JournalHandlerClass.factory($0))) }
}
