/// What few records have, kept apart so that the others do not pay for it.
final class RareAttributes {
    /// Names that cannot be asked of the present thread, because the record has left its own.
    struct Names {
        /// The thread's name (`threadName`).
        var thread: String
        /// The task's name (`taskName`).
        var task: String?
    }

    /// What is merged into the text by `%`.
    var arguments: LogArguments?
    /// The text of an error.
    var exceptionText: String?
    /// The text of a stack.
    var stackText: String?
    /// The time as somebody else has told it, where nanoseconds would not give the same number (`created`).
    var created: Double?
    /// What the formatters of earlier handlers have left behind: `message`, `asctime` (CPython's way only).
    var traces: LogObject?
    /// What the caller has marked its own attributes with.
    var marks: [FieldMark]?
    /// Keeps the bytes of a message that a filter has put in place of the one logged.
    var messageBytes: OwnedBytes?
    /// Names kept from the thread that logged.
    var names: Names?
}
