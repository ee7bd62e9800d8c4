/// Lines of JSON that lie behind one another: each an object between braces, a line feed behind it.
package struct RenderedLines: @unchecked Sendable /* read only; the maker outlives every use */ {
    /// The lines.
    package let bytes: UnsafeRawBufferPointer
    /// Where each line ends, behind its line feed.
    package let ends: UnsafeBufferPointer<Int>

    /// Lines that somebody else keeps alive.
    @inlinable @inline(__always) package init(bytes: UnsafeRawBufferPointer, ends: UnsafeBufferPointer<Int>) {
        self.bytes = bytes
        self.ends = ends
    }

    /// How many lines there are.
    @inline(__always) var count: Int { ends.count }

    /// Where a line begins.
    @inline(__always) func start(of index: Int) -> Int { index == 0 ? 0 : ends[index &- 1] }

    /// Lines with their line feeds.
    @inline(__always) func bytes(of lines: Range<Int>) -> UnsafeRawBufferPointer {
        guard let base = bytes.baseAddress, !lines.isEmpty else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let start = start(of: lines.lowerBound)
        return UnsafeRawBufferPointer(start: base + start, count: ends[lines.upperBound &- 1] &- start)
    }

    /// The fields of a line, without braces.
    func fields(_ index: Int) -> RawText {
        guard let base = bytes.baseAddress else { return RawText("") }
        let start = start(of: index)
        return RawText(start: base + start + 1, count: ends[index] - start - 3)
    }
}
