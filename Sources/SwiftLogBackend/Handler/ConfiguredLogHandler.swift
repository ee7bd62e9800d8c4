public import LogRuntime
public import Logging

/// Sends what is logged by swift-log through a tree of configured loggers.
///
/// The label is the logger's name: `Logger(label: "shop.checkout")` obeys the file's `loggers: {shop.checkout: …}`, else `shop`,
/// else the root. ``Logging/LoggingSystem/bootstrap(configuration:options:tree:metadataProvider:attributes:)-(String,_,_,_,_)``
/// makes one for each label.
///
/// - The level is the tree's, at every statement: a file that is loaded again or an override counts at once. A level that is
///   set on a swift-log logger counts for that logger and its copies from then on, as swift-log asks for; a logger that the
///   file disables stays silent all the same.
/// - Metadata become the record's extra fields: the handler's, then the provider's, then the statement's, a later value taking
///   the place of an earlier one. Strings, numbers and truth values keep their type, dictionaries and arrays their structure.
/// - An error becomes the text below the message (`exc_info`), and the fields `error.type` and `error.message`, as in
///   swift-log's own handler.
/// - A source that a statement names itself becomes the field `source`; file, function and line are the record's own.
///
/// Cost: a disabled statement reads one number. A record that needs no fields allocates nothing here.
public struct ConfiguredLogHandler: LogHandler {
    /// What a handler adds to records, and its level.
    ///
    /// swift-log copies the handler for each statement. An enumeration has references counted in the case alone that has one,
    /// so that a handler that was never changed is copied without.
    private enum Contents {
        /// What all handlers of a bootstrap add until they are changed, which lives for good; `nil` for nothing.
        case shared(Unmanaged<Additions>?)
        /// What this handler adds in place of that, and its level, shared by copies until one of them changes it.
        case own(Additions)
    }

    /// The logger of the label.
    private let logger: LogRuntime.Logger
    private var contents: Contents

    /// What the handler adds.
    private var additions: Additions? {
        switch contents {
        case .shared(let additions): additions?.takeUnretainedValue()
        case .own(let additions): additions
        }
    }

    /// The level that was set here.
    @inline(__always) private var ownLevel: Logging.Logger.Level? {
        guard case .own(let additions) = contents else { return nil }
        return additions.level
    }

    /// Creates the handler of a label.
    ///
    /// - Parameters:
    ///   - label: the logger's name, dotted.
    ///   - tree: the loggers.
    ///   - metadataProvider: what adds metadata to each record, such as that of the task.
    ///   - attributes: the attributes of metadata values that filters can ask for.
    public init(
        label: String,
        tree: LoggerTree = .shared,
        metadataProvider: Logging.Logger.MetadataProvider? = nil,
        attributes: [MetadataAttribute] = []
    ) {
        logger = tree.logger(label)
        contents =
            metadataProvider == nil && attributes.isEmpty
            ? .shared(nil) : .own(Additions(provider: metadataProvider, attributes: attributes))
    }

    /// Creates the handler of a label with additions that are never released.
    init(label: String, tree: LoggerTree, defaults: Unmanaged<Additions>?) {
        logger = tree.logger(label)
        contents = .shared(defaults)
    }

    /// The level that counts: the tree's at this moment, or the one that was set here.
    public var logLevel: Logging.Logger.Level {
        // In the witness itself: a call less for each disabled statement.
        @inline(__always) get { ownLevel ?? Logging.Logger.Level(threshold: logger.threshold) }
        set { change { $0.level = newValue } }
    }

    /// The metadata of every record of this handler.
    public var metadata: Logging.Logger.Metadata {
        get { additions?.metadata ?? [:] }
        set { change { $0.metadata = newValue } }
    }

    /// What adds metadata to each record.
    public var metadataProvider: Logging.Logger.MetadataProvider? {
        get { additions?.provider }
        set { change { $0.provider = newValue } }
    }

    /// One item of ``metadata``.
    public subscript(metadataKey key: String) -> Logging.Logger.Metadata.Value? {
        get { additions?.metadata[key] }
        set { change { $0.metadata[key] = newValue } }
    }

    /// Changes what this handler adds, and no other copy of it.
    private mutating func change(_ body: (Additions) -> Void) {
        let changed: Additions
        switch contents {
        case .shared(let additions):
            changed = additions.map { Additions(copying: $0.takeUnretainedValue()) } ?? Additions()
        case .own(var additions):
            // Out of the handler, so that they have two owners only when a copy of it has them, too.
            contents = .shared(nil)
            changed = isKnownUniquelyReferenced(&additions) ? additions : Additions(copying: additions)
        }
        body(changed)
        contents = .own(changed)
    }

    /// Sends an event through the tree.
    public func log(event: LogEvent) {
        let level = Level(event.level)
        if _slowPath(level.rawValue < logger.threshold) {
            // Asked for by a level of the handler's own, or `critical` where nothing is logged at all.
            guard ownLevel != nil, !logger.isSwitchedOff(for: level) else { return }
        }
        logger.relay(
            level,
            event.message.description,
            error: event.error,
            source: (event.file, event.function, event.line)
        ) {
            RecordFields.of(event, additions: additions)
        }
    }
}
