internal import LogRuntime
internal import YAMLTree

/// When a file is rolled over by the clock: the arguments, with CPython's errors.
struct RolloverArguments: Sendable {
    let when: String
    let interval: Double
    let utc: Bool
    let atTime: TimeOfDay?
    /// The pattern behind the names of old files, where `.` sets another one.
    let suffix: String?
    private let shownInterval: LogValue
    private let shownTime: LogValue
    private let shownUTC: LogValue
    private let schedule: RolloverSchedule

    init(_ arguments: Arguments) throws {
        when = try RolloverArguments.when(arguments)
        (atTime, shownTime) = try RolloverArguments.atTime(arguments)
        utc = arguments.boolean("utc")
        suffix = arguments.attribute("suffix")?.string
        shownUTC = arguments.value("utc") ?? false
        let given = arguments.raw("interval")
        if let given,
            given.isNull || given.node.map({ $0.sequence != nil || $0.mapping != nil }) ?? true
                || given.string != nil && !arguments.isFromOutside("interval")
        {
            // Python multiplies: a number times a text is a longer text.
            throw ArgumentError(
                "interval",
                given.isNull ? "the interval is empty" : "\(given.pythonRepr) is not a number of units",
                hint: given.string.flatMap { Int($0) }.map { "write \($0) without quotes" },
                pythonType: "TypeError",
                pythonMessage: given.string == nil && given.node?.sequence == nil
                    ? "unsupported operand type(s) for *: 'int' and '\(given.typeName)'"
                    : "unsupported operand type(s) for +: 'int' and '\(given.string == nil ? "list" : "str")'"
            )
        }
        interval = try arguments.optionalNumber("interval") ?? 1
        do throws(RolloverScheduleError) {
            schedule = try RolloverSchedule(when: when, interval: interval, utc: utc, atTime: atTime, suffix: suffix)
        } catch {
            throw ArgumentError(
                "when",
                "'\(when)' is not a unit of rollover",
                hint: "units are S, M, H, D, MIDNIGHT and W0 to W6",
                pythonType: error.pythonType,
                pythonMessage: error.message
            )
        }
        var isFraction = false
        if case .float? = given?.node?.value { isFraction = true }
        shownInterval =
            isFraction || abs(schedule.interval) >= 0x1p63 ? .double(schedule.interval) : .int(Int64(schedule.interval))
    }

    private static func when(_ arguments: Arguments) throws -> String {
        guard let value = arguments.raw("when") else { return "h" }
        guard let text = value.string else {
            throw ArgumentError(
                "when",
                "\(value.pythonRepr) is not a unit of rollover",
                hint: "units are S, M, H, D, MIDNIGHT and W0 to W6",
                pythonType: "AttributeError",
                pythonMessage: "'\(value.typeName)' object has no attribute 'upper'"
            )
        }
        return text
    }

    /// `atTime`: a text, or what YAML 1.1 makes of `02:30:00` without quotes, a number of seconds.
    ///
    /// CPython takes only an object, of which a file can name `ext://datetime.time.min` and `max`.
    private static func atTime(_ arguments: Arguments) throws -> (time: TimeOfDay?, shown: LogValue) {
        guard let value = arguments.raw("atTime"), value.isTrue else { return (nil, .null) }
        if case .object(.external(let object), _) = value.content, case .time(let time) = object.kind {
            return (time, object.shown ?? .null)
        }
        let isUsed = ["midnight", "w"].contains { (arguments.raw("when")?.string ?? "h").lowercased().hasPrefix($0) }
        let refusal = ArgumentError(
            "atTime",
            "\(value.pythonRepr) is not a time of the day",
            hint: "write it as \"02:30:00\"",
            pythonType: "AttributeError",
            pythonMessage: "'\(value.typeName)' object has no attribute 'hour'"
        )
        if arguments.compatibility == .python313 {
            if isUsed { throw refusal }
            return (nil, .null)
        }
        let time =
            value.string.flatMap(TimeOfDay.init) ?? value.node?.integer.flatMap(TimeOfDay.init(secondsSinceMidnight:))
        guard let time else { throw refusal }
        if !isUsed {
            arguments.doubt(
                "atTime",
                .ignoredOptions,
                "'atTime' counts for 'midnight' and 'W0' to 'W6' only",
                hint: nil
            )
        }
        return (time, .string(time.description))
    }

    /// The schedule by the clocks of a zone.
    @Sendable func schedule(in zone: LogTimeZone) throws(RolloverScheduleError) -> RolloverSchedule {
        try RolloverSchedule(when: when, interval: interval, utc: utc, atTime: atTime, suffix: suffix, zone: zone)
    }

    /// Whether the files that are put aside have names by which they are found again.
    var namesArchives: Bool { schedule.isArchiveSuffix(schedule.archiveSuffix(forRolloverAt: 0, now: 0)) }

    /// The settings as descriptions show them.
    func settings(_ handler: Handler?) -> LogObject {
        var object: LogObject = [
            "when": .string(schedule.when),
            "interval": shownInterval,
            "utc": shownUTC,
            "atTime": shownTime,
            "suffix": .string(schedule.suffix),
        ]
        if let day = schedule.dayOfWeek { object["dayOfWeek"] = .int(Int64(day)) }
        if let sink = (handler as? TimedRotatingFileHandler)?.rotatingSink {
            object["rolloverAt"] = rollover(at: sink.rolloverDeadline)
        }
        return object
    }

    /// A deadline as CPython has it: with an interval that has a fraction it has one, too, and is due in the next second.
    private func rollover(at deadline: Int64) -> LogValue {
        guard case .double = shownInterval else { return .int(deadline) }
        let fraction = schedule.interval - schedule.interval.rounded(.down)
        return .double(fraction > 0 ? Double(deadline) - 1 + fraction : Double(deadline))
    }
}
