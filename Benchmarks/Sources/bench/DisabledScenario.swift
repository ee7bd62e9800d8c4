import CFloor
import LogConfig

/// A call below the logger's level, beside a loop without it.
enum DisabledScenario {
    /// Makes the scenario.
    static func make() -> Scenario {
        let logger = LoggerTree().logger("app.service.module")
        return Scenario(
            name: "disabled",
            subject: "debug message with two interpolations on a logger at WARNING",
            contenders: [
                Contender(name: "empty loop") { first, count in
                    for index in first..<(first + count) { cfloor_keep(index) }
                },
                Contender(name: "swift-log-config") { first, count in
                    for index in first..<(first + count) {
                        cfloor_keep(index)
                        logger.debug(
                            "request handled for user \(cfloor_user(index)) in \(cfloor_milliseconds(index)) ms"
                        )
                    }
                },
            ]
        )
    }
}
