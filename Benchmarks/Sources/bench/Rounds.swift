// Whose header has the C library's `timespec`, as the compiler sees it in this package.
import CFloor
import Glibc

/// Runs the contenders of a scenario in turn, in an order that rotates.
struct Rounds {
    private let scenario: Scenario
    private let options: Options

    init(of scenario: Scenario, options: Options) {
        self.scenario = scenario
        self.options = options
    }

    /// Runs a round that is not counted, then the measured ones.
    func run() -> ScenarioResult {
        let contenders = scenario.contenders.filter { options.contender == nil || options.contender == $0.name }
        if contenders.isEmpty { stop("scenario '\(scenario.name)' has no contender '\(options.contender ?? "")'") }
        var samples = contenders.map { _ in [Sample]() }
        for contender in contenders { _ = measure(contender, first: 0) }
        for round in 0..<options.rounds {
            for turn in contenders.indices {
                let index = (turn + round) % contenders.count
                samples[index].append(measure(contenders[index], first: Int64(round) * options.records))
            }
        }
        let floor = samples[0]
        return ScenarioResult(
            name: scenario.name,
            subject: scenario.subject,
            contenders: zip(contenders, samples).map { contender, samples in
                ContenderResult(name: contender.name, samples: samples, floor: floor)
            }
        )
    }

    /// One slice.
    private func measure(_ contender: Contender, first: Int64) -> Sample {
        contender.file?.empty()
        let records = max(options.records / scenario.slices, 1)
        if let measured = contender.measured { return measured(first, records) }
        let wall = nanoseconds(CLOCK_MONOTONIC)
        let processor = nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
        contender.run(first, records)
        let processorEnd = nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
        let wallEnd = nanoseconds(CLOCK_MONOTONIC)
        let count = Double(records)
        return Sample(wall: Double(wallEnd - wall) / count, processor: Double(processorEnd - processor) / count)
    }

    private func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
