#if OTLP
@testable import LogOTLP
import LogRuntime
import TestSupport

/// An exporter over a collector that answers as told, fed through a logger.
final class ExporterBench {
    let transport: ScriptedTransport
    let failures = FailureList()
    let handler: OTLPHandler
    let tree: LoggerTree

    /// Creates a bench whose batches leave when flushed or full.
    init(
        _ answers: [OTLPAnswer] = [],
        isHolding: Bool = false,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil,
        change: (inout OTLPSettings) -> Void = { _ in }
    ) throws {
        transport = ScriptedTransport(answers, isHolding: isHolding)
        var settings = OTLPSettings()
        settings.scheduleDelay = 3600
        settings.drainTimeout = 10
        change(&settings)
        let exporter = try OTLPExporter(
            settings: settings,
            transport: transport,
            resource: ["service.name": "test"],
            name: "otlp",
            status: failures.status
        )
        handler = OTLPHandler(exporter: exporter, level: level, formatter: formatter)
        tree = LoggerTree(status: failures.status)
        handler.status = failures.status
        tree.root.addHandler(handler)
        tree.root.level = .debug
    }

    deinit {
        transport.release()
        handler.close()
    }

    /// Logs numbered records.
    func log(_ range: ClosedRange<Int>) {
        let logger = tree.logger("app")
        for number in range { logger.info("\(number)") }
    }

    var statistics: OTLPStatistics { handler.exporter.statistics }

    /// The requests of the records, each as `first-last`.
    var ranges: [String] {
        transport.texts.map { texts in
            guard let first = texts.first, let last = texts.last else { return "none" }
            return texts.count == 1 ? first : "\(first)-\(last)"
        }
    }
}

extension OTLPAnswer {
    static let done = OTLPAnswer.accepted(rejected: 0, message: "")

    /// A refusal that may pass, to be tried again soon.
    static let busy = OTLPAnswer.failed(OTLPFailure("busy", isRetryable: true, retryAfter: 0.01))

    /// A refusal for good.
    static let wrong = OTLPAnswer.failed(OTLPFailure("wrong", isRetryable: false))

    /// A request that is too large.
    static let tooLarge = OTLPAnswer.failed(OTLPFailure("too large", isRetryable: false, isTooLarge: true))
}
#endif
