#if OTLP
internal import LogRuntime

/// Encoded records on their way into one request, those of one logger together.
struct Batch: Sendable {
    /// The records of one scope.
    private struct Segment: Sendable {
        /// The logger's name.
        let scope: [UInt8]
        /// `ScopeLogs.log_records`, each with its key and length.
        var records: [UInt8] = []
    }

    private var segments: [Segment] = []
    /// How many records there are.
    private(set) var count = 0
    /// How many bytes their records take.
    private(set) var size = 0

    /// Adds one record.
    ///
    /// - Parameters:
    ///   - record: a field `log_records` with key and length.
    ///   - scope: the logger's name.
    mutating func append(_ record: UnsafeRawBufferPointer, scope: UnsafeRawBufferPointer) {
        let place: Int
        if let known = segments.firstIndex(where: { $0.scope.elementsEqual(scope) }) {
            place = known
        } else {
            place = segments.count
            segments.append(Segment(scope: Array(scope)))
        }
        segments[place].records.append(contentsOf: record)
        count += 1
        size += record.count
    }

    /// The batch as a request.
    ///
    /// - Parameter resource: the encoded `Resource`.
    /// - Returns: the request.
    func request(resource: [UInt8]) -> OTLPRequest {
        var buffer = ByteBuffer(capacity: size + resource.count + segments.count * 64 + 64)
        let logs = buffer.beginMessage(field: RequestField.resourceLogs)
        resource.withUnsafeBytes { buffer.append(field: RequestField.resource, bytes: $0) }
        for segment in segments {
            let start = buffer.beginMessage(field: RequestField.scopeLogs)
            let scope = buffer.beginMessage(field: RequestField.scope)
            if !segment.scope.isEmpty {
                segment.scope.withUnsafeBytes { buffer.append(field: RequestField.scopeName, bytes: $0) }
            }
            buffer.endMessage(from: scope)
            buffer.append(segment.records)
            buffer.endMessage(from: start)
        }
        buffer.endMessage(from: logs)
        return OTLPRequest(bytes: Array(buffer.bytes), recordCount: count)
    }

    /// The first half of the records and the second, for a collector that finds the whole too large.
    func halves() -> (first: Batch, second: Batch) {
        var first = Batch()
        var second = Batch()
        for segment in segments {
            segment.scope.withUnsafeBytes { scope in
                segment.records.withUnsafeBytes { records in
                    Batch.forEachRecord(in: records) { record in
                        if first.count < count / 2 {
                            first.append(record, scope: scope)
                        } else {
                            second.append(record, scope: scope)
                        }
                    }
                }
            }
        }
        return (first, second)
    }

    /// Takes a run of records apart.
    static func forEachRecord(in records: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var start = 0
        while start < records.count {
            // The key is one byte.
            var end = start + 1
            var length = 0
            var shift = 0
            while end < records.count {
                let byte = records[end]
                end += 1
                length |= Int(byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 { break }
            }
            end += length
            body(UnsafeRawBufferPointer(rebasing: records[start..<end]))
            start = end
        }
    }
}

/// The field numbers around the records of a request.
enum RequestField {
    /// `ExportLogsServiceRequest.resource_logs`.
    static let resourceLogs = 1
    /// `ResourceLogs.resource`.
    static let resource = 1
    /// `ResourceLogs.scope_logs`.
    static let scopeLogs = 2
    /// `ScopeLogs.scope`.
    static let scope = 1
    /// `InstrumentationScope.name`.
    static let scopeName = 1
    /// `ScopeLogs.log_records`.
    static let records = 2
}
#endif
