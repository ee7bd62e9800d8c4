package import LogRuntime

extension RecordRoute {
    /// The way as an object for machines.
    package var object: LogObject {
        [
            "accepted": true,
            "logger": .string(logger),
            "level": .string(levelName),
            "levelno": .int(Int64(level.rawValue)),
            "verdict": .string(verdict.rawValue),
            "checks": .array(checks.map { .object($0.object) }),
            "stations": .array(stations.map { .object($0.object) }),
            "handlers": .array(handlers.map { .string($0) }),
            "twice": .array(
                repetitions.map {
                    .object(["handler": .string($0.handler), "ways": .array($0.ways.map { .string($0) })])
                }
            ),
            "lastResort": lastResort.map { .object($0.object) } ?? .null,
            "disabledIfExisting": .bool(isDisabledIfExisting),
        ]
    }
}

extension RecordRoute.Check {
    /// The check as an object for machines.
    fileprivate var object: LogObject { ["verdict": .string(verdict.rawValue), "reason": .string(reason)] }
}

extension RecordRoute.Station {
    /// The station as an object for machines.
    fileprivate var object: LogObject {
        [
            "logger": .string(logger),
            "line": line.map { .int(Int64($0)) } ?? .null,
            "handlers": .array(deliveries.map { .object($0.object) }),
            "propagates": .bool(propagates),
        ]
    }
}

extension RecordRoute.Delivery {
    /// The delivery as an object for machines.
    fileprivate var object: LogObject {
        [
            "handler": .string(handler),
            "class": .string(className),
            "verdict": .string(verdict.rawValue),
            "reason": .string(reason),
            "destination": destination.map { .string($0) } ?? .null,
            "onward": .array(onward.map { .object($0.object) }),
        ]
    }
}
