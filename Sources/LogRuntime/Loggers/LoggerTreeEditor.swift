/// Changes loggers of a tree while the tree is held still.
public struct LoggerTreeEditor: ~Copyable {
    private let places: LoggerPlaces

    init(places: LoggerPlaces) {
        self.places = places
    }

    private func node(_ name: String) -> LoggerNode {
        places.node(named: name)
    }

    /// The level set on a logger; ``Level/notSet`` when it inherits.
    public func level(of name: String) -> Level { node(name).level }

    /// Sets a logger's level.
    public func setLevel(_ level: Level, of name: String) { node(name).level = level }

    /// The handlers attached to a logger.
    public func handlers(of name: String) -> [Handler] { node(name).handlers }

    /// Attaches handlers to a logger in place of those it has.
    public func setHandlers(_ handlers: [Handler], of name: String) { node(name).handlers = handlers }

    /// The filters attached to a logger.
    public func filters(of name: String) -> [any Filter] { node(name).filters }

    /// Attaches filters to a logger in place of those it has.
    public func setFilters(_ filters: [any Filter], of name: String) { node(name).filters = filters }

    /// Whether records of the loggers below a logger must pass its filters, too.
    public func sharesFilters(_ name: String) -> Bool { node(name).sharesFilters }

    /// Sets whether records of the loggers below a logger must pass its filters, too.
    ///
    /// They are asked after a logger's own filters, the nearest first, up to the first logger that does not propagate. In CPython
    /// the filters of a logger see its own records only, which is the default here.
    public func setSharesFilters(_ shares: Bool, of name: String) { node(name).sharesFilters = shares }

    /// Whether a logger's records go on to the handlers above it.
    public func propagates(_ name: String) -> Bool { node(name).propagates }

    /// Sets whether a logger's records go on to the handlers above it.
    public func setPropagates(_ propagates: Bool, of name: String) { node(name).propagates = propagates }

    /// Whether a logger is switched off.
    public func isDisabled(_ name: String) -> Bool { node(name).isDisabled }

    /// Switches a logger off or on.
    public func setDisabled(_ disabled: Bool, of name: String) { node(name).isDisabled = disabled }

    /// The level that counts for a logger.
    public func effectiveLevel(of name: String) -> Level { node(name).effectiveLevel }
}
