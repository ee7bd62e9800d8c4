/// The beginning of a line that a text formatter has written last on this thread, up to the first field that differs from
/// record to record.
///
/// `2026-11-22 21:53:18,123 - shop.cart - INFO - ` stays as it is for a second, but for its milliseconds, as long as the same
/// logger logs at the same level: most lines are such a beginning and a message.
package struct LinePrefix: ~Copyable {
    /// How many of these a thread has; they are shared by formatter, logger and level.
    static let count = 16
    /// The longest text that is kept, in bytes.
    static let limit = 512

    /// The format that the text belongs to: each has a number of its own, 0 is none.
    var owner: UInt64 = 0
    /// The second that the text shows.
    var second: Int64 = .min
    /// The address of the logger's name, which lies there for good.
    var name: UnsafeRawPointer?
    /// The address of the level's name, which lies there for good.
    var level: UnsafeRawPointer?
    /// The environment whose time zone the text shows.
    var environment: UnsafeMutableRawPointer?
    /// Where the three digits of the milliseconds are; -1 if there are none.
    var milliseconds = -1
    /// The text.
    var text = ByteBuffer()

    /// Whether the text is what a format writes for a logger and a level at a time.
    @inline(__always) func matches(
        _ number: UInt64,
        _ loggerName: RawText,
        _ levelText: RawText,
        _ time: WallTime,
        _ world: Unmanaged<LogEnvironment>
    ) -> Bool {
        // The last fraction of a microsecond is shown as the next second.
        second == time.seconds && owner == number && name == loggerName.start && level == levelText.start
            && environment == world.toOpaque() && time.nanoseconds <= 999_999_000
    }
}

extension ThreadContext {
    /// The place of a beginning.
    @inline(__always) func linePrefix(
        of number: UInt64,
        _ loggerName: RawText,
        _ level: Level
    ) -> UnsafeMutablePointer<LinePrefix> {
        let mixed = Int(bitPattern: loggerName.start) &>> 4 ^ level.rawValue ^ Int(truncatingIfNeeded: number)
        return linePrefixes + (mixed & (LinePrefix.count - 1))
    }
}

extension ByteBuffer {
    /// Appends the beginning of a line, with the milliseconds of a time.
    @inline(__always) mutating func append(_ prefix: UnsafeMutablePointer<LinePrefix>, at time: WallTime) {
        let start = length
        append(piece: UnsafeRawPointer(prefix.pointee.text.base), count: prefix.pointee.text.length)
        guard prefix.pointee.milliseconds >= 0 else { return }
        let digits = ByteBuffer.threeDigits(of: UInt32(truncatingIfNeeded: time.milliseconds))
        let place = UnsafeMutableRawPointer(base + start + prefix.pointee.milliseconds)
        place.storeBytes(of: UInt16(truncatingIfNeeded: digits).littleEndian, as: UInt16.self)
        place.storeBytes(of: UInt8(truncatingIfNeeded: digits &>> 16), toByteOffset: 2, as: UInt8.self)
    }
}
