internal import LogRuntime

/// The monitors of a program, by name.
///
/// A program uses ``Monitoring``, which stands for one hub that the process shares; a test makes its own.
public final class MonitorHub: Sendable {
    private struct State {
        var configuration: MonitorConfiguration
        var channels: [String: MonitorChannel] = [:]
    }

    // Guards the configuration and the monitors by name; nothing is opened or written while it is held.
    private let state: Lock<State>
    /// Where blocks find memory; changed with `state` held.
    private let shelves = PublishedReference(ShelfTable([]))
    private let requestIDs = RequestIDSource()

    /// Creates a hub without monitors.
    ///
    /// - Parameter configuration: how its monitors are made.
    public init(_ configuration: MonitorConfiguration = MonitorConfiguration()) {
        state = Lock(State(configuration: configuration))
    }

    /// How monitors are made from now on.
    public var configuration: MonitorConfiguration { state.withLock { $0.configuration } }

    /// Makes monitors in another way from now on.
    ///
    /// Monitors in use are closed when their last running block has ended; the next use of a name makes a new one.
    ///
    /// - Parameter configuration: how monitors are made.
    public func configure(_ configuration: MonitorConfiguration) {
        retire { $0.configuration = configuration }
    }

    deinit {
        retire { _ in }
        _ = shelves.replace(with: nil)
    }

    /// Forgets all monitors.
    ///
    /// - Parameter change: is done with them, at the same moment.
    private func retire(_ change: (inout State) -> Void) {
        let (channels, table) = state.withLock { state -> ([String: MonitorChannel], ShelfTable?) in
            change(&state)
            defer { state.channels = [:] }
            return (state.channels, shelves.replace(with: ShelfTable([])))
        }
        RetiredObjects.add(table)
        // Monitors are closed here, when no block runs, and outside of the lock.
        for channel in channels.values { channel.shelf.close() }
        RetiredObjects.releaseIfMany()
    }

    /// Judges the configuration when the program starts, and makes monitors before they are used.
    ///
    /// Without names, the type and its options are looked at, and a logging configuration is read; nothing is opened.
    ///
    /// - Parameter names: monitors to make at once; their files are opened.
    /// - Throws: ``MonitorError`` for an unknown type or a wrong option, or what the type itself throws, such as
    ///   `LoggingConfigurationError`.
    public func prepare(_ names: [String] = []) throws {
        let configuration = configuration
        guard configuration.isEnabled else { return }
        let entry = try configuration.types.entry(configuration.type)
        let arguments = MonitorArguments(name: "", options: configuration.options, configuration: configuration)
        try entry.judge(arguments)
        for name in names { try channel(name, type: nil, options: nil)?.prepare() }
    }

    /// Hands on what monitors hold back.
    ///
    /// - Throws: the first error; the other monitors are flushed all the same.
    public func flush() throws {
        var first: (any Error)?
        for channel in state.withLock({ Array($0.channels.values) }) {
            do { try channel.flush() } catch { first = first ?? error }
        }
        if let first { throw first }
    }

    /// Ends all monitors; the next use of a name makes a new one.
    public func close() {
        configure(configuration)
    }

    /// What has become of a monitor's values so far; `nil` when it was not used yet, or is off.
    ///
    /// - Parameter name: the monitor's name.
    /// - Returns: the counts since its first use.
    public func statistics(of name: String) -> MonitorStatistics? {
        state.withLock { $0.channels[name] }?.statistics
    }

    /// Memory for a block of a monitor, if some waits for one.
    @inline(__always) func takeCore(_ name: String) -> SessionCore? {
        // Tables that were replaced are not let go meanwhile.
        let context = ThreadContext.beginReading()
        defer { ThreadContext.endReading(context) }
        return shelves.load()?._withUnsafeGuaranteedRef { $0.takeCore(name) }
    }

    /// The monitor of a name, made when there is none; `nil` when monitoring is off.
    func channel(_ name: String, type: String?, options: LogObject?) -> MonitorChannel? {
        let (channel, former) = state.withLock { state -> (MonitorChannel?, ShelfTable?) in
            guard state.configuration.isEnabled else { return (nil, nil) }
            if let channel = state.channels[name] { return (channel, nil) }
            let configuration = state.configuration
            let typeName = type ?? configuration.type
            // The configured options are those of the configured type.
            let fitting = typeName == configuration.type ? configuration.options : LogObject()
            let channel = MonitorChannel(
                arguments: MonitorArguments(name: name, options: options ?? fitting, configuration: configuration),
                typeName: typeName,
                types: configuration.types,
                requestIDs: requestIDs,
                provider: configuration.contextProvider
            )
            state.channels[name] = channel
            let table = shelves.value?.adding(channel.shelf)
            return (channel, table.flatMap { shelves.replace(with: $0) })
        }
        if let former {
            RetiredObjects.add(former)
            RetiredObjects.releaseIfMany()
        }
        if type != nil || options != nil { channel?.noteUse(type: type, options: options) }
        return channel
    }
}
