public import LogRuntime

/// A record as a test sees it: a value that can be compared, printed and kept.
public struct CapturedRecord: Sendable, Hashable {
    /// The logger's name; `root` for the root.
    public var loggerName: String
    /// How severe the event is.
    public var level: Level
    /// The level's name.
    public var levelName: String
    /// The message with its arguments merged in; empty for a structured one.
    public var message: String
    /// The structured message, if it is one.
    public var object: LogObject?
    /// The caller's own attributes: what `extra` has in Python and metadata in swift-log.
    public var extra: LogObject
    /// The text of an error.
    public var exceptionText: String?
    /// The text of a stack.
    public var stackText: String?
    /// When the event was logged.
    public var time: WallTime
    /// `#fileID` of the call.
    public var path: String
    /// `#function` of the call.
    public var function: String
    /// `#line` of the call.
    public var line: UInt
    /// The name of the thread that logged.
    public var threadName: String

    /// Copies a record.
    ///
    /// - Parameter record: the record. One whose arguments do not fit its text has the error in the message's place.
    public init(_ record: borrowing LogRecord) {
        loggerName = record.name
        level = record.level
        levelName = record.levelName
        object = record.structuredMessage
        do throws(FormattingError) {
            message = object == nil ? try record.message() : ""
        } catch {
            message = "<\(error.message)>"
        }
        extra = record.extra
        exceptionText = record.exceptionText
        stackText = record.stackText
        time = record.time
        path = record.path
        function = record.function
        line = record.line
        threadName = record.threadName
    }

    /// The record in one line, without what differs from run to run: `WARNING shop: slow {"milliseconds": 812}`.
    ///
    /// Compare it where neither time nor place matter.
    public var summary: String {
        var buffer = ByteBuffer()
        buffer.append("\(levelName) \(loggerName): \(message)")
        if let object { buffer.append(json: object) }
        if !extra.isEmpty {
            buffer.append(" ")
            buffer.append(json: extra)
        }
        if let exceptionText { buffer.append(" ! \(exceptionText)") }
        return buffer.string()
    }
}

extension CapturedRecord: CustomStringConvertible {
    /// The ``summary``.
    public var description: String { summary }
}
