/// Why a rollover schedule cannot be made, in CPython's words.
public struct RolloverScheduleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The Python exception that stands for this error: `ValueError`.
    public let pythonType = "ValueError"
    /// What is wrong, such as `Invalid rollover interval specified: Z`.
    public let message: String

    /// The message alone.
    public var description: String { message }
}
