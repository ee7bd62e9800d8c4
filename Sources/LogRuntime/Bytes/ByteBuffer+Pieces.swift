#if canImport(Glibc)
public import Glibc
#elseif canImport(Musl)
public import Musl
#else
public import Darwin
#endif

extension ByteBuffer {
    /// Appends bytes that are few, as names, dates and most messages are: up to 64 without a call.
    ///
    /// Two loads that overlap in the middle cover every length between their own and its double.
    @inlinable @inline(__always) package mutating func append(piece start: UnsafeRawPointer, count: Int) {
        reserve(count)
        ByteBuffer.copy(piece: start, count: count, to: UnsafeMutableRawPointer(base + length))
        length &+= count
    }

    /// Copies bytes that are few.
    @inlinable @inline(__always) package static func copy(
        piece start: UnsafeRawPointer,
        count: Int,
        to place: UnsafeMutableRawPointer
    ) {
        if count > 64 {
            copyMany(start, count, place)
        } else if count >= 16 {
            ByteBuffer.copy(SIMD2<UInt64>.self, start, place, 0)
            if count > 32 {
                ByteBuffer.copy(SIMD2<UInt64>.self, start, place, 16)
                ByteBuffer.copy(SIMD2<UInt64>.self, start, place, count &- 32)
            }
            ByteBuffer.copy(SIMD2<UInt64>.self, start, place, count &- 16)
        } else if count >= 8 {
            ByteBuffer.copy(UInt64.self, start, place, 0)
            ByteBuffer.copy(UInt64.self, start, place, count &- 8)
        } else if count >= 4 {
            ByteBuffer.copy(UInt32.self, start, place, 0)
            ByteBuffer.copy(UInt32.self, start, place, count &- 4)
        } else if count > 0 {
            ByteBuffer.copy(UInt8.self, start, place, 0)
            ByteBuffer.copy(UInt8.self, start, place, count &>> 1)
            ByteBuffer.copy(UInt8.self, start, place, count &- 1)
        }
    }

    /// Copies bytes that are more than 64.
    ///
    /// Without asking the system's library, which is called through a pointer that the processor has forgotten after a
    /// system call, as long as they are not very many.
    @usableFromInline @inline(never) static func copyMany(
        _ start: UnsafeRawPointer,
        _ count: Int,
        _ place: UnsafeMutableRawPointer
    ) {
        guard count > 128 else {
            // The first 64 and the last.
            copyHalf(start, place, 0)
            copyHalf(start, place, count &- 64)
            return
        }
        guard count <= 256 else {
            memcpy(place, start, count)
            return
        }
        var offset = 0
        while offset &+ 16 < count {
            ByteBuffer.copy(SIMD2<UInt64>.self, start, place, offset)
            offset &+= 16
        }
        ByteBuffer.copy(SIMD2<UInt64>.self, start, place, count &- 16)
    }

    /// Copies 64 bytes.
    @inline(__always) private static func copyHalf(
        _ start: UnsafeRawPointer,
        _ place: UnsafeMutableRawPointer,
        _ offset: Int
    ) {
        ByteBuffer.copy(SIMD2<UInt64>.self, start, place, offset)
        ByteBuffer.copy(SIMD2<UInt64>.self, start, place, offset &+ 16)
        ByteBuffer.copy(SIMD2<UInt64>.self, start, place, offset &+ 32)
        ByteBuffer.copy(SIMD2<UInt64>.self, start, place, offset &+ 48)
    }

    @inlinable @inline(__always) package static func copy<Word: BitwiseCopyable>(
        _ type: Word.Type,
        _ source: UnsafeRawPointer,
        _ destination: UnsafeMutableRawPointer,
        _ offset: Int
    ) {
        destination.storeBytes(
            of: source.loadUnaligned(fromByteOffset: offset, as: type),
            toByteOffset: offset,
            as: type
        )
    }

    /// Appends bytes behind which there is readable memory up to ``paddedSize`` bytes: so few are copied without a question
    /// of how many they are.
    @inlinable @inline(__always) package mutating func append(padded start: UnsafeRawPointer, count: Int) {
        reserve(count &+ (ByteBuffer.paddedSize - ByteBuffer.slack))
        let place = UnsafeMutableRawPointer(base + length)
        length &+= count
        if _fastPath(count <= ByteBuffer.paddedSize) {
            ByteBuffer.copy(SIMD2<UInt64>.self, start, place, 0)
            ByteBuffer.copy(SIMD2<UInt64>.self, start, place, 16)
        } else {
            memcpy(place, start, count)
        }
    }

    /// How many bytes ``append(padded:count:)`` copies at least.
    @inlinable package static var paddedSize: Int { 32 }

    /// Appends an integer as the machine has it; the content is such integers and nothing else.
    @inlinable @inline(__always) package mutating func append(number: Int) {
        reserve(MemoryLayout<Int>.size)
        UnsafeMutableRawPointer(base + length).storeBytes(of: number, as: Int.self)
        length &+= MemoryLayout<Int>.size
    }

    /// The integers that the content is; valid until the buffer is changed next.
    package var numbers: UnsafeBufferPointer<Int> {
        let count = length / MemoryLayout<Int>.size
        let start = UnsafeRawPointer(base).bindMemory(to: Int.self, capacity: count)
        return UnsafeBufferPointer(start: start, count: count)
    }
}
