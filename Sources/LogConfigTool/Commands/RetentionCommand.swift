import ArgumentParser
import LogConfig
import LogRuntime

/// `logconfig retention`: which old files go when logs are put aside next.
struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Shows the old files of each handler, and which of them go with the next rollover, and why.",
        discussion: """
            Nothing is opened, written or removed. Reasons are 'count' (backupCount), 'age' (maxAge) and 'total size' \
            (maxTotalSize); the last two count also when a log is opened.
            """
    )

    @OptionGroup var source: ConfigurationArguments

    @Option(help: ArgumentHelp("When the logs are put aside, in ISO 8601 (default: now).", valueName: "time"))
    var at: TimeOption?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let configuration = try source.load(isJSON: json)
        let handlers: [ArchivesOfHandler]
        do throws(SinkError) {
            let time = at.map { WallTime(seconds: $0.seconds) } ?? .now()
            handlers = try configuration.reviewArchives(at: time)
        } catch {
            Terminal.standardError.write("\(source.input.displayName): error: \(error)\n")
            throw ExitStatus.environment
        }
        let out = Terminal.standardOutput
        if json {
            let objects = handlers.map { LogValue.object(RetentionCommand.object($0)) }
            return try out.put(json: .object(["handlers": .array(objects)]))
        }
        try out.put(handlers.map { RetentionCommand.text($0, out.paint) }.joined())
    }

    private static func object(_ handler: ArchivesOfHandler) -> LogObject {
        let archives = handler.archives.map { review -> LogValue in
            .object([
                "path": .string(review.archive.path),
                "size": .int(Int64(review.archive.size)),
                "modified": .int(review.archive.modified),
                "reasons": .array(review.reasons.map { .string($0.rawValue) }),
                "removed": .bool(!review.reasons.isEmpty),
            ])
        }
        return ["handler": .string(handler.handler), "file": .string(handler.path), "archives": .array(archives)]
    }

    private static let time = StrftimeFormat("%Y-%m-%d %H:%M:%S")

    private static func text(_ handler: ArchivesOfHandler, _ paint: Paint) -> String {
        var text = "handler '\(handler.handler)': \(paint.strong(handler.path))\n"
        let width = handler.archives.map { "\($0.archive.size)".count }.max() ?? 0
        for review in handler.archives {
            let size = String(repeating: " ", count: width - "\(review.archive.size)".count) + "\(review.archive.size)"
            let verdict = review.reasons.isEmpty ? "stays" : "goes "
            let reasons = review.reasons.isEmpty ? "" : "  " + review.reasons.map(\.rawValue).joined(separator: ", ")
            let written = time.string(WallTime(seconds: review.archive.modified), in: .system)
            text += "  \(verdict)  \(written)  \(size) bytes  \(review.archive.path)\(reasons)\n"
        }
        let going = handler.archives.filter { !$0.reasons.isEmpty }
        let (freed, all) = (bytes(going), bytes(handler.archives))
        return text + "  \(going.count) of \(handler.archives.count) old files go, \(freed) of \(all) bytes\n"
    }

    private static func bytes(_ archives: [ArchiveReview]) -> Int { archives.reduce(0) { $0 + $1.archive.size } }
}
