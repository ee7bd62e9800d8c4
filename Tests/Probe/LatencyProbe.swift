import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Measures what a call costs its caller, to a file directly and through asynchronous handlers, in turns within one run.
struct LatencyProbe {
    let directory: String
    let count: Int

    func run() throws {
        let format = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"
        let formatter = try TextFormatter(format: format)
        func file(_ name: String) throws -> FileHandler {
            try FileHandler(filename: directory + "/" + name, formatter: formatter)
        }
        // As many records as fit: what waits for room is a matter of throughput.
        let options = AsyncOptions(capacity: 1 << 25)
        var journalled = options
        journalled.journal = directory + "/latency.journal"
        let contenders: [(name: String, handler: Handler)] = [
            ("synchronous", try file("synchronous.log")),
            ("asynchronous", try AsyncHandler(handlers: [try file("asynchronous.log")], options: options)),
            ("with a journal", try AsyncHandler(handlers: [try file("journal.log")], options: journalled)),
        ]
        let tree = LoggerTree()
        let logger = tree.logger("app.service.module")
        logger.level = .info
        var samples = [[Int64]](repeating: [], count: contenders.count)
        var throughput = [Int64](repeating: 0, count: contenders.count)
        for round in 0..<10 {
            for (index, contender) in contenders.enumerated() {
                logger.handlers = [contender.handler]
                var own: [Int64] = []
                own.reserveCapacity(count)
                let start = now()
                var before = start
                for number in 0..<count {
                    logger.info("request handled for user \(number) in \(number & 31) ms status ok")
                    let after = now()
                    own.append(after - before)
                    before = after
                }
                try contender.handler.flush()
                // The first round makes threads and pages.
                guard round > 0 else { continue }
                throughput[index] += now() - start
                samples[index] += own
            }
        }
        for (index, contender) in contenders.enumerated() {
            let sorted = samples[index].sorted()
            func share(_ thousandths: Int) -> Int64 { sorted[min(sorted.count * thousandths / 1000, sorted.count - 1)] }
            tell(
                "\(contender.name): p50 \(share(500)) p99 \(share(990)) p99.9 \(share(999)) ns, "
                    + "end to end \(throughput[index] / Int64(sorted.count)) ns a record"
            )
            contender.handler.close()
        }
    }

    private func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
