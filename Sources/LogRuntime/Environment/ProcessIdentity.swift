#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What records say about the process and the thread they come from.
public struct ProcessIdentity: Sendable {
    /// A thread as records show it.
    public struct Thread: Sendable {
        /// The number, as `%(thread)d` shows it.
        public var identifier: UInt64
        /// The name, as `%(threadName)s` shows it.
        public var name: String

        /// Creates a thread's identity.
        public init(identifier: UInt64, name: String) {
            self.identifier = identifier
            self.name = name
        }
    }

    /// The process number to show; `nil` asks the system each time, so that a forked child shows its own.
    public var fixedIdentifier: Int32?
    /// The process' name, as `%(processName)s` shows it.
    public var name: String
    /// The thread to show for every record; `nil` asks the system.
    public var fixedThread: Thread?
    /// The moment from which `%(relativeCreated)d` counts; `nil` makes it 0 for every record.
    public var start: WallTime?

    /// Creates an identity.
    ///
    /// - Parameters:
    ///   - identifier: the process number to show; `nil` asks the system.
    ///   - name: the process' name.
    ///   - thread: the thread to show for every record; `nil` asks the system.
    ///   - start: the moment from which `relativeCreated` counts; `nil` makes it 0.
    public init(
        identifier: Int32? = nil,
        name: String = "MainProcess",
        thread: Thread? = nil,
        start: WallTime? = ProcessIdentity.firstUse
    ) {
        self.fixedIdentifier = identifier
        self.name = name
        self.fixedThread = thread
        self.start = start
    }

    /// The process number.
    public var identifier: Int32 { fixedIdentifier ?? getpid() }

    /// The moment at which this process first used the library.
    public static let firstUse = WallTime.now()
}
