/// The attributes that every record has, by CPython's names.
package enum RecordField: String, CaseIterable, Sendable {
    case name
    case message
    case rawMessage = "msg"
    case arguments = "args"
    case levelName = "levelname"
    case levelNumber = "levelno"
    case path = "pathname"
    case fileName = "filename"
    case module
    case exceptionInfo = "exc_info"
    case exceptionText = "exc_text"
    case stackInfo = "stack_info"
    case line = "lineno"
    case function = "funcName"
    case created
    case milliseconds = "msecs"
    case relativeCreated
    case thread
    case threadName
    case processName
    case process
    case taskName
    case timeText = "asctime"

    private static let names = NameSet(allCases.map(\.rawValue))

    /// The attribute of a name.
    package init?(attribute name: String) {
        // Most names are not among them, which is quickly seen.
        guard RecordField.names.contains(name) else { return nil }
        self.init(rawValue: name)
    }
}
