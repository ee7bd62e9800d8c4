import CFloor
import LogConfig

/// The line of text with more and more loggers in the tree: what a record costs must not grow with their number.
enum TreeScenario {
    /// Makes the scenario.
    static func make() throws -> Scenario {
        Scenario(
            name: "loggers",
            subject: "the line of text, formatted and thrown away, by ten of 10, 100, 1000 and 10 000 loggers",
            contenders: try [10, 100, 1000, 10_000].map { try contender($0) }
        )
    }

    /// A tree of so many loggers with one handler at its root.
    private static func contender(_ count: Int) throws -> Contender {
        let tree = LoggerTree()
        tree.root.level = .info
        let formatter = try TextFormatter(format: TextScenario.format)
        tree.root.addHandler(SinkHandler(sink: DiscardingSink(), formatter: formatter))
        for index in 0..<count { _ = tree.logger("app.part\(index % 10).module\(index)") }
        // The same ones log, however many there are beside them: what is measured is the tree, not the processor's cache.
        let loggers = (0..<10).map { tree.logger("app.part\($0).module\($0)") }
        return Contender(name: "\(count) loggers") { first, count in
            for index in first..<(first + count) { TextScenario.log(index, to: loggers[Int(index % 10)]) }
        }
    }
}
