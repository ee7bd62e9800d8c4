import CFloor
import LogConfig

/// Lines of text to a file that is rolled over at a mebibyte, three old ones being kept.
enum RotationScenario {
    private static let limit = 1 << 20

    /// Makes the scenario.
    static func make(in directory: BenchDirectory) throws -> Scenario {
        let names = ["rotating-floor.log", "rotating-ours.log", "rotating-spdlog.log"]
        for name in names {
            for number in 1...3 { directory.adopt("\(name).\(number)") }
            directory.adopt(name.replacing(".log", with: ".3.log"))
            directory.adopt(name.replacing(".log", with: ".2.log"))
            directory.adopt(name.replacing(".log", with: ".1.log"))
        }
        let floor = directory.file(names[0])
        let ours = directory.file(names[1])
        let logger = try TextScenario.logger(
            handler: RotatingFileHandler(
                filename: ours.path,
                maximumSize: limit,
                backupCount: 3,
                formatter: try TextFormatter(format: TextScenario.format)
            ),
            tree: LoggerTree()
        )
        return Scenario(
            name: "rotation",
            subject: "lines of text to a file that is rolled over at 1 MiB, write(2) for each record",
            contenders: [
                Contender(name: "C, by hand") { first, count in
                    cfloor_write_text_rotating(floor.path, Int64(limit), first, count)
                },
                Contender(name: "swift-log-config") { first, count in
                    for index in first..<(first + count) { TextScenario.log(index, to: logger) }
                },
            ] + SpdlogContender.text(directory.file(names[2]), maximumSize: Int64(limit))
        )
    }
}

extension String {
    fileprivate func replacing(_ end: String, with other: String) -> String {
        hasSuffix(end) ? String(dropLast(end.count)) + other : self
    }
}
