#if OTLP
internal import LogRuntime

/// Taking a request apart again that comes from disk: of one that is too large the halves are sent.
extension Batch {
    /// The two halves of a request, from the same resource.
    ///
    /// - Parameter request: a request with one resource, as this library makes them.
    /// - Returns: the halves; `nil` when it holds one record, or anything else than such a request.
    static func halves(of request: OTLPRequest) -> (first: OTLPRequest, second: OTLPRequest)? {
        request.bytes.withUnsafeBytes { bytes in
            var batch = Batch()
            var resource: [UInt8] = []
            var resourceCount = 0
            let isWhole = forEachField(in: bytes) { field, _, logs in
                resourceCount += 1
                return field == RequestField.resourceLogs && batch.append(logs: logs, resource: &resource)
            }
            guard isWhole, resourceCount == 1, batch.count > 1 else { return nil }
            let (first, second) = batch.halves()
            return (first.request(resource: resource), second.request(resource: resource))
        }
    }

    /// Adds the records of a `ResourceLogs`.
    private mutating func append(logs: UnsafeRawBufferPointer, resource: inout [UInt8]) -> Bool {
        Batch.forEachField(in: logs) { field, _, content in
            switch field {
            case RequestField.resource:
                resource = Array(content)
                return true
            case RequestField.scopeLogs: return append(scopeLogs: content)
            default: return false
            }
        }
    }

    /// Adds the records of a `ScopeLogs`.
    private mutating func append(scopeLogs: UnsafeRawBufferPointer) -> Bool {
        var scope = UnsafeRawBufferPointer(start: nil, count: 0)
        return Batch.forEachField(in: scopeLogs) { field, whole, content in
            switch field {
            case RequestField.scope:
                return Batch.forEachField(in: content) { field, _, name in
                    scope = name
                    return field == RequestField.scopeName
                }
            case RequestField.records:
                append(whole, scope: scope)
                return true
            default: return false
            }
        }
    }

    /// Goes through the fields of a message that are messages or texts themselves.
    ///
    /// - Parameters:
    ///   - bytes: the message, of anybody's making.
    ///   - body: gets a field's number, the whole field and its content; says whether to go on.
    /// - Returns: whether it went to the end.
    private static func forEachField(
        in bytes: UnsafeRawBufferPointer,
        _ body: (Int, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var place = 0
        while place < bytes.count {
            let start = place
            // The fields that count have numbers of one byte.
            let key = bytes[place]
            place += 1
            guard key < 0x80, UInt64(key & 7) == WireType.lengthDelimited.rawValue else { return false }
            var length = 0
            var shift = 0
            while true {
                guard place < bytes.count, shift < 35 else { return false }
                let byte = bytes[place]
                place += 1
                length |= Int(byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 { break }
            }
            guard length <= bytes.count - place else { return false }
            let whole = UnsafeRawBufferPointer(rebasing: bytes[start..<(place + length)])
            let content = UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length)])
            guard body(Int(key >> 3), whole, content) else { return false }
            place += length
        }
        return true
    }
}
#endif
