#if OTLP
internal import LogRuntime

/// The parts that all records have, appended in the order of their field numbers.
extension ByteBuffer {
    /// Begins a record in a request: its time and how severe it is.
    ///
    /// - Returns: where it begins, for ``endRecord(from:trace:observed:)``.
    @inline(__always)
    mutating func beginRecord(time: WallTime, severity: OTLPSeverity, text: UnsafeRawBufferPointer) -> Int {
        let start = beginMessage(field: RequestField.records)
        append(field: LogRecordField.time, .fixed64)
        append(fixed64: time.unixNanoseconds)
        if severity.number != 0 {
            append(field: LogRecordField.severityNumber, .varint)
            append(severity.number)
        }
        if !text.isEmpty { append(field: LogRecordField.severityText, bytes: text) }
        return start
    }

    /// Ends a record: the trace it belongs to, and when it was seen here.
    @inline(__always)
    mutating func endRecord(from start: Int, trace: RecordTrace, observed: WallTime) {
        if trace.flags != 0 {
            append(field: LogRecordField.flags, .fixed32)
            append(fixed32: UInt32(trace.flags))
        }
        if trace.traceID != 0 {
            append(field: LogRecordField.traceID, .lengthDelimited)
            append(16)
            append(fixed64: UInt64(truncatingIfNeeded: trace.traceID >> 64).byteSwapped.littleEndian)
            append(fixed64: UInt64(truncatingIfNeeded: trace.traceID).byteSwapped.littleEndian)
        }
        if trace.spanID != 0 {
            append(field: LogRecordField.spanID, .lengthDelimited)
            append(8)
            append(fixed64: trace.spanID.byteSwapped.littleEndian)
        }
        append(field: LogRecordField.observedTime, .fixed64)
        append(fixed64: observed.unixNanoseconds)
        endMessage(from: start)
    }
}

/// The trace of a record; zero where there is none.
struct RecordTrace {
    var traceID: UInt128 = 0
    var spanID: UInt64 = 0
    var flags: UInt8 = 0

    /// The present task's, or what is known otherwise.
    init(traceID: UInt128? = nil) {
        if let current = TraceContext.current {
            self.traceID = current.traceID
            spanID = current.spanID
            flags = current.flags
        } else {
            self.traceID = traceID ?? 0
        }
    }
}

extension WallTime {
    /// Nanoseconds since the epoch; 0 before it.
    var unixNanoseconds: UInt64 {
        seconds < 0 ? 0 : UInt64(seconds) &* 1_000_000_000 &+ UInt64(nanoseconds)
    }
}
#endif
