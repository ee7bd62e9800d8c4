@testable import LogRuntime

/// A record for Swift and for Python.
struct SampleRecord {
    var name = "shop.cart"
    var level = Level.warning
    var levelName = "WARNING"
    var text = "the cart is empty"
    var object: LogObject?
    var arguments: LogArguments?
    var extra = LogObject()
    var exceptionText: String?
    var stackText: String?
    var renderedFields: String?
    var time = WallTime(seconds: 1_700_000_000, nanoseconds: 123_456_789)
    var path = "Shop/Views/Cart.swift"
    var function = "checkout(_:)"
    var line: UInt = 42
    var taskName: String?
    var zone = LogTimeZone.utc

    /// What records have happened in: they do not retain it.
    private static let environments = Lock<[LogEnvironment]>([])

    /// Writes the record by a formatter.
    func outcome(_ make: () throws(FormattingError) -> any Formatter) -> Outcome {
        Outcome { buffer throws(FormattingError) in
            let formatter = try make()
            try withRecord { record throws(FormattingError) in try formatter.format(record, into: &buffer) }
        }
    }

    /// Runs a closure with the record.
    func withRecord(_ body: (borrowing LogRecord) throws(FormattingError) -> Void) throws(FormattingError) {
        let environment = LogEnvironment(
            timeZone: zone,
            process: ProcessIdentity(
                identifier: 4711,
                name: "MainProcess",
                thread: ProcessIdentity.Thread(identifier: 140_000_000_000_001, name: "worker-é"),
                start: WallTime(seconds: 1_699_999_990, nanoseconds: 1)
            )
        )
        SampleRecord.environments.withLock { $0.append(environment) }
        var record = LogRecord(
            loggerName: RawText(interned: name),
            level: level,
            levelText: RawText(interned: levelName),
            time: time,
            text: RawText(interned: object == nil ? text : ""),
            extra: extra,
            origin: LogRecord.Origin(
                file: RawText(interned: path),
                function: RawText(interned: function),
                line: line,
                threadIdentifier: 1,
                isMainThread: true
            ),
            environment: .passUnretained(environment)
        )
        record.names = RareAttributes.Names(thread: "worker-é", task: taskName)
        record.object = object
        record.arguments = arguments
        record.exceptionText = exceptionText
        record.stackText = stackText
        record.renderedFields = renderedFields.map { RawText(interned: $0) }
        try body(record)
    }

    /// The attributes of Python's record.
    var expression: String {
        let nanoseconds = time.seconds * 1_000_000_000 + Int64(time.nanoseconds)
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        let module = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        return """
            R(\(nanoseconds), 1699999990000000001, \(PythonExpression.of(extra)), \
            name=\(PythonExpression.of(name)), levelno=\(level.rawValue), levelname=\(PythonExpression.of(levelName)), \
            msg=\(object.map { PythonExpression.of($0) } ?? PythonExpression.of(text)), \
            args=\(arguments.map { PythonExpression.of($0) } ?? "()"), \
            pathname=\(PythonExpression.of(path)), filename=\(PythonExpression.of(file)), module=\(PythonExpression.of(module)), \
            lineno=\(line), funcName=\(PythonExpression.of(function)), thread=140000000000001, threadName='worker-\\xe9', \
            process=4711, processName='MainProcess', taskName=\(taskName.map { PythonExpression.of($0) } ?? "None"), \
            exc_text=\(exceptionText.map { PythonExpression.of($0) } ?? "None"), \
            stack_info=\(stackText.map { PythonExpression.of($0) } ?? "None"))
            """
    }

    /// Python functions that ``expression`` uses; an error is made of its text.
    static let prelude = """
        import logging, time
        def R(ns, start, extra, **attributes):
            record = logging.LogRecord('', 0, '', 0, '', (), None)
            record.created = ns / 1e9
            record.msecs = (ns % 1_000_000_000) // 1_000_000 + 0.0
            if record.msecs == 999.0 and int(record.created) != ns // 1_000_000_000: record.msecs = 0.0
            record.relativeCreated = (ns - start) / 1e6
            record.__dict__.update(attributes)
            record.__dict__.update(extra)
            return record

        """

    /// Records with something to get wrong.
    static let all: [SampleRecord] = [
        SampleRecord(),
        SampleRecord(
            level: .info,
            levelName: "INFO",
            text: "é \"quoted\" \\ \n\t日本 😀",
            extra: ["user": 7, "path": "a/b"]
        ),
        SampleRecord(
            level: .error,
            levelName: "ERROR",
            text: "",
            exceptionText: "Error: no\n  at x",
            stackText: "Stack:\n a\n"
        ),
        SampleRecord(text: "ends\n", exceptionText: "boom\n", stackText: "stack"),
        SampleRecord(text: "%s has %d (%.2f)", arguments: .positional(["Zoë", 3, 1.5])),
        SampleRecord(text: "%(a)s!", arguments: .mapping(["a": ["b": [1, nil]]])),
        SampleRecord(text: "%d", arguments: .positional(["x"])),
        SampleRecord(text: "%(b)s", arguments: .mapping(["a": 1])),
        SampleRecord(text: "too many", arguments: .positional([1])),
        SampleRecord(object: ["event": "login", "user": ["id": 7, "tags": ["a", "é"]], "ratio": 0.5, "none": nil]),
        SampleRecord(
            object: ["message": "own", "levelname": "own", "exc_info": "own", "timestamp": "own"],
            exceptionText: "E"
        ),
        SampleRecord(
            object: ["exc_info": "", "stack_info": nil],
            exceptionText: "E\r\nF\u{2028}G",
            stackText: "S\nT\n"
        ),
        SampleRecord(object: [:]),
        SampleRecord(object: ["user": 1, "service": "object"], extra: ["user": 2, "_hidden": 3, "service": "extra"]),
        SampleRecord(extra: [
            "user": "zoë", "_hidden": 1, "n": 1e16, "f": .double(.nan), "x": .double(-.infinity), "l": [1, [2]],
        ]),
        SampleRecord(time: WallTime(seconds: 1_700_000_000, nanoseconds: 0)),
        SampleRecord(time: WallTime(seconds: 1_700_000_000, nanoseconds: 999_999_999)),
        SampleRecord(time: WallTime(seconds: 1_700_000_000, nanoseconds: 999_999_500)),
        SampleRecord(time: WallTime(seconds: 0, nanoseconds: 5_000_000)),
        SampleRecord(name: "root", level: Level(rawValue: 25), levelName: "Level 25", line: 0, taskName: "Task-1"),
        SampleRecord(
            name: "ä.ö",
            level: Level(rawValue: -5),
            levelName: "Level -5",
            path: "main.swift",
            function: "<module>"
        ),
        SampleRecord(name: String(repeating: "long.", count: 30), text: String(repeating: "x", count: 3000)),
    ]
}
