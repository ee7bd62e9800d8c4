#if OTLP
@testable import LogOTLP
import LogRuntime
import SwiftProtobuf

/// Short names for the generated messages.
typealias Request = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest
typealias Record = Opentelemetry_Proto_Logs_V1_LogRecord
typealias AnyValue = Opentelemetry_Proto_Common_V1_AnyValue
typealias KeyValue = Opentelemetry_Proto_Common_V1_KeyValue
typealias KeyValueList = Opentelemetry_Proto_Common_V1_KeyValueList

extension Request {
    /// The records of all loggers.
    var records: [Record] { resourceLogs.flatMap { $0.scopeLogs.flatMap(\.logRecords) } }
}

extension AnyValue {
    /// The value as records carry it.
    var logValue: LogValue {
        switch value {
        case nil: .null
        case .stringValue(let text): .string(text)
        case .boolValue(let flag): .bool(flag)
        case .intValue(let number): .int(number)
        case .doubleValue(let number): .double(number)
        case .arrayValue(let list): .array(list.values.map(\.logValue))
        case .kvlistValue(let list): .object(LogObject(list.values.map { ($0.key, $0.value.logValue) }))
        case .bytesValue(let bytes): .string("\(bytes)")
        }
    }

    /// A value as a message, made without any code under test.
    init(_ value: LogValue) {
        self.init()
        switch value {
        case .null: break
        case .bool(let flag): boolValue = flag
        case .int(let number): intValue = number
        case .uint(let number): stringValue = "\(number)"
        case .digits(let digits): stringValue = digits
        case .double(let number): doubleValue = number
        case .string(let text): stringValue = text
        case .array(let elements): arrayValue.values = elements.map { AnyValue($0) }
        case .object(let object): kvlistValue.values = object.fields.map { KeyValue($0.key, $0.value) }
        }
        // An empty list is not the absence of one.
        if case .array(let elements) = value, elements.isEmpty { arrayValue = .init() }
        if case .object(let object) = value, object.isEmpty { kvlistValue = .init() }
    }
}

extension KeyValue {
    init(_ key: String, _ value: LogValue) {
        self.init()
        self.key = key
        self.value = AnyValue(value)
    }
}
#endif
