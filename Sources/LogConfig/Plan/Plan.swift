internal import LogRuntime
internal import YAMLTree

/// What shall exist once a configuration is in force: everything checked, nothing opened.
struct Plan: Sendable {
    /// A formatter.
    struct FormatterPlan: Sendable {
        /// The name that handlers refer to.
        let name: String
        /// The formatter.
        let formatter: any Formatter
        /// The formatter as descriptions show it.
        let description: LogObject
        /// What it was made of.
        let provenance: Provenance
    }

    /// A filter.
    struct FilterPlan: Sendable {
        /// The name that handlers and loggers refer to.
        let name: String
        /// The filter.
        let filter: any Filter
        /// The filter as descriptions show it.
        let description: LogObject
        /// What it was made of.
        let provenance: Provenance
    }

    /// A handler.
    struct HandlerPlan: Sendable {
        /// The name that loggers refer to.
        let name: String
        /// The class.
        let factory: HandlerFactory
        /// How it is made.
        var blueprint: HandlerBlueprint
        /// Its level; `nil` takes every record.
        var level: LevelPlan?
        /// Its formatter; `nil` writes the message alone.
        var formatter: FormatterPlan?
        /// Its filters, in order.
        var filters: [FilterPlan] = []
        /// What the configuration sets under `.`.
        var attributes = LogObject()
        /// Why the handler cannot write any record, where CPython finds that out with each of them.
        var refusal: FormattingError?
        /// The place of its opening among all that CPython does.
        let order: Int
        /// Where its destination is written down.
        let mark: Mark?
        /// The path of its destination in the document.
        let path: String
    }

    /// A level.
    struct LevelPlan: Sendable {
        /// The level.
        let level: Level
        /// The level's name as descriptions show it, where that is not the level's own: Python keeps `true`.
        let shown: String?
    }

    /// A handler's level in an incremental configuration.
    struct HandlerLevel: Sendable {
        /// The handler, which must be there.
        let name: String
        /// The handler's name as Python's `repr` shows it.
        let shownName: String
        /// The level to set.
        var level: LevelPlan?
        /// The place of the look for the handler among all that CPython does.
        let order: Int
        /// Where it is written.
        let mark: Mark
    }

    /// A logger that is configured by name, or the root.
    struct LoggerPlan: Sendable {
        /// The logger's name; empty for the root.
        let name: String
        /// The level to set.
        var level: LevelPlan?
        /// The handlers to attach, by name, in order.
        var handlers: [String] = []
        /// The filters to add, in order.
        var filters: [FilterPlan] = []
        /// Whether records go on to the handlers above, and the value as given.
        var propagates: (value: Bool, shown: LogValue)?
        /// Where the logger is configured.
        let mark: Mark
    }

    /// Whose behaviour is wanted.
    let compatibility: Compatibility
    /// What the plan was made of.
    var stage = LoggingConfigurationError.Stage.dictConfig
    /// Whether levels are changed and nothing else.
    var isIncremental = false
    /// Levels to set on handlers that exist, for an incremental configuration.
    var handlerLevels: [HandlerLevel] = []
    /// Handlers in the order in which they are made.
    var handlers = PlanList<HandlerPlan>()
    /// The names of the handlers in the order of the file.
    var handlerNames: [String] = []
    /// The loggers that are configured by name, in the order of the file.
    var loggers = PlanList<LoggerPlan>()
    /// The loggers' names as the file has them.
    var writtenNames: [String] = []
    /// The root, from the section `root`; `nil` leaves it as it is.
    var root: LoggerPlan?
    /// Whether loggers that the configuration does not name are switched off, and the value as given.
    var disablesExisting: (value: Bool, shown: LogValue) = (true, .bool(true))
    /// What the section `logconfig` says.
    var settings = ConfigurationSettings()
}

/// What the section `logconfig` of a document says: keys that CPython does not look at.
package struct ConfigurationSettings: Sendable {
    /// Whether doubts are errors.
    var isStrict = false
    /// Whose behaviour is wanted.
    var compatibility: Compatibility?
    /// Whether `env://` is followed.
    var followsEnvironment = true
    /// Whether, and after how many seconds each, the file is looked at for changes.
    var reloadInterval: Double?
    /// Whether records of the loggers below a logger must pass its filters, too.
    var filtersApplyToChildren = false
    /// Levels that count for a while.
    var overrides: [OverridePlan] = []
    /// How what became of the records is logged; `nil` for not at all.
    var statistics: StatisticsReporter.Options?

    /// A level that counts for a while.
    struct OverridePlan: Sendable, Equatable {
        /// The logger's name.
        let logger: String
        /// The level.
        let level: Level
        /// When it ends.
        let end: WallTime
    }
}
