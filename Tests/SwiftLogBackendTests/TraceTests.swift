import Instrumentation
import LogConfig
import LogMonitor
import LogMonitorTracing
import LogRuntime
import LogTesting
import SwiftLogBackend
import Testing

import struct Logging.Logger

@Suite("Traces")
struct TraceTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"

    @Test(arguments: [
        ("00-\(trace)-\(span)-01", true), ("cc-\(trace)-\(span)-01-more", true),
        ("00-\(trace)-\(span)-01-more", false),
        ("ff-\(trace)-\(span)-01", false), ("00-\(trace)-\(span)", false), ("00-\(trace)-0000000000000000-01", false),
        ("00-00000000000000000000000000000000-\(span)-01", false), ("00-\(trace.uppercased())-\(span)-01", false),
        ("", false),
    ])
    func `the header of W3C Trace Context is read`(header: String, isGood: Bool) {
        let identity = TraceIdentity(traceparent: header)
        #expect(identity?.traceIdentifier == (isGood ? Self.trace : nil))
        #expect(identity?.spanIdentifier == (isGood ? Self.span : nil))
    }

    @Test(arguments: [
        ("\(trace)-\(span)-1-05e3ac9a4f6e3b90", trace),
        ("a3ce929d0e0e4736-\(span)", "0000000000000000a3ce929d0e0e4736"),
        ("0", nil), ("x-y", nil),
    ])
    func `the single header of B3 is read`(header: String, trace: String?) {
        #expect(TraceIdentity(b3: header)?.traceIdentifier == trace)
    }

    /// Hands on whatever headers a context has, as tracers do.
    private struct HeaderInstrument: Instrument {
        struct Key: InstrumentationContextKey { typealias Value = [String: String] }

        func extract<Carrier, Extract: Extractor>(
            _ carrier: Carrier,
            into context: inout InstrumentationContext,
            using extractor: Extract
        ) where Extract.Carrier == Carrier {}

        func inject<Carrier, Inject: Injector>(
            _ context: InstrumentationContext,
            into carrier: inout Carrier,
            using injector: Inject
        ) where Inject.Carrier == Carrier {
            for (key, value) in context[Key.self] ?? [:] { injector.inject(value, forKey: key, into: &carrier) }
        }
    }

    @Test func `records and rows of a span have its numbers, others have none`() {
        InstrumentationSystem.bootstrap(HeaderInstrument())
        let memory = InMemoryHandler()
        let tree = LoggerTree()
        tree.root.handlers = [memory]
        let logger = Logger(label: "shop") {
            ConfiguredLogHandler(label: $0, tree: tree, metadataProvider: .trace)
        }
        for headers in [
            ["traceparent": "00-\(Self.trace)-\(Self.span)-01"],
            ["X-B3-TraceId": Self.trace, "X-B3-SpanId": Self.span],
            ["b3": "\(Self.trace)-\(Self.span)"], ["unknown": "header"],
        ] {
            var context = InstrumentationContext.topLevel
            context[HeaderInstrument.Key.self] = headers
            InstrumentationContext.withValue(context) { logger.warning("in a span") }
        }
        logger.warning("outside")
        let fields: LogObject = ["span_id": .string(Self.span), "trace_id": .string(Self.trace)]
        #expect(memory.records.map(\.extra) == [fields, fields, fields, [:], [:]])

        var types = MonitorTypeRegistry.standard
        let rows = RowList()
        types.register("list") { _ in rows }
        let hub = MonitorHub(MonitorConfiguration(type: "list", types: types).followingTraces())
        var context = InstrumentationContext.topLevel
        context[HeaderInstrument.Key.self] = ["traceparent": "00-\(Self.trace)-\(Self.span)-01"]
        context.monitorRequestID = 7
        #expect(context.monitorRequestID == 7)
        InstrumentationContext.withValue(context) {
            hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        }
        #expect(rows.contexts == [MonitorContext(requestID: 7, traceID: UInt128(Self.trace, radix: 16))])
    }
}

/// Keeps of which requests and traces rows are.
private final class RowList: Monitor {
    private let list = Lock<[MonitorContext]>([])
    var contexts: [MonitorContext] { list.withLock { $0 } }

    func exportSchema(_ schema: MonitorSchema) {}

    func exportRows(_ record: borrowing MonitorRecord) {
        let context = MonitorContext(requestID: record.requestID, traceID: record.traceID)
        list.withLock { $0.append(context) }
    }
}
