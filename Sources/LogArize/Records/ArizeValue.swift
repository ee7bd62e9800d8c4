#if Arize
internal import LogMonitor

/// A feature or a tag, as `Value` of Arize's protocol.
enum ArizeValue: Sendable {
    /// Text, and truth values as `True` and `False`.
    case text(String)
    /// An integer of 64 bits, which JSON shows as text.
    case integer(Int64)
    /// Any other number; a number that JSON lacks is shown as text.
    case number(Double)
    /// Several texts.
    case texts([String])
    /// An embedding.
    case vector([Double])

    /// The value of a feature that is not an embedding; `nil` when there is none, because it is null or not a number.
    ///
    /// Where Python's client refuses or cuts a value, this one finds a form for it: numbers that 64 bits cannot hold become
    /// floating point, lists of numbers embeddings, other lists and named values their JSON.
    init?(_ value: LogValue) {
        switch value {
        case .null: return nil
        case .bool(let flag): self = .text(flag ? "True" : "False")
        case .int(let number): self = .integer(number)
        case .uint(let number): self = Int64(exactly: number).map { .integer($0) } ?? .number(Double(number))
        case .digits(let digits):
            guard let number = Double(digits) else { return nil }
            self = .number(number)
        case .double(let number):
            if number.isNaN { return nil }
            self = .number(number)
        case .string(let text): self = .text(text)
        case .array(let elements):
            if let texts = ArizeValue.texts(of: elements) {
                self = .texts(texts)
            } else if elements.count == 1 {
                guard let value = ArizeValue(elements[0]) else { return nil }
                self = value
            } else {
                self = ArizeValue.vector(of: value).map { .vector($0) } ?? .text(ArizeValue.json(value))
            }
        case .object: self = .text(ArizeValue.json(value))
        }
    }

    /// The value of a feature that is an embedding; `nil` when it is none: Arize takes no vector of one number.
    init?(embedding value: LogValue) {
        guard let vector = ArizeValue.vector(of: value), vector.count != 1 else { return nil }
        self = .vector(vector)
    }

    /// The numbers of a list; `nil` when it has anything else, none for null.
    private static func vector(of value: LogValue) -> [Double]? {
        guard case .array(let elements) = value else { return value == .null ? [] : nil }
        var vector: [Double] = []
        vector.reserveCapacity(elements.count)
        for element in elements {
            guard let number = ArizeLabel.number(element) else { return nil }
            vector.append(number)
        }
        return vector
    }

    private static func texts(of elements: [LogValue]) -> [String]? {
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else { return nil }
            texts.append(text)
        }
        return texts
    }

    private static func json(_ value: LogValue) -> String {
        var buffer = ByteBuffer()
        buffer.append(json: value)
        return buffer.string()
    }
}
#endif
