public import LogRuntime

/// Takes one value of a row and writes it as JSON.
///
/// Numbers that JSON lacks are kept here as Python's `NaN` and `Infinity`; what becomes of them is for the monitor type to
/// say.
public struct MonitorCell: ~Copyable {
    /// How deep values may be nested before ``unencodable`` stands for what is inside.
    static let depthLimit = 100
    /// What is written for a value that cannot be: the marker of python-json-logger.
    static let unencodable: StaticString = "\"__could_not_encode__\""

    private let buffer: UnsafeMutablePointer<ByteBuffer>
    private let start: Int
    private let depth: Int
    /// Whether a number that JSON lacks was written.
    private(set) var hasNonFinite = false
    /// How many values could not be written.
    private(set) var unencodableCount = 0

    /// Starts a value at the end of a buffer.
    init(_ buffer: UnsafeMutablePointer<ByteBuffer>, depth: Int = 0) {
        self.buffer = buffer
        self.start = buffer.pointee.count
        self.depth = depth
    }

    /// How many bytes were written.
    var length: Int { buffer.pointee.count - start }

    /// Whether nothing was written yet; a second value is ignored.
    private var isEmpty: Bool { buffer.pointee.count == start }

    /// Ends the value.
    mutating func finish() {
        if isEmpty { appendUnencodable() }
    }

    /// Writes null.
    public mutating func appendNull() {
        guard isEmpty else { return }
        buffer.pointee.append("null")
    }

    /// Writes a truth value.
    public mutating func append(_ value: Bool) {
        guard isEmpty else { return }
        if value { buffer.pointee.append("true") } else { buffer.pointee.append("false") }
    }

    /// Writes a signed integer.
    public mutating func append(_ value: Int64) {
        guard isEmpty else { return }
        buffer.pointee.append(decimal: value)
    }

    /// Writes an unsigned integer.
    public mutating func append(_ value: UInt64) {
        guard isEmpty else { return }
        buffer.pointee.append(decimal: value)
    }

    /// Writes a floating point number, with the fewest digits that name it, as Python does.
    public mutating func append(_ value: Double) {
        guard isEmpty else { return }
        if !value.isFinite { hasNonFinite = true }
        buffer.pointee.append(jsonFloat: value)
    }

    /// Writes text.
    public mutating func append(_ value: String) {
        guard isEmpty else { return }
        buffer.pointee.append(jsonString: value, isASCII: true)
    }

    /// Writes any value that a record can carry.
    public mutating func append(_ value: LogValue) {
        switch value {
        case .null: appendNull()
        case .bool(let flag): append(flag)
        case .int(let number): append(number)
        case .uint(let number): append(number)
        case .digits(let digits): append(digits: digits)
        case .double(let number): append(number)
        case .string(let text): append(text)
        case .array(let elements): appendList(elements)
        case .object(let object): append(members: object.fields.lazy.map { ($0.key, $0.value) })
        }
    }

    /// Writes an integer of any size; the digits are checked, because a row must stay JSON.
    private mutating func append(digits: String) {
        guard isEmpty else { return }
        let magnitude = digits.utf8.first == UInt8(ascii: "-") ? digits.utf8.dropFirst() : digits.utf8[...]
        let isNumber =
            magnitude.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } && !magnitude.isEmpty
            && (magnitude.count == 1 || magnitude.first != UInt8(ascii: "0"))
        guard isNumber else { return appendUnencodable() }
        buffer.pointee.append(digits)
    }

    /// Writes a list.
    public mutating func append(elements: some Sequence<some MonitorValue>) {
        guard beginList() else { return }
        var isFirst = true
        for element in elements {
            separate(&isFirst)
            appendInside(element)
        }
        buffer.pointee.append(UInt8(ascii: "]"))
    }

    /// Writes a list of numbers, without asking each of them.
    mutating func append(numbers: [Double]) {
        guard beginList() else { return }
        var isFirst = true
        // By their memory: in a debug build each step of an array's iterator is on the heap.
        numbers.withUnsafeBufferPointer { numbers in
            for index in 0..<numbers.count {
                separate(&isFirst)
                if !numbers[index].isFinite { hasNonFinite = true }
                buffer.pointee.append(jsonFloat: numbers[index])
            }
        }
        buffer.pointee.append(UInt8(ascii: "]"))
    }

    /// Writes a list of integers, without asking each of them.
    mutating func append(numbers: [Int]) {
        guard beginList() else { return }
        var isFirst = true
        numbers.withUnsafeBufferPointer { numbers in
            for index in 0..<numbers.count {
                separate(&isFirst)
                buffer.pointee.append(decimal: Int64(numbers[index]))
            }
        }
        buffer.pointee.append(UInt8(ascii: "]"))
    }

    /// Writes a list of values that a record can carry.
    private mutating func appendList(_ elements: [LogValue]) {
        guard beginList() else { return }
        var isFirst = true
        elements.withUnsafeBufferPointer { elements in
            for index in 0..<elements.count {
                separate(&isFirst)
                var inside = MonitorCell(buffer, depth: depth + 1)
                inside.append(elements[index])
                take(inside)
            }
        }
        buffer.pointee.append(UInt8(ascii: "]"))
    }

    /// Begins a list.
    ///
    /// - Returns: `false` if there is a value already, or it would be nested too deep.
    private mutating func beginList() -> Bool {
        guard isEmpty else { return false }
        guard depth < MonitorCell.depthLimit else {
            appendUnencodable()
            return false
        }
        buffer.pointee.append(UInt8(ascii: "["))
        return true
    }

    /// Writes what stands between two elements.
    @inline(__always) private func separate(_ isFirst: inout Bool) {
        if !isFirst { buffer.pointee.append(", ") }
        isFirst = false
    }

    /// Writes named values.
    public mutating func append(members: some Sequence<(String, some MonitorValue)>) {
        guard isEmpty else { return }
        guard depth < MonitorCell.depthLimit else { return appendUnencodable() }
        buffer.pointee.append(UInt8(ascii: "{"))
        var isFirst = true
        for (name, value) in members {
            if !isFirst { buffer.pointee.append(", ") }
            isFirst = false
            buffer.pointee.append(jsonString: name, isASCII: true)
            buffer.pointee.append(": ")
            appendInside(value)
        }
        buffer.pointee.append(UInt8(ascii: "}"))
    }

    /// Writes a value that is part of this one.
    private mutating func appendInside(_ value: some MonitorValue) {
        var inside = MonitorCell(buffer, depth: depth + 1)
        value.write(to: &inside)
        take(inside)
    }

    /// Ends a value that is part of this one.
    private mutating func take(_ part: consuming MonitorCell) {
        part.finish()
        if part.hasNonFinite { hasNonFinite = true }
        unencodableCount += part.unencodableCount
    }

    /// Writes `"__could_not_encode__"` in place of a value that cannot be written, and counts it.
    public mutating func appendUnencodable() {
        guard isEmpty else { return }
        unencodableCount += 1
        buffer.pointee.append(MonitorCell.unencodable)
    }
}

extension ByteBuffer {
    /// Appends a floating point number as Python's `json.dumps` does, with `NaN` and `Infinity` for what JSON lacks.
    @inline(__always)
    mutating func append(jsonFloat value: Double) {
        if _fastPath(value.isFinite) { return append(pythonFloat: value) }
        if value.isNaN { return append("NaN") }
        if value < 0 { append("-Infinity") } else { append("Infinity") }
    }
}
