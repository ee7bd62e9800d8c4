internal import Synchronization

/// What became of the records that have reached a handler, at one moment.
///
/// Every record whose level the handler takes is in exactly one place: ``records``, ``filtered``, ``dropped`` or, while it
/// waits, ``pending``. A handler that takes another's place on the same file goes on with the file's figures.
public struct HandlerStatistics: Sendable, Hashable {
    /// The handler's name in the configuration, or its class' name.
    public var name: String
    /// How many records were delivered: written, sent, or given to the handlers behind this one.
    ///
    /// Lines that ``FileBuffering`` holds back are among them, until they are dropped.
    public var records = 0
    /// How many bytes these were, in UTF-8 and with what ends each line; 0 for handlers that do not write lines.
    public var bytes = 0
    /// How many records the handler's filters did not let pass.
    public var filtered = 0
    /// How many records were lost, by reason.
    ///
    /// A line that a full disk takes in part is among them, although it is completed once there is room: its call has failed.
    public var drops: [String: Int] = [:]
    /// How many records wait in the handler's own queue.
    public var pending = 0
    /// How often a file was put aside for a new one.
    public var rollovers = 0
    /// How often something was done again that had failed before: a rollover, a flush.
    public var retries = 0
    /// How often there was trouble, whether it has cost a record or not.
    public var errors = 0

    /// Creates figures of a handler that has seen nothing.
    ///
    /// - Parameter name: the handler's name.
    public init(name: String) {
        self.name = name
    }

    /// How many records were lost, whatever the reason.
    public var dropped: Int { drops.values.reduce(0, +) }

    /// How many records have reached the handler.
    public var received: Int { records + filtered + dropped + pending }
}

extension HandlerStatistics {
    /// Adds what a sink has counted.
    mutating func add(_ counts: SinkCounts) {
        records += counts.records
        bytes += counts.bytes
        rollovers += counts.rollovers
        retries += counts.retries
        if counts.discarded > 0 { drops["closed", default: 0] += counts.discarded }
    }

    /// Takes records out of those delivered: they were lost after the handler had taken them.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - reason: why, in a few words.
    public mutating func move(_ count: Int, toDropsBecause reason: String) {
        guard count > 0 else { return }
        records -= count
        drops[reason, default: 0] += count
    }

    /// The figures as a record shows them; `drops` is there if there were any.
    ///
    /// ```json
    /// {"records": 2, "bytes": 24, "filtered": 0, "dropped": 0, "pending": 0, "rollovers": 0, "retries": 0, "errors": 0}
    /// ```
    public var object: LogObject {
        var object: LogObject = [
            "records": .int(Int64(records)), "bytes": .int(Int64(bytes)), "filtered": .int(Int64(filtered)),
            "dropped": .int(Int64(dropped)),
            "pending": .int(Int64(pending)), "rollovers": .int(Int64(rollovers)), "retries": .int(Int64(retries)),
            "errors": .int(Int64(errors)),
        ]
        if !drops.isEmpty {
            var reasons = LogObject()
            for (reason, count) in drops.sorted(by: { $0.key < $1.key }) { reasons[reason] = .int(Int64(count)) }
            object["drops"] = .object(reasons)
        }
        return object
    }
}

extension Handler {
    /// What became of the records that have reached this handler.
    public final var statistics: HandlerStatistics {
        var result = HandlerStatistics(name: displayName)
        count(into: &result, pending: pendingRecords)
        result.bytes = counters.bytes.load(ordering: .relaxed)
        result.filtered = counters.filtered.load(ordering: .relaxed)
        result.errors = counters.errors.load(ordering: .relaxed)
        if let counts = sinkCounts { result.add(counts) }
        amend(&result)
        return result
    }

    /// Says where records are that this handler has taken.
    ///
    /// A handler whose queue counts under a lock does it once more in ``amend(_:)``, while that lock keeps them where they are.
    package final func count(into statistics: inout HandlerStatistics, pending: Int) {
        statistics.pending = pending
        statistics.records = counters.records.load(ordering: .relaxed) - pending
        statistics.drops = counters.drops
    }
}
