/// Prints results.
struct Report {
    /// The scenarios' results.
    let results: [ScenarioResult]
    /// What was asked for.
    let options: Options

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
            + "\"scenarios\": [\(scenarios.joined(separator: ", "))]}"
    }

    private static func decimal(_ value: Double, places: Int) -> String {
        if places == 0 { return "\(Int(value.rounded()))" }
        let hundredths = Int((value * 100).rounded())
        let fraction = "\(hundredths % 100)"
        return "\(hundredths / 100)." + (fraction.count == 1 ? "0" : "") + fraction
    }
}
