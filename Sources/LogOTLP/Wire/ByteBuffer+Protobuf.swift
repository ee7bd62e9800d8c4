#if OTLP
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Protocol buffers' wire format, appended in place.
///
/// Records are written this way as they are logged, without message objects in between; everything else goes through the
/// generated types, which the tests hold these bytes against.
extension ByteBuffer {
    /// Appends a number in groups of seven bits, the lowest first.
    @inline(__always) mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends a field's key.
    ///
    /// - Parameters:
    ///   - field: the field's number.
    ///   - wire: how its value is written.
    @inline(__always) mutating func append(field: Int, _ wire: WireType) {
        append(varint: UInt64(field) << 3 | wire.rawValue)
    }

    /// Appends eight bytes, the lowest first.
    @inline(__always) mutating func append(fixed64 value: UInt64) {
        reserve(8)
        UnsafeMutableRawPointer(base + length).storeBytes(of: value.littleEndian, as: UInt64.self)
        length &+= 8
    }

    /// Appends four bytes, the lowest first.
    @inline(__always) mutating func append(fixed32 value: UInt32) {
        reserve(4)
        UnsafeMutableRawPointer(base + length).storeBytes(of: value.littleEndian, as: UInt32.self)
        length &+= 4
    }

    /// Appends a field of bytes or text with its length.
    @inline(__always) mutating func append(field: Int, bytes: UnsafeRawBufferPointer) {
        append(field: field, .lengthDelimited)
        append(varint: UInt64(bytes.count))
        append(bytes)
    }

    /// Appends a field of text with its length.
    mutating func append(field: Int, text: String) {
        var text = text
        text.withUTF8 { append(field: field, bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Begins a message in a field.
    ///
    /// - Returns: where its content begins, for ``endMessage(from:)``.
    @inline(__always) mutating func beginMessage(field: Int) -> Int {
        append(field: field, .lengthDelimited)
        append(0)
        return count
    }

    /// Ends a message: writes its length in front of it, for which a long one makes room.
    @inline(__always) mutating func endMessage(from start: Int) {
        let size = count - start
        if size < 0x80 {
            base[start - 1] = UInt8(truncatingIfNeeded: size)
        } else {
            endLongMessage(from: start, size: size)
        }
    }

    private mutating func endLongMessage(from start: Int, size: Int) {
        let extra = ByteBuffer.varintSize(UInt64(size)) - 1
        reserve(extra)
        memmove(base + start + extra, base + start, size)
        length += extra
        var rest = UInt64(size)
        var place = start - 1
        while rest >= 0x80 {
            base[place] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
            place += 1
        }
        base[place] = UInt8(truncatingIfNeeded: rest)
    }

    /// How many bytes ``append(varint:)`` writes.
    static func varintSize(_ value: UInt64) -> Int {
        max(1, (64 - value.leadingZeroBitCount + 6) / 7)
    }
}

/// How a field's value is written.
enum WireType: UInt64 {
    /// Groups of seven bits.
    case varint = 0
    /// Eight bytes.
    case fixed64 = 1
    /// A length, then bytes.
    case lengthDelimited = 2
    /// Four bytes.
    case fixed32 = 5
}
#endif
