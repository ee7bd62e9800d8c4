import Glibc

/// The table of the package's README, made of a run's results.
struct Readme {
    private static let begin = "<!-- made by Scripts/bench --readme -->\n"
    private static let end = "<!-- end of what is made -->\n"
    private static let subjects = [
        ("text", "line of text, `write(2)` each"),
        ("text-buffered", "line of text, gathered in 64 KiB"),
        ("json", "the same as a line of JSON, `write(2)` each"),
        ("json-buffered", "line of JSON, gathered in 64 KiB"),
        ("threads-4", "line of text, 4 threads on one file"),
        ("rotation", "line of text, file rolled over at 1 MiB"),
        ("row", "monitor block of 5 columns as a line of JSON"),
        ("row-buffered", "the same, gathered in 64 KiB"), ("batch", "row of a block of 100"),
    ]

    /// The columns, as the scenarios call them.
    private static let contenders = ["swift-log-config", "spdlog", "zerolog", "swift-log StreamLogHandler", "CPython"]

    let report: Report

    /// The table: processor time as multiples of the line made by hand in C.
    var table: String {
        var lines = [
            "| processor time, C by hand = 1 | swift-log-config | spdlog | zerolog | `StreamLogHandler` | CPython |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        for (name, subject) in Readme.subjects {
            guard let result = report.results.first(where: { $0.name == name }) else { continue }
            let cells = Readme.contenders.map { name in
                result.contenders.first { $0.name == name }.map { Report.decimal($0.processorRatio, places: 2) } ?? ""
            }
            lines.append("| \(subject) | \(cells.joined(separator: " | ")) |")
        }
        lines += [""] + latencies
        if let load = report.results.first(where: { $0.name == "load" }), let ours = load.contenders.first {
            var line = "A configuration of 50 loggers is loaded in \(Report.decimal(ours.median / 1e6, places: 2)) ms"
            if let python = load.contenders.dropFirst().first {
                line += ", by CPython with PyYAML in \(Report.decimal(python.median / 1e6, places: 2)) ms"
            }
            lines.append(line + ".")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the callers of the asynchronous handler wait, beside the synchronous one, as a sentence.
    private var latencies: [String] {
        let rows = report.latencies.filter { $0.name == "synchronous" || $0.name.hasPrefix("AsyncHandler") }
        guard !rows.isEmpty else { return [] }
        let figures = rows.map { row in
            "\(row.name) \(Report.decimal(row.middle, places: 0)) and \(Report.decimal(row.hundredth, places: 0)) ns"
        }
        return ["The caller of a line of text waits (median, 99 of 100): \(figures.joined(separator: ", "))."]
    }

    /// Writes the table between the marks of a file.
    func write(to path: String) {
        let text = Readme.read(path)
        guard let start = text.firstRange(of: Readme.begin), let stopMark = text.firstRange(of: Readme.end),
            start.upperBound <= stopMark.lowerBound
        else { stop("'\(path)' has no place for the table") }
        let result = text[..<start.upperBound] + table + text[stopMark.lowerBound...]
        guard let file = fopen(path, "w") else { stop("cannot write '\(path)'") }
        fputs(String(result), file)
        fclose(file)
    }

    private static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { stop("cannot read '\(path)'") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
