#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ByteBuffer {
    /// Appends bytes that are few, as names, dates and most messages are: up to 64 without a call.
    ///
    /// Two loads that overlap in the middle cover every length between their own and its double.
    @inline(__always) mutating func append(piece start: UnsafeRawPointer, count: Int) {
        reserve(count)
        let place = UnsafeMutableRawPointer(base + length)
        length &+= count
        if count > 64 {
            memcpy(place, start, count)
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

    @inline(__always) private static func copy<Word: BitwiseCopyable>(
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
}
