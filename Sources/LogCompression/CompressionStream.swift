#if Compression
import LogRuntime

/// A file on its way through a library that compresses, part by part.
protocol CompressionStream: ~Copyable {
    /// Gives the next bytes to compress; they stay until ``take(isEnd:into:)`` has nothing more.
    func give(_ bytes: UnsafeRawBufferPointer)

    /// Takes compressed bytes, until they are less than there is room for.
    ///
    /// - Parameters:
    ///   - isEnd: whether all bytes were given.
    ///   - buffer: the room.
    /// - Returns: how many there were, or less than 0 when memory is short.
    func take(isEnd: Bool, into buffer: UnsafeMutableRawBufferPointer) -> Int
}

extension CompressionStream where Self: ~Copyable {
    /// Compresses everything that can be read.
    ///
    /// - Throws: `SinkError` of the closures, or when memory is short.
    func compress(
        from read: (_ buffer: UnsafeMutableRawBufferPointer) throws(SinkError) -> Int,
        to write: (_ bytes: UnsafeRawBufferPointer) throws(SinkError) -> Void
    ) throws(SinkError) {
        let partSize = 1 << 16
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: partSize, alignment: 1)
        defer { input.deallocate() }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: partSize, alignment: 1)
        defer { output.deallocate() }
        var isEnd = false
        while !isEnd {
            let count = try read(input)
            isEnd = count == 0
            give(UnsafeRawBufferPointer(rebasing: input[..<count]))
            var taken = output.count
            while taken == output.count {
                taken = take(isEnd: isEnd, into: output)
                guard taken >= 0 else { throw .memoryIsShort }
                if taken > 0 { try write(UnsafeRawBufferPointer(rebasing: output[..<taken])) }
            }
        }
    }
}

extension SinkError {
    /// There was no memory to compress with.
    static var memoryIsShort: SinkError {
        SinkError("compress", "", problem: "memory is short", pythonType: "MemoryError")
    }
}
#endif
