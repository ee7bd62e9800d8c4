#if Arize
internal import LogMonitor

/// Writes an object of JSON with Python's separators, by the JSON mapping of protocol buffers: a field of a message that has its
/// default value is left out, 64-bit integers are text, and so are the numbers that JSON lacks.
struct JSONFields: ~Copyable {
    private var buffer = ByteBuffer(capacity: 512)
    private var isEmpty = true

    /// Starts an object.
    init() {
        buffer.append("{")
    }

    /// Ends the object.
    ///
    /// - Returns: its bytes.
    consuming func finish() -> [UInt8] {
        buffer.append("}")
        return Array(buffer.bytes)
    }

    private mutating func begin(_ key: String) {
        if !isEmpty { buffer.append(", ") }
        isEmpty = false
        buffer.append(jsonString: key, isASCII: true)
        buffer.append(": ")
    }

    /// Adds a text.
    mutating func append(_ key: String, text: String) {
        begin(key)
        buffer.append(jsonString: text, isASCII: true)
    }

    /// Adds a truth value.
    mutating func append(_ key: String, flag: Bool) {
        begin(key)
        if flag { buffer.append("true") } else { buffer.append("false") }
    }

    /// Adds a number.
    mutating func append(_ key: String, number: Double) {
        begin(key)
        append(element: number)
    }

    /// Adds an object.
    mutating func append(_ key: String, _ fields: (inout JSONFields) -> Void) {
        begin(key)
        buffer.append("{")
        isEmpty = true
        fields(&self)
        buffer.append("}")
        isEmpty = false
    }

    /// Adds a label.
    mutating func append(_ key: String, _ label: ArizeLabel) {
        append(key) { json in
            switch label {
            case .numeric(let number): json.append("numeric", number: number)
            case .category(let name):
                json.append("score_categorical") { json in
                    json.append("category") { json in json.append(category: name) }
                }
            case .scored(let name, let score):
                json.append("score_categorical") { json in
                    json.append("score_category") { json in
                        json.append(category: name)
                        json.append(default: 0, "score", score)
                    }
                }
            case .value(let number):
                json.append("score_categorical") { json in
                    json.append("score_value") { json in json.append(default: 0, "value", number) }
                }
            }
        }
    }

    private mutating func append(category name: String) {
        if !name.isEmpty { append("category", text: name) }
    }

    private mutating func append(default: Double, _ key: String, _ number: Double) {
        // A negative zero is not the default: its bits differ.
        if number.bitPattern != `default`.bitPattern { append(key, number: number) }
    }

    /// Adds features or tags, unless there are none.
    mutating func append(_ key: String, _ values: [(name: String, value: ArizeValue)]) {
        guard !values.isEmpty else { return }
        append(key) { json in
            for (name, value) in values { json.append(name) { json in json.append(value) } }
        }
    }

    private mutating func append(_ value: ArizeValue) {
        switch value {
        case .text(let text): append("string", text: text)
        case .integer(let number): append("int", text: String(number))
        case .number(let number): append("double", number: number)
        case .texts(let texts):
            append("multi_value") { json in
                guard !texts.isEmpty else { return }
                json.append("values", elements: texts) { $0.buffer.append(jsonString: $1, isASCII: true) }
            }
        case .vector(let numbers):
            append("embedding") { json in
                if !numbers.isEmpty { json.append("vector", elements: numbers) { $0.append(element: $1) } }
                json.append("link_to_data", text: "")
            }
        }
    }

    private mutating func append<Element>(
        _ key: String,
        elements: [Element],
        _ body: (inout JSONFields, Element) -> Void
    ) {
        begin(key)
        buffer.append("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { buffer.append(", ") }
            body(&self, element)
        }
        buffer.append("]")
    }

    private mutating func append(element number: Double) {
        if number.isFinite { return buffer.append(pythonFloat: number) }
        if number.isNaN { return buffer.append("\"NaN\"") }
        if number < 0 { buffer.append("\"-Infinity\"") } else { buffer.append("\"Infinity\"") }
    }
}
#endif
