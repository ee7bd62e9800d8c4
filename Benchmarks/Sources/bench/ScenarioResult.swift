/// What one slice cost, in nanoseconds per record.
struct Sample {
    /// By the clock on the wall.
    let wall: Double
    /// Of the processor, the kernel's share included.
    let processor: Double
}

/// What a scenario has yielded.
struct ScenarioResult {
    /// The scenario's name.
    let name: String
    /// What a record is.
    let subject: String
    /// The contenders in the scenario's order.
    let contenders: [ContenderResult]
}

/// What a contender has yielded.
struct ContenderResult {
    /// The contender's name.
    let name: String
    /// Nanoseconds per record in the best round.
    let minimum: Double
    /// Nanoseconds per record, median of the rounds.
    let median: Double
    /// Processor nanoseconds per record, median of the rounds.
    let processorMedian: Double
    /// Median of the rounds' ratios to the floor by wall time.
    let wallRatio: Double
    /// Median of the rounds' ratios to the floor by processor time.
    let processorRatio: Double

    /// Summarises a contender's slices.
    ///
    /// - Parameters:
    ///   - name: the contender's name.
    ///   - samples: its slices.
    ///   - floor: the floor's slices of the same rounds.
    init(name: String, samples: [Sample], floor: [Sample]) {
        self.name = name
        minimum = samples.map(\.wall).min() ?? 0
        median = ContenderResult.median(samples.map(\.wall))
        processorMedian = ContenderResult.median(samples.map(\.processor))
        wallRatio = ContenderResult.median(zip(samples, floor).map { $0.wall / $1.wall })
        processorRatio = ContenderResult.median(zip(samples, floor).map { $0.processor / $1.processor })
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return 0 }
        return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
    }
}
