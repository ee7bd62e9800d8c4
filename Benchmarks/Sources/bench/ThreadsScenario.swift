import CFloor
import CSpdlog
import Glibc
import LogConfig

/// Several threads that log lines of text to one file.
enum ThreadsScenario {
    /// Makes the scenario for a number of threads; a slice's records are shared out among them.
    static func make(_ threads: Int, in directory: BenchDirectory) throws -> Scenario {
        let floor = directory.file("threads-\(threads)-floor.log")
        let ours = directory.file("threads-\(threads)-ours.log")
        let logger = try TextScenario.logger(to: ours, tree: LoggerTree())
        var contenders = [
            Contender(name: "C, by hand, one mutex", file: floor) { first, count in
                cfloor_write_text_threads(floor.descriptor, first, count / Int64(threads), Int32(threads))
            },
            Contender(name: "swift-log-config", file: ours) { first, count in
                run(threads, first, count) { first, count in
                    for index in first..<(first + count) { TextScenario.log(index, to: logger) }
                }
            },
        ]
        if cspdlog_is_available() {
            let file = directory.file("threads-\(threads)-spdlog.log")
            let shared = SpdlogPointer(pointer: cspdlog_make_text(file.path, false, 0))
            contenders.append(
                Contender(name: "spdlog", file: file) { first, count in
                    run(threads, first, count) { cspdlog_log_text(shared.pointer, $0, $1) }
                }
            )
        }
        return Scenario(
            name: "threads-\(threads)",
            subject: "lines of text to one file by \(threads) threads, write(2) for each record",
            contenders: contenders
        )
    }

    private struct SpdlogPointer: @unchecked Sendable /* spdlog's logger locks */ {
        let pointer: UnsafeMutableRawPointer?
    }

    /// Runs a closure on threads of its own and waits for them.
    private static func run(
        _ threads: Int,
        _ first: Int64,
        _ count: Int64,
        _ body: @escaping @Sendable (Int64, Int64) -> Void
    ) {
        let share = count / Int64(threads)
        let handles = (0..<threads).map { index -> pthread_t in
            let work = Unmanaged.passRetained(Work { body(first + Int64(index) * share, share) })
            var handle = pthread_t()
            let failure = pthread_create(
                &handle,
                nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                },
                work.toOpaque()
            )
            if failure != 0 { stop("cannot start a thread") }
            return handle
        }
        for handle in handles { pthread_join(handle, nil) }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
