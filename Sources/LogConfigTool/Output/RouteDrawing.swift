import LogConfig

/// Draws the way of a record for people: checks, loggers, handlers, and the result.
struct RouteDrawing {
    /// The way.
    let route: RecordRoute
    /// Whether signs are coloured.
    let paint: Paint

    /// The drawing, with a line end.
    var text: String {
        var lines = ["\(route.levelName) from \(route.logger)"]
        for check in route.checks { lines.append("  \(sign(check.verdict)) \(check.reason)") }
        for station in route.stations {
            let place = station.line.map { paint.dim("  line \($0)") } ?? ""
            lines.append("  \(paint.strong(station.logger))\(place)")
            for delivery in station.deliveries { draw(delivery, indent: "    ", into: &lines) }
            if station.deliveries.isEmpty { lines.append("    " + paint.dim("no handlers")) }
            if !station.propagates, station.logger != "root" { lines.append("    ends here: does not propagate") }
        }
        if let check = route.lastResort { lines.append("  \(sign(check.verdict)) \(check.reason)") }
        lines.append(result)
        for repetition in route.repetitions {
            lines.append(
                "\(repetition.handler) gets it \(repetition.ways.count) times: by "
                    + repetition.ways.joined(separator: ", by ")
            )
        }
        if route.isDisabledIfExisting {
            lines.append("if the logger exists before the configuration comes into force, it is switched off")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func draw(_ delivery: RecordRoute.Delivery, indent: String, into lines: inout [String]) {
        let place = delivery.destination.map { " → \($0)" } ?? ""
        lines.append("\(indent)\(sign(delivery.verdict)) \(delivery.handler)\(place)  \(delivery.reason)")
        for next in delivery.onward { draw(next, indent: indent + "  ", into: &lines) }
    }

    private var result: String {
        let handlers = route.handlers.joined(separator: ", ")
        return switch route.verdict {
        case .stopped: "the record is dropped"
        case .passes: handlers.isEmpty ? "no handler gets it" : "it reaches \(handlers)"
        case .depends: handlers.isEmpty ? "no handler gets it" : "it may reach \(handlers)"
        }
    }

    private func sign(_ verdict: RecordRoute.Verdict) -> String {
        switch verdict {
        case .passes: paint.green("✓")
        case .stopped: paint.red("✗")
        case .depends: paint.yellow("?")
        }
    }
}
