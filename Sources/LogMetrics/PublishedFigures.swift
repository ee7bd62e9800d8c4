#if Metrics
internal import CoreMetrics
internal import LogRuntime

/// What has been published so far, and the metrics it went to.
struct PublishedFigures {
    /// A counter and the figure that it has been moved to.
    private struct Tally {
        let counter: Counter
        /// The figure of the last look.
        var seen = 0

        /// Moves the counter to a figure.
        ///
        /// A figure may be less than before for a moment, when it was read beside records on their way: that waits.
        mutating func move(to figure: Int) {
            guard figure > seen else { return }
            counter.increment(by: figure - seen)
            seen = figure
        }
    }

    /// The names that tell a counter from others.
    private struct Key: Hashable {
        let metric: String
        let handler: String?
        let reason: String?
    }

    private var tallies: [Key: Tally] = [:]
    private var meters: [String: Meter] = [:]
    /// How many records each handler had received at the last look.
    private var received: [String: Int] = [:]

    /// Publishes a snapshot.
    mutating func publish(_ statistics: LoggingStatistics, to factory: any MetricsFactory) {
        let handlers = PublishedFigures.byName(statistics.handlers)
        for handler in handlers {
            let name = handler.name
            if handler.received < received[name] ?? 0 { startAnew(name) }
            received[name] = handler.received
            let figures = [
                ("logging.records", handler.records), ("logging.bytes", handler.bytes),
                ("logging.filtered", handler.filtered), ("logging.rollovers", handler.rollovers),
                ("logging.retries", handler.retries), ("logging.errors", handler.errors),
            ]
            for (metric, figure) in figures {
                move(Key(metric: metric, handler: name, reason: nil), to: figure, factory)
            }
            for (reason, count) in handler.drops.sorted(by: { $0.key < $1.key }) {
                move(Key(metric: "logging.dropped", handler: name, reason: reason), to: count, factory)
            }
            set(name, pending: handler.pending, factory)
        }
        // A handler that is gone leaves nothing waiting.
        for name in meters.keys where !handlers.contains(where: { $0.name == name }) { meters[name]?.set(0) }
        let filtered = Key(metric: "logging.logger_filtered", handler: nil, reason: nil)
        move(filtered, to: statistics.filteredByLoggers, factory)
    }

    private mutating func move(_ key: Key, to figure: Int, _ factory: any MetricsFactory) {
        if tallies[key] == nil {
            let handler = key.handler.map { [("handler", $0)] } ?? []
            let reason = key.reason.map { [("reason", $0)] } ?? []
            let counter = Counter(label: key.metric, dimensions: handler + reason, factory: factory)
            tallies[key] = Tally(counter: counter)
        }
        tallies[key]?.move(to: figure)
    }

    private mutating func set(_ handler: String, pending: Int, _ factory: any MetricsFactory) {
        let meter =
            meters[handler]
            ?? Meter(label: "logging.pending", dimensions: [("handler", handler)], factory: factory)
        meters[handler] = meter
        meter.set(pending)
    }

    /// Another handler has taken the name, and begins with nothing.
    private mutating func startAnew(_ handler: String) {
        for key in tallies.keys where key.handler == handler { tallies[key]?.seen = 0 }
    }

    /// The figures of handlers that have one name, added up.
    private static func byName(_ handlers: [HandlerStatistics]) -> [HandlerStatistics] {
        var places: [String: Int] = [:]
        var result: [HandlerStatistics] = []
        for handler in handlers {
            if let place = places[handler.name] {
                result[place].records += handler.records
                result[place].bytes += handler.bytes
                result[place].filtered += handler.filtered
                result[place].drops.merge(handler.drops, uniquingKeysWith: +)
                result[place].pending += handler.pending
                result[place].rollovers += handler.rollovers
                result[place].retries += handler.retries
                result[place].errors += handler.errors
            } else {
                places[handler.name] = result.count
                result.append(handler)
            }
        }
        return result
    }
}
#endif
