/// Prints results.
struct Report {
    /// The scenarios' results.
    let results: [ScenarioResult]
    /// What was asked for.
    let options: Options
    /// How long callers wait.
    var latencies: [Latency.Result] = []
    /// Rows through the tool.
    var replays: [Replay.Result] = []

    /// A table for people, which is Markdown, too.
    var table: String {
        var lines = ["\(options.rounds) rounds of \(options.records) records; ns per record, ratios to the first row"]
        for result in results {
            lines += [
                "", "### \(result.name): \(result.subject)", "",
                "| | min | median | processor, median | ratio, wall | ratio, processor |",
                "|---|--:|--:|--:|--:|--:|",
            ]
            for contender in result.contenders {
                let cells = [
                    contender.name,
                    Report.decimal(contender.minimum, places: contender.minimum < 10 ? 2 : 0),
                    Report.decimal(contender.median, places: contender.median < 10 ? 2 : 0),
                    Report.decimal(contender.processorMedian, places: contender.processorMedian < 10 ? 2 : 0),
                    Report.decimal(contender.wallRatio, places: 2),
                    Report.decimal(contender.processorRatio, places: 2),
                ]
                lines.append("| " + cells.joined(separator: " | ") + " |")
            }
        }
        if !latencies.isEmpty {
            lines += [
                "", "### latency: what the caller of a line of text waits, in ns, and the whole time per record", "",
                "| | p50 | p99 | p99.9 | end to end |", "|---|--:|--:|--:|--:|",
            ]
            for latency in latencies {
                let numbers = [latency.middle, latency.hundredth, latency.thousandth, latency.endToEnd]
                let cells = numbers.map { Report.decimal($0, places: 0) }
                lines.append("| \(latency.name) | \(cells.joined(separator: " | ")) |")
            }
        }
        if !replays.isEmpty {
            lines += [
                "", "### replay: rows of JSON through `logconfig monitor`", "",
                "| rows, MB | MB per second | MB per second of processor | memory, MB |", "|--:|--:|--:|--:|",
            ]
            for replay in replays {
                let numbers = [
                    Double(replay.size) / 1e6, replay.megabytesPerSecond, replay.megabytesPerProcessorSecond,
                    Double(replay.memory) / 1e6,
                ]
                lines.append("| \(numbers.map { Report.decimal($0, places: 0) }.joined(separator: " | ")) |")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// One JSON object.
    var json: String {
        let scenarios = results.map { result in
            let contenders = result.contenders.map { contender in
                "{\"name\": \"\(contender.name)\", \"minimum\": \(contender.minimum), \"median\": \(contender.median), "
                    + "\"processorMedian\": \(contender.processorMedian), \"wallRatio\": \(contender.wallRatio), "
                    + "\"processorRatio\": \(contender.processorRatio)}"
            }
            return "{\"name\": \"\(result.name)\", \"contenders\": [\(contenders.joined(separator: ", "))]}"
        }
        return "{\"rounds\": \(options.rounds), \"records\": \(options.records), "
            + "\"scenarios\": [\(scenarios.joined(separator: ", "))], "
            + "\"latencies\": [\(latencies.map(Report.json).joined(separator: ", "))], "
            + "\"replays\": [\(replays.map(Report.json).joined(separator: ", "))]}"
    }

    private static func json(_ latency: Latency.Result) -> String {
        "{\"name\": \"\(latency.name)\", \"p50\": \(latency.middle), \"p99\": \(latency.hundredth), "
            + "\"p99.9\": \(latency.thousandth), \"endToEnd\": \(latency.endToEnd)}"
    }

    private static func json(_ replay: Replay.Result) -> String {
        "{\"size\": \(replay.size), \"megabytesPerSecond\": \(replay.megabytesPerSecond), "
            + "\"megabytesPerProcessorSecond\": \(replay.megabytesPerProcessorSecond), "
            + "\"memory\": \(replay.memory)}"
    }

    /// A number with none or two digits behind the point.
    static func decimal(_ value: Double, places: Int) -> String {
        if places == 0 { return "\(Int(value.rounded()))" }
        let hundredths = Int((value * 100).rounded())
        let fraction = "\(hundredths % 100)"
        return "\(hundredths / 100)." + (fraction.count == 1 ? "0" : "") + fraction
    }
}
