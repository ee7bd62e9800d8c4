/// Turns encodable values into ``LogValue``s.
struct LogValueEncoder: Encoder {
    /// What has been encoded at one place, filled in step by step.
    final class Place {
        /// The content so far.
        enum Content {
            case nothing
            case value(LogValue)
            case array([Place])
            case object([(key: String, place: Place)])
        }

        var content = Content.nothing

        /// The content once everything is encoded; a place where nothing was encoded is an empty object, as in JSON.
        var value: LogValue {
            switch content {
            case .nothing: .object(LogObject())
            case .value(let value): value
            case .array(let places): .array(places.map(\.value))
            case .object(let fields): .object(LogObject(fields.map { ($0.key, $0.place.value) }))
            }
        }

        /// A new last element.
        func appendElement() -> Place {
            let place = Place()
            guard case .array(var places) = content else {
                content = .array([place])
                return place
            }
            places.append(place)
            content = .array(places)
            return place
        }

        /// A new last field.
        func appendField(_ key: String) -> Place {
            let place = Place()
            guard case .object(var fields) = content else {
                content = .object([(key, place)])
                return place
            }
            fields.append((key, place))
            content = .object(fields)
            return place
        }

        /// The number of elements.
        var count: Int {
            if case .array(let places) = content { places.count } else { 0 }
        }
    }

    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let place: Place

    /// Encodes a value.
    static func encode(_ value: any Encodable, at path: [any CodingKey]) throws -> LogValue {
        guard path.count < ByteBuffer.depthLimit else {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(codingPath: path, debugDescription: "nested deeper than 500 levels")
            )
        }
        if let numbers = numbers(value) { return numbers }
        let place = Place()
        try value.encode(to: LogValueEncoder(codingPath: path, place: place))
        return place.value
    }

    /// A list of numbers without asking each of them to encode itself; `nil` for anything else.
    private static func numbers(_ value: any Encodable) -> LogValue? {
        switch ObjectIdentifier(type(of: value)) {
        case ObjectIdentifier([Double].self): return (value as? [Double]).map(list)
        case ObjectIdentifier([Float].self): return (value as? [Float]).map { .array($0.map { LogValue($0) }) }
        case ObjectIdentifier([Int].self): return (value as? [Int]).map(list)
        case ObjectIdentifier([Int32].self): return (value as? [Int32]).map { .array($0.map { .int(Int64($0)) }) }
        case ObjectIdentifier([Int64].self): return (value as? [Int64]).map { .array($0.map { .int($0) }) }
        default: return nil
        }
    }

    // By their memory: in a debug build each step of an array's iterator is on the heap.
    private static func list(_ numbers: [Double]) -> LogValue {
        var values: [LogValue] = []
        values.reserveCapacity(numbers.count)
        numbers.withUnsafeBufferPointer { for index in 0..<$0.count { values.append(.double($0[index])) } }
        return .array(values)
    }

    private static func list(_ numbers: [Int]) -> LogValue {
        var values: [LogValue] = []
        values.reserveCapacity(numbers.count)
        numbers.withUnsafeBufferPointer { for index in 0..<$0.count { values.append(.int(Int64($0[index]))) } }
        return .array(values)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .nothing = place.content { place.content = .object([]) }
        return KeyedEncodingContainer(KeyedValues<Key>(codingPath: codingPath, place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .nothing = place.content { place.content = .array([]) }
        return UnkeyedValues(codingPath: codingPath, place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleValue(codingPath: codingPath, place: place)
    }
}

extension LogValueEncoder {
    /// The key of an element of an array, for paths in errors.
    struct Index: CodingKey {
        let intValue: Int?
        var stringValue: String { "Index \(intValue ?? 0)" }

        init(intValue: Int) { self.intValue = intValue }
        init?(stringValue: String) { nil }
    }

    /// The key of a superclass' values.
    struct SuperKey: CodingKey {
        let stringValue = "super"
        let intValue: Int? = nil

        init() {}
        init?(intValue: Int) { nil }
        init?(stringValue: String) { nil }
    }

    /// One value.
    struct SingleValue: SingleValueEncodingContainer {
        let codingPath: [any CodingKey]
        let place: Place

        func encodeNil() { place.content = .value(.null) }
        func encode(_ value: Bool) { place.content = .value(.bool(value)) }
        func encode(_ value: String) { place.content = .value(.string(value)) }
        func encode(_ value: Double) { place.content = .value(.double(value)) }
        func encode(_ value: Float) { place.content = .value(LogValue(value)) }
        func encode(_ value: Int) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: Int8) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: Int16) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: Int32) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: Int64) { place.content = .value(.int(value)) }
        func encode(_ value: UInt) { place.content = .value(LogValue(unsigned: UInt64(value))) }
        func encode(_ value: UInt8) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: UInt16) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: UInt32) { place.content = .value(.int(Int64(value))) }
        func encode(_ value: UInt64) { place.content = .value(LogValue(unsigned: value)) }

        func encode<Value: Encodable>(_ value: Value) throws {
            place.content = .value(try LogValueEncoder.encode(value, at: codingPath))
        }
    }

    /// The elements of an array.
    struct UnkeyedValues: UnkeyedEncodingContainer {
        let codingPath: [any CodingKey]
        let place: Place

        var count: Int { place.count }
        private var elementPath: [any CodingKey] { codingPath + [Index(intValue: count)] }

        func encodeNil() { place.appendElement().content = .value(.null) }

        func encode<Value: Encodable>(_ value: Value) throws {
            let encoded = try LogValueEncoder.encode(value, at: elementPath)
            place.appendElement().content = .value(encoded)
        }

        func nestedContainer<Key: CodingKey>(keyedBy keyType: Key.Type) -> KeyedEncodingContainer<Key> {
            LogValueEncoder(codingPath: elementPath, place: place.appendElement()).container(keyedBy: keyType)
        }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            LogValueEncoder(codingPath: elementPath, place: place.appendElement()).unkeyedContainer()
        }

        func superEncoder() -> any Encoder {
            LogValueEncoder(codingPath: elementPath, place: place.appendElement())
        }
    }

    /// The fields of an object.
    struct KeyedValues<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let codingPath: [any CodingKey]
        let place: Place

        func encodeNil(forKey key: Key) { place.appendField(key.stringValue).content = .value(.null) }

        func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            let encoded = try LogValueEncoder.encode(value, at: codingPath + [key])
            place.appendField(key.stringValue).content = .value(encoded)
        }

        func nestedContainer<NestedKey: CodingKey>(
            keyedBy keyType: NestedKey.Type,
            forKey key: Key
        ) -> KeyedEncodingContainer<NestedKey> {
            nested(key).container(keyedBy: keyType)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested(key).unkeyedContainer() }
        func superEncoder() -> any Encoder { nested(SuperKey()) }
        func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

        private func nested(_ key: any CodingKey) -> LogValueEncoder {
            LogValueEncoder(codingPath: codingPath + [key], place: place.appendField(key.stringValue))
        }
    }
}

extension LogValue {
    /// A single precision number by its own fewest digits, so that 0.1 stays 0.1.
    fileprivate init(_ value: Float) {
        self = .double(Double(value.description) ?? Double(value))
    }

    /// An unsigned integer.
    fileprivate init(unsigned value: UInt64) {
        self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
    }
}
