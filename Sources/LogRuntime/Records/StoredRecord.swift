/// A record that has left its logging call: everything it pointed to is its own.
///
/// Queues and buffers keep these. Nothing is lost on the way: a structured message stays structured, arguments stay
/// arguments, so that a formatter behind the queue writes what it would have written in front of it.
public struct StoredRecord: Sendable {
    private let loggerName: RawText
    private let levelText: RawText
    private let time: WallTime
    private let toldTime: Double?
    private var text: [UInt8]
    private var renderedFields: [UInt8]?
    private let function: [UInt8]
    private let fileBytes: [UInt8]
    private let line: UInt
    private let threadIdentifier: UInt64
    private let isMainThread: Bool
    private let threadName: String
    private let taskName: String?
    private let environment: LogEnvironment
    private let traces: LogObject?
    private let marks: [FieldMark]
    /// What is shown in place of the logger's name.
    private var visibleName: [UInt8]?

    /// How severe the event is.
    public let level: Level
    /// The structured message, if it is one.
    public var object: LogObject?
    /// What is merged into the text by `%`.
    package var arguments: LogArguments?
    /// The caller's own attributes.
    public var extra: LogObject
    /// The text of an error.
    public var exceptionText: String?
    /// The text of a stack.
    public var stackText: String?

    /// Copies a record.
    public init(_ record: borrowing LogRecord) {
        loggerName = record.loggerName
        levelText = record.levelText
        time = record.time
        toldTime = record.toldTime
        text = Array(record.text.bytes)
        renderedFields = record.renderedFields.map { Array($0.bytes) }
        fileBytes = Array(record.origin.file.bytes)
        function = Array(record.origin.function.bytes)
        line = record.origin.line
        threadIdentifier = record.origin.threadIdentifier
        isMainThread = record.origin.isMainThread
        threadName = record.threadName
        taskName = record.taskName
        environment = record.environment
        traces = record.traces
        marks = record.marks
        level = record.level
        object = record.object
        arguments = record.arguments
        extra = record.extra
        exceptionText = record.exceptionText
        stackText = record.stackText
    }

    /// Makes a finished text of the record: nothing is left to merge, and error and stack are part of the text.
    ///
    /// CPython: `QueueHandler.prepare`.
    ///
    /// - Parameter message: the text.
    package mutating func flatten(to message: [UInt8]) {
        text = message
        renderedFields = nil
        object = nil
        arguments = nil
        exceptionText = nil
        stackText = nil
    }

    /// Makes everything visible in the record's texts that is more, or less, than a character on a line; line ends stay.
    mutating func makeVisible() {
        func visible(_ bytes: [UInt8]) -> [UInt8] {
            var buffer = ByteBuffer(capacity: bytes.count)
            bytes.withUnsafeBytes { buffer.append(visible: $0, limit: 0, lineEnd: "\n") }
            return Array(buffer.bytes)
        }
        visibleName = visible(Array(loggerName.bytes))
        text = visible(text)
        object = object?.visible
        extra = extra.visible
        switch arguments {
        case .positional(let values)?: arguments = .positional(values.map(\.visible))
        case .mapping(let values)?: arguments = .mapping(values.visible)
        case nil: break
        }
        exceptionText = exceptionText?.visible(lineEnd: "\n")
        stackText = stackText?.visible(lineEnd: "\n")
    }

    /// Runs a closure with the record as it was.
    ///
    /// - Parameter body: gets a record that is valid until it returns.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws.
    public func withRecord<Result, Failure: Error>(
        _ body: (inout LogRecord) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let owned = OwnedBytes(parts: [text, renderedFields ?? [], fileBytes, function, visibleName ?? []])
        defer { withExtendedLifetime((owned, environment)) {} }
        var record = LogRecord(
            loggerName: visibleName == nil ? loggerName : owned.part(4),
            level: level,
            levelText: levelText,
            time: time,
            text: owned.part(0),
            extra: extra.isEmpty ? nil : extra,
            origin: LogRecord.Origin(
                file: owned.part(2),
                function: owned.part(3),
                line: line,
                threadIdentifier: threadIdentifier,
                isMainThread: isMainThread
            ),
            environment: .passUnretained(environment)
        )
        record.names = RareAttributes.Names(thread: threadName, task: taskName)
        record.toldTime = toldTime
        record.traces = traces
        record.marks = marks
        record.object = object
        record.arguments = arguments
        record.exceptionText = exceptionText
        record.stackText = stackText
        if renderedFields != nil { record.renderedFields = owned.part(1) }
        return try body(&record)
    }
}
