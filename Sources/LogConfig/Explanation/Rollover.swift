public import LogRuntime

/// A moment at which a handler will put its file aside.
public struct Rollover: Sendable, Hashable {
    /// The moment, in seconds since the epoch.
    public let seconds: Int64
    /// The name that the file gets, without its directory: `app.log.2024-06-01`, or
    /// `app.log.2024-06-01.gz` where old files are compressed.
    public let archive: String
}

extension LoggingConfiguration {
    /// Why there is no forecast.
    public enum ForecastError: Error, Sendable, Hashable {
        /// The configuration has no such handler; perhaps the nearest name was meant.
        case unknownHandler(nearest: String?)
        /// The handler does not roll its file over by the clock.
        case notTimed(className: String)
    }

    /// Foretells when a handler will put its file aside, if records keep coming.
    ///
    /// Source: CPython `TimedRotatingFileHandler.computeRollover` and `doRollover`, each rollover at its deadline.
    ///
    /// - Parameters:
    ///   - name: the handler's name.
    ///   - start: when the handler is made and its file with it, in seconds since the epoch.
    ///   - count: how many rollovers.
    ///   - zone: the zone of local time.
    /// - Returns: the rollovers in order.
    /// - Throws: ``ForecastError``.
    public func rollovers(
        ofHandler name: String,
        after start: Int64,
        count: Int,
        zone: LogTimeZone = .system
    ) throws(ForecastError) -> [Rollover] {
        guard let handler = plan.handler(named: name) else {
            throw .unknownHandler(nearest: EditDistance.nearest(to: name, in: plan.handlerNames))
        }
        guard let file = handler.file, let schedule = try? handler.blueprint.schedule?(zone) else {
            throw .notTimed(className: handler.factory.className)
        }
        let base = file.filename.split(separator: "/").last.map(String.init) ?? file.filename
        let end = handler.blueprint.compressedSuffix ?? ""
        var rollovers: [Rollover] = []
        var deadline = schedule.computeRollover(after: start)
        for _ in 0..<max(count, 0) {
            let suffix = schedule.archiveSuffix(forRolloverAt: deadline, now: deadline)
            rollovers.append(Rollover(seconds: deadline, archive: base + "." + suffix + end))
            deadline = schedule.computeRollover(after: deadline)
        }
        return rollovers
    }
}
