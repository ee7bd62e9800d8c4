/// The world as a logger tree sees it: clock, time zone, identity of the process.
///
/// A program uses ``system``. Tests and rehearsals give a tree an environment of their own, so that a weekly rollover across
/// a change of the clocks is a unit test.
public final class LogEnvironment: Sendable {
    /// The real world.
    public static let system = LogEnvironment()

    /// Where records get their time from; `nil` for the system's clock, which is then read directly.
    let injectedClock: (any LogClock)?
    /// Whether there is no injected clock: cheaper to ask for each record.
    @usableFromInline let usesSystemClock: Bool
    /// The zone of local time.
    public let timeZone: LogTimeZone
    /// What records say about the process.
    public let process: ProcessIdentity
    /// How file names become paths.
    public let files: FileNaming
    /// How handlers reach other machines.
    package let network: any NetworkConnecting

    /// Creates an environment.
    ///
    /// - Parameters:
    ///   - clock: where records get their time from; `nil` for the system's clock.
    ///   - timeZone: the zone of local time.
    ///   - process: what records say about the process.
    ///   - files: how file names become paths.
    public convenience init(
        clock: (any LogClock)? = nil,
        timeZone: LogTimeZone = .system,
        process: ProcessIdentity = ProcessIdentity(),
        files: FileNaming = FileNaming()
    ) {
        self.init(clock: clock, timeZone: timeZone, process: process, files: files, network: SystemNetwork())
    }

    /// Creates an environment whose connections lead elsewhere.
    package init(
        clock: (any LogClock)?,
        timeZone: LogTimeZone,
        process: ProcessIdentity,
        files: FileNaming,
        network: any NetworkConnecting
    ) {
        self.injectedClock = clock
        self.usesSystemClock = clock == nil
        self.timeZone = timeZone
        self.process = process
        self.files = files
        self.network = network
    }

    /// The present moment.
    @inline(__always) public func now() -> WallTime {
        usesSystemClock ? WallTime.now() : injectedNow()
    }

    /// The present moment by a clock that was given.
    @usableFromInline @inline(never) func injectedNow() -> WallTime {
        injectedClock?.now() ?? WallTime.now()
    }
}
