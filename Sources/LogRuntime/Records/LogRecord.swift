/// One event on its way through filters, handlers and formatters.
///
/// A record lives on the stack of the logging call and points into memory of that call: it is passed by reference, cannot be
/// kept, and costs no allocation. What must outlive the call takes a ``StoredRecord``. Property names are CPython's
/// `LogRecord` attributes in Swift spelling; each says which.
public struct LogRecord: ~Copyable {
    /// Where and how the record was made, as one group of values that rarely matter to a filter.
    package struct Origin {
        /// `#fileID` of the call; becomes `pathname`, `filename` and `module`.
        package var file: RawText
        /// `#function` of the call (`funcName`).
        package var function: RawText
        /// `#line` of the call (`lineno`).
        package var line: UInt
        /// The thread that logged (`thread`).
        package var threadIdentifier: UInt64
        /// Whether that is the first thread, which Python calls `MainThread`.
        package var isMainThread: Bool
    }

    /// The logger's name (`name`).
    package let loggerName: RawText
    /// How severe the event is (`levelno`).
    public let level: Level
    /// The level's name (`levelname`).
    package let levelText: RawText
    /// When the event was logged (`created`, `msecs`).
    public let time: WallTime
    /// The text as given, before arguments are merged in (`msg`); empty for a structured message.
    package private(set) var text: RawText
    /// A structured message: what Python has when a dictionary is logged as `msg`.
    public var object: LogObject?
    /// The caller's own attributes, if there are any.
    private var attributes: LogObject?
    /// What few records have.
    private var rarities: RareAttributes?
    /// Columns of JSON that are rendered already: `"name": value` pairs with `, ` between them, without braces.
    ///
    /// Monitoring writes its rows this way while the block runs. A formatter that writes JSON takes them as they are; any
    /// other asks ``renderedObject`` for their values.
    package var renderedFields: RawText?
    /// Where and how the record was made.
    package var origin: Origin
    /// Whether the names of logger and level lie where they are for good, so that their addresses stand for them.
    let hasLastingNames: Bool
    /// The world the record was made in.
    ///
    /// Not retained: whoever makes a record, a logger or a ``StoredRecord``, holds it for longer than the record lives.
    let world: Unmanaged<LogEnvironment>

    /// Creates a record.
    package init(
        loggerName: RawText,
        level: Level,
        levelText: RawText,
        time: WallTime,
        text: RawText,
        extra: LogObject?,
        origin: Origin,
        environment: Unmanaged<LogEnvironment>,
        hasLastingNames: Bool = false
    ) {
        self.loggerName = loggerName
        self.level = level
        self.levelText = levelText
        self.time = time
        self.text = text
        self.attributes = extra
        self.origin = origin
        self.world = environment
        self.hasLastingNames = hasLastingNames
    }
}

extension LogRecord {
    /// Whether anything in the record has to be released at its end: most records are bytes and numbers only.
    @inline(__always) var holdsReferences: Bool { object != nil || attributes != nil || rarities != nil }

    /// The caller's own attributes (`extra`).
    public var extra: LogObject {
        get { attributes ?? LogObject() }
        set { attributes = newValue.isEmpty ? nil : newValue }
    }

    /// What is merged into the text by `%` (`args`); Swift's interpolation leaves nothing to merge.
    package var arguments: LogArguments? {
        get { rarities?.arguments }
        set { setRarity(\.arguments, to: newValue) }
    }

    /// The text of an error, as Python's `exc_text`.
    public var exceptionText: String? {
        get { rarities?.exceptionText }
        set { setRarity(\.exceptionText, to: newValue) }
    }

    /// The text of a stack (`stack_info`).
    public var stackText: String? {
        get { rarities?.stackText }
        set { setRarity(\.stackText, to: newValue) }
    }

    /// What the caller has marked values of ``extra`` with.
    package var marks: [FieldMark] {
        get { rarities?.marks ?? [] }
        set { setRarity(\.marks, to: newValue.isEmpty ? nil : newValue) }
    }

    /// Puts another message in place of this one; nothing is left to merge.
    ///
    /// - Parameter message: the text.
    package mutating func replaceMessage(with message: String) {
        let bytes = OwnedBytes(parts: [Array(message.utf8)])
        setRarity(\.messageBytes, to: bytes)
        text = bytes.part(0)
        arguments = nil
        object = nil
        renderedFields = nil
    }

    /// The time as somebody else has told it; `nil` for a record of this process.
    var toldTime: Double? {
        get { rarities?.created }
        set { setRarity(\.created, to: newValue) }
    }

    /// When the event was logged, in seconds since the epoch (`created`).
    public var created: Double { toldTime ?? time.epochSeconds }

    /// What the formatters of earlier handlers have left behind (``Compatibility/python313`` only).
    var traces: LogObject? {
        get { rarities?.traces }
        set { setRarity(\.traces, to: newValue) }
    }

    /// The thread's and the task's name, when the record has left its thread.
    var names: RareAttributes.Names? {
        get { rarities?.names }
        set { setRarity(\.names, to: newValue) }
    }

    /// The world the record was made in.
    package var environment: LogEnvironment { world._withUnsafeGuaranteedRef { $0 } }

    /// Keeps a rare attribute; the object that holds them is made for the first one that is there.
    private mutating func setRarity<Value>(
        _ attribute: ReferenceWritableKeyPath<RareAttributes, Value?>,
        to value: Value?
    ) {
        if rarities == nil, value != nil { rarities = RareAttributes() }
        rarities?[keyPath: attribute] = value
    }
}

extension LogRecord {
    /// The logger's name (`name`).
    public var name: String { loggerName.string }

    /// The level's name (`levelname`).
    public var levelName: String { levelText.string }

    /// Whether the message has no arguments and no structure, so that its bytes are final.
    @inline(__always) package var isPlainText: Bool { arguments == nil && object == nil && renderedFields == nil }

    /// Appends the message with its arguments merged in.
    ///
    /// Source: CPython `LogRecord.getMessage`. A structured message appears as Python prints a dictionary.
    ///
    /// - Parameter buffer: takes the UTF-8.
    /// - Throws: ``FormattingError`` when the arguments do not fit the text.
    public borrowing func appendMessage(to buffer: inout ByteBuffer) throws(FormattingError) {
        if let arguments {
            try PercentFormat(compiling: text.bytes).format(arguments, into: &buffer)
        } else if let object = structuredMessage {
            buffer.append(pythonRepr: .object(object))
        } else {
            buffer.append(text.bytes)
        }
    }

    /// The message with its arguments merged in.
    ///
    /// - Throws: ``FormattingError`` when the arguments do not fit the text.
    public borrowing func message() throws(FormattingError) -> String {
        var buffer = ByteBuffer()
        try appendMessage(to: &buffer)
        return buffer.string()
    }

    /// The structured message, whichever form it is in.
    public var structuredMessage: LogObject? {
        if let object { return object }
        guard let renderedFields else { return nil }
        return RenderedFields.parse(renderedFields.bytes)
    }

    /// `#fileID` of the call (`pathname`).
    public var path: String { origin.file.string }

    /// The last component of the path (`filename`).
    package var fileNameText: RawText {
        let bytes = origin.file.bytes
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return RawText(start: origin.file.start + start, count: origin.file.count - start)
    }

    /// The file's name without its extension (`module`).
    package var moduleText: RawText {
        let name = fileNameText
        let bytes = name.bytes
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return name }
        return RawText(start: name.start, count: dot)
    }

    /// The function that logged (`funcName`).
    public var function: String { origin.function.string }

    /// The line that logged (`lineno`).
    public var line: UInt { origin.line }

    /// Milliseconds since the program started (`relativeCreated`).
    public var relativeMilliseconds: Double {
        guard let start = environment.process.start else { return 0 }
        let seconds = time.seconds - start.seconds
        let nanoseconds = Int64(time.nanoseconds) - Int64(start.nanoseconds)
        return Double(seconds * 1_000_000_000 + nanoseconds) / 1e6
    }

    /// The process number (`process`).
    public var processIdentifier: Int32 { environment.process.identifier }

    /// The process' name (`processName`).
    public var processName: String { environment.process.name }

    /// The thread's number (`thread`).
    public var threadIdentifier: UInt64 {
        environment.process.fixedThread?.identifier ?? origin.threadIdentifier
    }

    /// The thread's name (`threadName`).
    public var threadName: String {
        if let fixed = environment.process.fixedThread { return fixed.name }
        if let names { return names.thread }
        return ThreadNames.current(isMainThread: origin.isMainThread)
    }

    /// The name of the task that logged (`taskName`), if it has one.
    public var taskName: String? {
        if let names { return names.task }
        return Task.name
    }
}
