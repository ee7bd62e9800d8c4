/// Writes Python objects as `pickle.dumps(…, 1)` does, byte for byte: what every receiver of `SocketHandler` reads.
///
/// Each text, list and dictionary is entered in the memo under the next number. Python refers back to an object that it
/// meets again; of values only the empty text and texts of one Latin-1 character are the same object each time.
/// Source: CPython `Modules/_pickle.c`.
struct PickleWriter: ~Copyable {
    private enum Operation {
        static let mark = UInt8(ascii: "(")
        static let stop = UInt8(ascii: ".")
        static let none = UInt8(ascii: "N")
        static let integer = UInt8(ascii: "I")
        static let long = UInt8(ascii: "L")
        static let integerOf1 = UInt8(ascii: "K")
        static let integerOf2 = UInt8(ascii: "M")
        static let integerOf4 = UInt8(ascii: "J")
        static let double = UInt8(ascii: "G")
        static let text = UInt8(ascii: "X")
        static let emptyList = UInt8(ascii: "]")
        static let append = UInt8(ascii: "a")
        static let appends = UInt8(ascii: "e")
        static let emptyDictionary = UInt8(ascii: "}")
        static let setItem = UInt8(ascii: "s")
        static let setItems = UInt8(ascii: "u")
        static let put = UInt8(ascii: "q")
        static let putLong = UInt8(ascii: "r")
        static let get = UInt8(ascii: "h")
        static let getLong = UInt8(ascii: "j")
    }

    /// How many elements are added by one operation.
    private static let batchSize = 1000
    /// The number that stands for the empty text among the characters.
    private static let emptyText = 256

    /// The bytes so far.
    private(set) var bytes: ByteBuffer
    private var memoCount: UInt32 = 0
    /// How many items of the outer dictionary are in its present batch.
    private var itemCount = 0
    /// The places in the memo of the texts that are one object each; `nil` for those that have not come yet.
    private var shared: [UInt32?] = []

    /// Goes on in a buffer.
    init(appendingTo buffer: consuming ByteBuffer) {
        bytes = buffer
    }

    /// Ends the pickle.
    ///
    /// - Returns: the buffer.
    consuming func finish() -> ByteBuffer {
        bytes.append(Operation.stop)
        return bytes
    }

    /// Begins a dictionary of several items: for each ``writeKey(_:)`` and a value, then ``endItems()``.
    mutating func beginItems() {
        bytes.append(Operation.emptyDictionary)
        memoize()
        bytes.append(Operation.mark)
        itemCount = 0
    }

    /// Writes the key of an item of the dictionary begun by ``beginItems()``.
    mutating func writeKey(_ key: String) {
        endFullBatch()
        itemCount += 1
        write(key)
    }

    /// Ends the dictionary begun by ``beginItems()``.
    mutating func endItems() {
        endFullBatch()
        bytes.append(Operation.setItems)
    }

    /// Starts another batch of items after a full one; it may stay empty.
    private mutating func endFullBatch() {
        guard itemCount == PickleWriter.batchSize else { return }
        bytes.append(Operation.setItems)
        bytes.append(Operation.mark)
        itemCount = 0
    }

    /// Writes `None`.
    mutating func writeNone() { bytes.append(Operation.none) }

    /// Writes a text, or `None`.
    mutating func write(_ text: String?) {
        guard var text else { return writeNone() }
        _ = text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a text from its UTF-8.
    ///
    /// - Returns: its place in the memo.
    @discardableResult
    mutating func write(_ text: UnsafeRawBufferPointer) -> UInt32 {
        let index = PickleWriter.sharedIndex(of: text)
        if let index, !shared.isEmpty, let place = shared[index] {
            refer(to: place)
            return place
        }
        bytes.append(Operation.text)
        append(littleEndian: UInt32(clamping: text.count))
        bytes.append(text)
        let place = memoCount
        memoize()
        if let index {
            if shared.isEmpty { shared = Array(repeating: nil, count: PickleWriter.emptyText + 1) }
            shared[index] = place
        }
        return place
    }

    /// The number of a text that is the same object each time in Python.
    private static func sharedIndex(of text: UnsafeRawBufferPointer) -> Int? {
        switch text.count {
        case 0: emptyText
        case 1: Int(text[0])
        case 2 where text[0] == 0xC2 || text[0] == 0xC3: Int(text[0] & 0x03) << 6 | Int(text[1] & 0x3F)
        default: nil
        }
    }

    /// Refers to an object that has been written.
    mutating func refer(to place: UInt32) {
        if place < 256 {
            bytes.append(Operation.get)
            bytes.append(UInt8(place))
        } else {
            bytes.append(Operation.getLong)
            append(littleEndian: place)
        }
    }

    /// Writes an integer.
    mutating func write(_ number: Int64) {
        switch number {
        case 0..<0x100:
            bytes.append(Operation.integerOf1)
            bytes.append(UInt8(number))
        case 0..<0x1_0000:
            bytes.append(Operation.integerOf2)
            bytes.append(UInt8(number & 0xFF))
            bytes.append(UInt8(number >> 8))
        case Int64(Int32.min)...Int64(Int32.max):
            bytes.append(Operation.integerOf4)
            append(littleEndian: UInt32(truncatingIfNeeded: number))
        default:
            bytes.append(Operation.long)
            bytes.append(decimal: number)
            bytes.append("L\n")
        }
    }

    /// Writes an integer of any size from its digits.
    private mutating func write(digits: String) {
        if let number = Int64(digits) { return write(number) }
        bytes.append(Operation.long)
        bytes.append(digits)
        bytes.append("L\n")
    }

    /// Writes a floating point number.
    mutating func write(_ number: Double) {
        bytes.append(Operation.double)
        withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append($0) }
    }

    /// Writes any value.
    mutating func write(_ value: LogValue) {
        switch value {
        case .null: writeNone()
        case .bool(let flag):
            bytes.append(Operation.integer)
            bytes.append(flag ? "01\n" : "00\n")
        case .int(let number): write(number)
        case .uint(let number):
            if let small = Int64(exactly: number) { write(small) } else { write(digits: "\(number)") }
        // What is no integer must not be taken for orders to the receiver.
        case .digits(let digits): if digits.isJSONInteger { write(digits: digits) } else { write(digits as String) }
        case .double(let number): write(number)
        case .string(let text): write(text)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ elements: [LogValue]) {
        bytes.append(Operation.emptyList)
        memoize()
        if elements.count == 1 {
            write(elements[0])
            bytes.append(Operation.append)
            return
        }
        var index = 0
        while index < elements.count {
            bytes.append(Operation.mark)
            let end = min(index + PickleWriter.batchSize, elements.count)
            for element in elements[index..<end] { write(element) }
            bytes.append(Operation.appends)
            index = end
        }
    }

    private mutating func write(_ object: LogObject) {
        bytes.append(Operation.emptyDictionary)
        memoize()
        let fields = object.fields
        if fields.count == 1 {
            write(fields[0].key)
            write(fields[0].value)
            bytes.append(Operation.setItem)
            return
        }
        guard !fields.isEmpty else { return }
        var index = 0
        // A batch that is full is followed by another, be it empty.
        while true {
            bytes.append(Operation.mark)
            let end = min(index + PickleWriter.batchSize, fields.count)
            for field in fields[index..<end] {
                write(field.key)
                write(field.value)
            }
            bytes.append(Operation.setItems)
            if end - index < PickleWriter.batchSize { return }
            index = end
        }
    }

    /// Enters the object just begun in the memo.
    private mutating func memoize() {
        if memoCount < 256 {
            bytes.append(Operation.put)
            bytes.append(UInt8(memoCount))
        } else {
            bytes.append(Operation.putLong)
            append(littleEndian: memoCount)
        }
        memoCount += 1
    }

    private mutating func append(littleEndian number: UInt32) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append($0) }
    }
}
