#if OTLP
internal import LogRuntime

/// How severe a record is, by the protocol's numbers: 1 to 24 in six ranges of four.
///
/// Source: opentelemetry-python `std_to_otel`: a level's tens choose the range and its ones the place in it, so that
/// `critical` is FATAL, 21. Python knows no range for levels below 10; here those from 1 to 9 are TRACE.
struct OTLPSeverity: Hashable {
    /// The number; 0 for a level that was not set.
    let number: UInt8

    init(_ level: Level) {
        let value = level.rawValue
        number =
            switch value {
            case ...0: 0
            case 1..<10: 1
            case 54...: 24
            default: UInt8(1 + value / 10 * 4 + min(value % 10, 3))
            }
    }

    /// The level's name for the protocol: `WARNING` is written `WARN` and `CRITICAL` `FATAL`, as the reference does.
    static func text(_ name: RawText) -> RawText {
        if name.count == 7, name.bytes.elementsEqual("WARNING".utf8) { return RawText("WARN") }
        if name.count == 8, name.bytes.elementsEqual("CRITICAL".utf8) { return RawText("FATAL") }
        return name
    }
}
#endif
