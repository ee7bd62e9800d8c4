#if canImport(Glibc)
public import Glibc
#elseif canImport(Musl)
public import Musl
#else
public import Darwin
#endif

/// A growable run of bytes that formatters append UTF-8 to.
///
/// One buffer per thread is reused for every record, so that formatting allocates nothing once it has grown. A few spare
/// bytes are kept behind the content, so that fixed-width stores need no check of their own.
public struct ByteBuffer: ~Copyable {
    /// Bytes that may be written beyond a reservation, so that short pieces can be stored as one 16-byte move.
    public static let slack = 16

    @usableFromInline package var base: UnsafeMutablePointer<UInt8>
    @usableFromInline package var capacity: Int

    /// The number of bytes in use.
    public internal(set) var count: Int {
        @inlinable get { length }
        @inlinable set { length = newValue }
    }

    @usableFromInline package var length: Int

    /// Creates an empty buffer.
    ///
    /// - Parameter capacity: bytes to reserve at once.
    public init(capacity: Int = 0) {
        self.capacity = capacity
        self.length = 0
        self.base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + ByteBuffer.slack)
    }

    deinit {
        base.deallocate()
    }

    /// The content; valid until the buffer is changed next.
    @inlinable public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: length)
    }

    /// Whether nothing is in the buffer.
    @inlinable public var isEmpty: Bool { length == 0 }

    /// Forgets the content and keeps the memory.
    @inlinable public mutating func removeAll() {
        length = 0
    }

    /// Drops everything from an offset on.
    ///
    /// - Parameter newCount: the bytes that stay; at most `count`.
    @inlinable public mutating func truncate(to newCount: Int) {
        precondition(newCount <= length, "cannot truncate to \(newCount), there are \(length) bytes")
        length = newCount
    }

    /// Drops bytes at the beginning.
    ///
    /// - Parameter dropped: how many; at most `count`.
    package mutating func removeFirst(_ dropped: Int) {
        precondition(dropped <= length, "cannot drop \(dropped) bytes, there are \(length)")
        memmove(base, base + dropped, length - dropped)
        length -= dropped
    }

    /// Makes room for more bytes, and for ``slack`` bytes behind them.
    ///
    /// - Parameter additional: bytes about to be appended.
    @inlinable @inline(__always) public mutating func reserve(_ additional: Int) {
        if _slowPath(length &+ additional > capacity) { grow(by: additional) }
    }

    /// Moves the content to a larger allocation.
    @usableFromInline @inline(never) mutating func grow(by additional: Int) {
        let wanted = max(length + additional, capacity * 2, 256)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + ByteBuffer.slack)
        fresh.update(from: base, count: length)
        base.deallocate()
        base = fresh
        capacity = wanted
    }

    /// Gives memory back when a giant record has passed.
    ///
    /// - Parameters:
    ///   - limit: capacity in bytes above which the memory is released; the content is lost then.
    ///   - least: the capacity that is left.
    @inline(__always) package mutating func shrink(above limit: Int, to least: Int = 0) {
        if _slowPath(capacity > limit) { replaceMemory(by: least) }
    }

    @inline(never) private mutating func replaceMemory(by wanted: Int) {
        base.deallocate()
        capacity = wanted
        length = 0
        base = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + ByteBuffer.slack)
    }
}

extension ByteBuffer: @unchecked Sendable /* owns its memory; unique by being noncopyable */ {}

extension ByteBuffer {
    /// Appends one byte.
    @inlinable @inline(__always) public mutating func append(_ byte: UInt8) {
        reserve(1)
        base[length] = byte
        length &+= 1
    }

    /// Appends a run of bytes.
    @inlinable @inline(__always) public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        append(start, count: bytes.count)
    }

    /// Appends a run of bytes.
    @inlinable @inline(__always) public mutating func append(_ start: UnsafeRawPointer, count added: Int) {
        reserve(added)
        ByteBuffer.copy(start, count: added, to: UnsafeMutableRawPointer(base + length))
        length &+= added
    }

    /// Copies bytes; few of them without calling `memcpy`, as most pieces of a line are short: two moves that overlap cover
    /// any length between the move's size and its double.
    @inlinable @inline(__always) package static func copy(
        _ start: UnsafeRawPointer,
        count: Int,
        to place: UnsafeMutableRawPointer
    ) {
        if count > 32 {
            memcpy(place, start, count)
        } else if count >= 16 {
            copyEnds(of: start, count: count, to: place, as: SIMD2<UInt64>.self, size: 16)
        } else if count >= 8 {
            copyEnds(of: start, count: count, to: place, as: UInt64.self, size: 8)
        } else if count >= 4 {
            copyEnds(of: start, count: count, to: place, as: UInt32.self, size: 4)
        } else if count > 0 {
            let middle = start.load(fromByteOffset: count &>> 1, as: UInt8.self)
            let last = start.load(fromByteOffset: count &- 1, as: UInt8.self)
            place.storeBytes(of: start.load(as: UInt8.self), as: UInt8.self)
            place.storeBytes(of: middle, toByteOffset: count &>> 1, as: UInt8.self)
            place.storeBytes(of: last, toByteOffset: count &- 1, as: UInt8.self)
        }
    }

    /// Copies the first and the last bytes of a run, as many as a type has.
    @inlinable @inline(__always) package static func copyEnds<Word: BitwiseCopyable>(
        of start: UnsafeRawPointer,
        count: Int,
        to place: UnsafeMutableRawPointer,
        as type: Word.Type,
        size: Int
    ) {
        let first = start.loadUnaligned(as: type)
        let last = start.loadUnaligned(fromByteOffset: count &- size, as: type)
        place.storeBytes(of: first, as: type)
        place.storeBytes(of: last, toByteOffset: count &- size, as: type)
    }

    /// Appends an array of bytes.
    public mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Appends a literal's UTF-8.
    @inlinable @inline(__always) public mutating func append(_ text: StaticString) {
        if text.hasPointerRepresentation {
            append(UnsafeRawPointer(text.utf8Start), count: text.utf8CodeUnitCount)
        } else {
            text.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
        }
    }

    /// Appends a string's UTF-8.
    ///
    /// Not preferred, so that a literal is a `StaticString`, which is copied in place.
    @_disfavoredOverload
    @inlinable public mutating func append(_ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0)) }
        if done == nil { appendSlowly(text) }
    }

    /// Appends a substring's UTF-8.
    @_disfavoredOverload
    @inlinable public mutating func append(_ text: Substring) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0)) }
        if done == nil { appendSlowly(String(text)) }
    }

    /// Appends a string that is not stored as UTF-8 (bridged from another runtime).
    @usableFromInline @inline(never) mutating func appendSlowly(_ text: String) {
        var copy = text
        copy.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends one byte several times.
    ///
    /// - Parameters:
    ///   - byte: the byte.
    ///   - times: how often; nothing happens for zero or less.
    public mutating func append(repeating byte: UInt8, count times: Int) {
        guard times > 0 else { return }
        reserve(times)
        memset(base + length, Int32(byte), times)
        length += times
    }

    /// Inserts one byte several times before content that is there already (padding on the left).
    package mutating func insert(repeating byte: UInt8, count times: Int, at offset: Int) {
        guard times > 0 else { return }
        reserve(times)
        memmove(base + offset + times, base + offset, length - offset)
        memset(base + offset, Int32(byte), times)
        length += times
    }

    /// The content as a string, ill-formed UTF-8 repaired.
    public func string() -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}

extension ByteBuffer {
    /// Appends a signed integer in decimal.
    @inlinable public mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    /// Appends an unsigned integer in decimal.
    ///
    /// Eight digits at a time, without a branch on how many there are.
    public mutating func append(decimal value: UInt64) {
        reserve(20)
        // Most numbers in messages are small.
        guard value < 100 else { return value < 100_000_000 ? storeDigits(of: value) : storeManyDigits(of: value) }
        let number = UInt32(truncatingIfNeeded: value)
        let tens = (number &* 103) &>> 10
        let hasTens = number >= 10
        let digits = hasTens ? tens | (number &- tens &* 10) &<< 8 : number
        UnsafeMutableRawPointer(base + length).storeBytes(
            of: UInt16(truncatingIfNeeded: digits | 0x3030).littleEndian,
            as: UInt16.self
        )
        length &+= hasTens ? 2 : 1
    }

    /// Stores a number below 100 000 000; there is room for it.
    @inline(never) private mutating func storeDigits(of value: UInt64) { storeFirstDigits(of: value) }

    /// Stores a number of more than eight digits; there is room for it.
    @inline(never) private mutating func storeManyDigits(of value: UInt64) {
        let high = value / 100_000_000
        if high < 100_000_000 {
            storeFirstDigits(of: high)
        } else {
            let top = high / 100_000_000
            storeFirstDigits(of: top)
            storeEightDigits(of: high &- top &* 100_000_000)
        }
        storeEightDigits(of: value &- high &* 100_000_000)
    }

    /// Stores a number below 100 000 000 without leading zeros; there is room for it.
    @inline(__always) private mutating func storeFirstDigits(of value: UInt64) {
        let word = ByteBuffer.eightDigits(of: value)
        // The last digit stays even if it is a zero, too.
        let zeros = ((word ^ 0x3030_3030_3030_3030) | 1 &<< 56).trailingZeroBitCount & ~7
        UnsafeMutableRawPointer(base + length).storeBytes(of: (word &>> UInt64(zeros)).littleEndian, as: UInt64.self)
        length &+= 8 &- zeros &>> 3
    }

    /// Stores a number below 100 000 000 with leading zeros; there is room for it.
    @inline(__always) private mutating func storeEightDigits(of value: UInt64) {
        let word = ByteBuffer.eightDigits(of: value)
        UnsafeMutableRawPointer(base + length).storeBytes(of: word.littleEndian, as: UInt64.self)
        length &+= 8
    }

    /// The digits of a number below 100 000 000, leading zeros included, the first in the lowest byte.
    ///
    /// Halves the number three times over, both halves in one word; the factors are close enough to hundredths and tenths.
    @inlinable @inline(__always) package static func eightDigits(of value: UInt64) -> UInt64 {
        let high = value / 10_000
        let fours = high | (value &- high &* 10_000) &<< 32
        let hundreds = ((fours &* 10_486) &>> 20) & 0x7F_0000_007F
        let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
        let tens = ((pairs &* 103) &>> 10) & 0x000F_000F_000F_000F
        return (tens | (pairs &- tens &* 10) &<< 8) | 0x3030_3030_3030_3030
    }

    /// The digits of a number below 1000, leading zeros included, the first in the lowest byte.
    @inlinable @inline(__always) package static func threeDigits(of value: UInt32) -> UInt32 {
        // 41 / 4096 and 103 / 1024 are close enough to a hundredth below 1000 and a tenth below 100.
        let hundreds = (value &* 41) &>> 12
        let pair = value &- hundreds &* 100
        let tens = (pair &* 103) &>> 10
        return 0x30_3030 | hundreds | tens &<< 8 | (pair &- tens &* 10) &<< 16
    }

    /// Appends a number with leading zeros.
    ///
    /// - Parameters:
    ///   - value: the number; its lowest `digits` digits are written.
    ///   - digits: the width, at most 16.
    @inlinable @inline(__always) public mutating func append(padded value: Int, digits: Int) {
        reserve(digits)
        var rest = UInt(bitPattern: value)
        if digits == 3, rest < 1000 {
            UnsafeMutableRawPointer(base + length).storeBytes(
                of: ByteBuffer.threeDigits(of: UInt32(truncatingIfNeeded: rest)).littleEndian,
                as: UInt32.self
            )
            length &+= 3
            return
        }
        if digits > 3, digits <= 8, rest < 100_000_000 {
            let word = ByteBuffer.eightDigits(of: UInt64(rest)) &>> UInt64(8 &* (8 &- digits))
            UnsafeMutableRawPointer(base + length).storeBytes(of: word.littleEndian, as: UInt64.self)
            length &+= digits
            return
        }
        var position = length &+ digits
        length &+= digits
        for _ in 0..<digits {
            position &-= 1
            base[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
