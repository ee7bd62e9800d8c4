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
}
