internal import LogRuntime
internal import Logging

/// Metadata as a record's extra fields, with what is said about their values.
struct RecordFields: Sendable {
    /// The fields, those of one dictionary sorted by name: a dictionary has no order of its own.
    private(set) var extra = LogObject()
    /// What is said about their values.
    private(set) var marks: [FieldMark] = []

    /// The fields of a dictionary.
    init(_ metadata: Logging.Logger.Metadata, attributes: [MetadataAttribute]) {
        add(metadata, attributes: attributes)
    }

    /// The fields of an event, on top of what its handler adds.
    static func of(_ event: LogEvent, additions: Additions?) -> LogRuntime.Logger.RelayedFields {
        var fields = additions?.fields ?? RecordFields([:], attributes: [])
        let attributes = additions?.attributes ?? []
        if let provided = additions?.provider?.get(), !provided.isEmpty { fields.add(provided, attributes: attributes) }
        if let metadata = event.metadata, !metadata.isEmpty { fields.add(metadata, attributes: attributes) }
        if let error = event.error { fields.add(error) }
        let source = event.source
        if !RecordFields.isModule(source, of: event.file) { fields.extra["source"] = .string(source) }
        return LogRuntime.Logger.RelayedFields(
            extra: fields.extra.isEmpty ? nil : fields.extra,
            marks: fields.marks
        )
    }

    /// Whether a source is what swift-log derives from the file, and says nothing that the file does not.
    private static func isModule(_ source: String, of file: String) -> Bool {
        var (module, path) = (source, file)
        let isFirstPart = module.withUTF8 { module in
            path.withUTF8 { path in
                guard path.count > module.count, path[module.count] == UInt8(ascii: "/") else { return false }
                return zip(module, path).allSatisfy { $0 == $1 }
            }
        }
        if isFirstPart { return true }
        return source == "n/a" && !file.utf8.contains(UInt8(ascii: "/"))
    }

    /// Adds a dictionary; its values take the place of earlier ones of the same name.
    private mutating func add(_ metadata: Logging.Logger.Metadata, attributes: [MetadataAttribute]) {
        // Each of the names takes what was said about its former value along.
        if !marks.isEmpty { marks.removeAll { mark in mark.path.first.map { metadata[$0] != nil } ?? false } }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            extra[key] = RecordFields.value(value)
            if !attributes.isEmpty { mark(value, at: [key], attributes: attributes) }
        }
    }

    /// Adds an error, under the names that swift-log's own handler gives its parts.
    private mutating func add(_ error: any Error) {
        extra["error.message"] = .string("\(error)")
        extra["error.type"] = .string(String(reflecting: type(of: error)))
    }

    /// Notes the attributes of a value and of those in it.
    private mutating func mark(
        _ value: Logging.Logger.MetadataValue,
        at path: [String],
        attributes: [MetadataAttribute]
    ) {
        switch value {
        case .string: break
        case .stringConvertible:
            let said = value.attributes
            for attribute in attributes {
                guard let name = attribute.valueName(said) else { continue }
                marks.append(FieldMark(path: path, attribute: attribute.name, value: name))
            }
        case .dictionary(let metadata):
            for (key, value) in metadata { mark(value, at: path + [key], attributes: attributes) }
        case .array(let values):
            for value in values { mark(value, at: path, attributes: attributes) }
        }
    }

    /// A metadata value with its type and structure.
    static func value(_ value: Logging.Logger.MetadataValue) -> LogValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let value): typed(value)
        case .array(let values): .array(values.map(RecordFields.value))
        case .dictionary(let metadata):
            .object(LogObject(metadata.sorted { $0.key < $1.key }.map { ($0.key, RecordFields.value($0.value)) }))
        }
    }

    /// A value of the program: numbers and truth values as such, anything else as its text.
    private static func typed(_ value: any CustomStringConvertible & Sendable) -> LogValue {
        switch value {
        case let value as String: .string(value)
        case let value as Int: .int(Int64(value))
        case let value as Bool: .bool(value)
        case let value as Double: .double(value)
        case let value as UInt: .uint(UInt64(value))
        case let value as Float: .double(Double(value))
        case let value as any FixedWidthInteger: integer(value)
        default: .string(value.description)
        }
    }

    /// An integer of any width.
    private static func integer(_ value: some FixedWidthInteger) -> LogValue {
        if let number = Int64(exactly: value) { return .int(number) }
        if let number = UInt64(exactly: value) { return .uint(number) }
        return .digits(String(value))
    }
}
