import CFloor
import Glibc
import LogConfig

/// How long a caller waits for one record: the middle and the slowest hundredths and thousandths, not the mean.
///
/// Each record is timed by itself; what reading the clock twice costs is taken off. Handlers take turns, as elsewhere. End to
/// end is the time until the last record is in the file, shared out among the records.
struct Latency {
    /// What one handler has yielded, in nanoseconds.
    struct Result {
        let name: String
        let middle: Double
        let hundredth: Double
        let thousandth: Double
        let endToEnd: Double
    }

    private let options: Options
    private let contenders: [(name: String, handler: Handler, file: BenchFile)]

    /// The handlers that are compared: add a way to write records here, and it has its row.
    init(in directory: BenchDirectory, options: Options) throws {
        self.options = options
        let formatter = try TextFormatter(format: TextScenario.format)
        func file(_ name: String) -> BenchFile { directory.file("latency-\(name).log") }
        let (direct, gathered, queued) = (file("direct"), file("gathered"), file("queued"))
        let (ringed, journalled) = (file("ringed"), file("journalled"))
        func asynchronous(_ target: BenchFile, journal: String? = nil) throws -> Handler {
            try AsyncHandler(
                handlers: [try FileHandler(filename: target.path, formatter: formatter)],
                options: AsyncOptions(capacity: 1 << 24, journal: journal.map { directory.path(of: $0) })
            )
        }
        contenders = [
            ("synchronous", try FileHandler(filename: direct.path, formatter: formatter), direct),
            (
                "synchronous, gathered in 64 KiB",
                try FileHandler(filename: gathered.path, buffering: FileBuffering(), formatter: formatter), gathered
            ),
            (
                "QueueHandler",
                QueueHandler(handlers: [try FileHandler(filename: queued.path, formatter: formatter)], capacity: 0),
                queued
            ),
            ("AsyncHandler", try asynchronous(ringed), ringed),
            ("AsyncHandler with a journal", try asynchronous(journalled, journal: "latency-journal"), journalled),
        ]
    }

    /// Runs the rounds.
    func run() -> [Result] {
        let loggers = contenders.map { contender in
            let logger = LoggerTree().logger("app.service.module")
            logger.level = .info
            logger.propagates = false
            logger.addHandler(contender.handler)
            return logger
        }
        var times = contenders.map { _ in [Int64]() }
        var totals = contenders.map { _ in Double(0) }
        let cost = clockCost()
        for round in 0...options.rounds {
            for turn in contenders.indices {
                let index = (turn + round) % contenders.count
                contenders[index].file.empty()
                let (slice, total) = measure(loggers[index], contenders[index].handler)
                // The first round warms up.
                guard round > 0 else { continue }
                times[index] += slice.map { max($0 - cost, 0) }
                totals[index] += total
            }
        }
        return contenders.indices.map { index in
            let sorted = times[index].sorted()
            func place(_ part: Double) -> Double {
                Double(sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)])
            }
            return Result(
                name: contenders[index].name,
                middle: place(0.5),
                hundredth: place(0.99),
                thousandth: place(0.999),
                endToEnd: totals[index] / Double(sorted.count)
            )
        }
    }

    private func measure(_ logger: Logger, _ handler: Handler) -> (times: [Int64], total: Double) {
        var times: [Int64] = []
        times.reserveCapacity(Int(options.records))
        let start = now()
        for index in 0..<options.records {
            let before = now()
            TextScenario.log(index, to: logger)
            times.append(now() - before)
        }
        try? handler.flush()
        return (times, Double(now() - start))
    }

    /// What two readings of the clock cost.
    private func clockCost() -> Int64 {
        var times: [Int64] = []
        for _ in 0..<10_000 {
            let before = now()
            times.append(now() - before)
        }
        return times.sorted()[times.count / 2]
    }

    @inline(__always) private func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
