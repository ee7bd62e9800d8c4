import Glibc

/// Runs every scenario in paired rounds and prints what a record costs, beside the same line made by hand in C.
///
/// Method. What is compared runs in one process, slice after slice: in each round every contender of a scenario logs the
/// same number of records, and the order rotates from round to round, so that a busy neighbour, a change of frequency or
/// a warm cache favours nobody. A ratio is the median over the rounds of the round's own ratio; it says more than the
/// quotient of two medians, because both sides of a pair saw the same machine. Times of a shared machine mean little by
/// themselves; the minimum is what a quiet moment gives. Wall time is what a caller waits; processor time (of the thread,
/// the kernel's share included) leaves out what other processes took.
///
/// The files lie on a real disk and are cut to nothing between slices, outside of the measured time. Before anything is
/// measured, the library's lines are compared with the floor's, byte by byte.
@main
struct Bench {
    static func main() throws {
        let options = Options(arguments: CommandLine.arguments.dropFirst())
        let directory = BenchDirectory(options.directory)
        defer { directory.remove() }
        let builders: [(name: String, make: () throws -> Scenario)] = [
            ("disabled", { DisabledScenario.make() }),
            ("text-format", { try TextScenario.makeFormatOnly() }),
            ("loggers", { try TreeScenario.make() }),
            ("text", { try TextScenario.make(in: directory) }),
            ("text-buffered", { try TextScenario.makeBuffered(in: directory) }),
            ("json", { try JSONScenario.make(in: directory) }),
            ("json-buffered", { try JSONScenario.makeBuffered(in: directory) }),
            ("threads-2", { try ThreadsScenario.make(2, in: directory) }),
            ("threads-4", { try ThreadsScenario.make(4, in: directory) }),
            ("rotation", { try RotationScenario.make(in: directory) }),
            ("row", { try RowScenario.make(in: directory) }),
            ("row-buffered", { try RowScenario.makeBuffered(in: directory) }),
            ("batch", { try RowScenario.makeBatches(in: directory) }),
            ("swift-log-disabled", { SwiftLogScenario.makeDisabled() }),
            ("swift-log-literal", { try SwiftLogScenario.makeLiteral(in: directory) }),
            ("swift-log", { try SwiftLogScenario.make(in: directory) }),
            ("swift-log-metadata", { try SwiftLogScenario.makeWithMetadata(in: directory) }),
            ("load", { try LoadScenario.make(in: directory) }),
        ]
        var results: [ScenarioResult] = []
        for builder in builders where options.scenario == nil || options.scenario == builder.name {
            results.append(Rounds(of: try builder.make(), options: options).run())
        }
        var report = Report(results: results, options: options)
        if options.scenario == nil || options.scenario == "latency" {
            report.latencies = try Latency(in: directory, options: options).run()
        }
        if let tool = options.tool, options.scenario == nil || options.scenario == "replay" {
            report.replays = Replay(tool: tool, directory: directory).run(megabytes: options.replayMegabytes)
        }
        print(options.printsJSON ? report.json : report.table)
        if let path = options.readme { Readme(report: report).write(to: path) }
    }
}
