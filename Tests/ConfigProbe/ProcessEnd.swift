import LogConfig
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `fork(2)`, which Swift hides.
@_silgen_name("fork") private func forkProcess() -> pid_t

/// Whether the signal has come: all that the handler of a signal may do is to set such a flag.
private let isSignalled = Atomic<Bool>(false)
/// Whether the threads that log may stop.
private let isOver = Atomic<Bool>(false)

/// Ways for the program to end while records wait in what a configuration has made.
enum ProcessEnd: String {
    /// By `exit`.
    case exited = "exit"
    /// By `exit`, after a signal's handler has set a flag.
    case signalled = "signal"
    /// By `kill -9`.
    case killed = "kill"
    /// By `exit` of forked children, while other threads of the parent log.
    case forked = "fork"

    /// How many children are forked.
    private static let childCount = 40
    /// For how many milliseconds a child is waited for, before it is taken for stuck.
    private static let patience = 20_000

    /// Configures from a file and ends.
    func run(_ path: String) throws -> Never {
        try LoggerTree.shared.configure(contentsOf: path)
        if self == .forked { forkWhileLogging() }
        for number in 0..<5 { LoggerTree.shared.root.info("\(number)") }
        switch self {
        case .exited, .forked: break
        case .killed: kill(getpid(), SIGKILL)
        case .signalled:
            signal(SIGTERM) { _ in isSignalled.store(true, ordering: .relaxed) }
            // Whoever started this process may have held the signal back.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGTERM)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            kill(getpid(), SIGTERM)
            while !isSignalled.load(ordering: .relaxed) { usleep(1000) }
        }
        exit(0)
    }

    private func forkWhileLogging() -> Never {
        // What is made once in a process is made: a child would wait for a thread that was making it.
        for name in ["busy", "child"] { LoggerTree.shared.logger(name).info("parent") }
        for _ in 0..<3 {
            Task.detached {
                while !isOver.load(ordering: .relaxed) { LoggerTree.shared.logger("busy").info("parent") }
            }
        }
        var stuck = 0
        for number in 0..<ProcessEnd.childCount {
            usleep(500)
            let child = forkProcess()
            if child == 0 {
                LoggerTree.shared.logger("child").info("child \(number)")
                exit(0)
            }
            if !ProcessEnd.wait(for: child) { stuck += 1 }
        }
        isOver.store(true, ordering: .relaxed)
        tell("\(stuck) stuck")
        exit(0)
    }

    /// Waits for the end of a child, and kills it if that does not come.
    private static func wait(for child: pid_t) -> Bool {
        var status: Int32 = 0
        for _ in 0..<patience {
            if waitpid(child, &status, WNOHANG) == child { return status == 0 }
            usleep(1000)
        }
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        return false
    }
}
