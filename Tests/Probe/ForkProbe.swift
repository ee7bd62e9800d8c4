import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `fork(2)`, which Swift hides.
@_silgen_name("fork") private func forkProcess() -> pid_t

/// Logs, forks while the queue is busy, and logs from parent and child.
struct ForkProbe {
    let path: String
    let journal: String
    /// Whether the parent is killed and the child lives on, without having logged.
    let outlives: Bool

    func run() throws {
        let handler = try AsyncHandler(
            handlers: [try FileHandler(filename: path)],
            options: AsyncOptions(capacity: 1 << 16, journal: journal.isEmpty ? nil : journal)
        )
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [handler]
        log("before", to: tree.root, count: 3000)
        let child = forkProcess()
        if child == 0 {
            if outlives {
                // Until standard input ends, or nobody can want this any more.
                var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
                _ = poll(&waiting, 1, 20_000)
                _exit(0)
            }
            log("child", to: tree.root, count: 3000)
            handler.close()
            _exit(0)
        }
        log("parent", to: tree.root, count: 3000)
        if outlives {
            kill(getpid(), SIGKILL)
        }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        handler.close()
        exit(status == 0 ? 0 : 1)
    }

    private func log(_ name: String, to logger: Logger, count: Int) {
        for number in 0..<count { logger.info("\(name) \(number) \(String(repeating: "=", count: number % 50))|") }
    }
}
