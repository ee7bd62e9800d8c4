public import LogRuntime

/// The colours of a formatter of a ``ConfigurationDocument``: the arguments of `colorlog`'s formatters.
public struct FormatterColors: Sendable, Hashable {
    /// When colours are used.
    public enum Use: Sendable, Hashable {
        /// On terminals (`stream`).
        case onTerminal(StreamHandler.Stream)
        /// Always (`force_color`).
        case always
        /// Never (`no_color`).
        case never
        /// Unless the environment says otherwise.
        case usual
    }

    /// Colours by level (`log_colors`); empty for the usual ones.
    public var levels = LogObject()
    /// Further colours by level, by the names that the format uses (`secondary_log_colors`).
    public var secondary = LogObject()
    /// Whether colours end with the line (`reset`).
    public var resets = true
    /// When colours are used.
    public var use = Use.usual

    /// Creates the usual colours.
    public init() {}

    /// Adds the keys.
    func add(to keys: inout LogObject) {
        keys.add("log_colors", levels)
        keys.add("secondary_log_colors", secondary)
        keys.add("reset", resets, unless: true)
        switch use {
        case .onTerminal(let stream): keys["stream"] = stream.documentValue
        case .always: keys["force_color"] = true
        case .never: keys["no_color"] = true
        case .usual: break
        }
    }
}
