/// The text of the second that a formatter has written last on this thread.
///
/// Most records of a busy program fall into the second of the record before: its date and time need not be computed again.
package struct SecondCache: ~Copyable {
    /// How many of these a thread has; formatters share them by their numbers.
    static let count = 4

    /// The formatter that the text belongs to: each has a number of its own, 0 is none.
    package var owner: UInt64 = 0
    /// The environment whose time zone the text shows.
    package var environment: UnsafeMutableRawPointer?
    /// The second that the text shows.
    package var second: Int64 = .min
    /// The text.
    package var text = ByteBuffer()
}
