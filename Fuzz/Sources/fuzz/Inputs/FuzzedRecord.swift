@testable import LogConfig
@testable import LogRuntime

/// A record whose contents come from an input.
struct FuzzedRecord {
    private let name: [UInt8]
    private let message: [UInt8]
    private let path: [UInt8]
    private let level: Level
    private let time: WallTime
    private let extra: LogObject
    private let object: LogObject?
    private let arguments: LogArguments?
    private let exceptionText: String?
    private let stackText: String?

    /// The world of all records; kept for good, because a record does not retain it.
    private static let environment = Unmanaged.passRetained(
        LogEnvironment(
            timeZone: .fixed(-12_600),
            process: ProcessIdentity(
                identifier: 4711,
                thread: ProcessIdentity.Thread(identifier: 1, name: "worker"),
                start: WallTime(seconds: 1_699_999_990)
            )
        )
    )

    /// Takes a record out of an input.
    init(_ input: inout InputReader) {
        let flags = input.byte()
        level = Level(rawValue: Int(input.byte()))
        time = WallTime(seconds: 1_700_000_000 + Int64(input.number()), nanoseconds: Int32(input.number()) * 15_000)
        name = input.piece()
        message = input.piece()
        path = input.piece()
        extra = flags & 1 != 0 ? input.object() : LogObject()
        object = flags & 2 != 0 ? input.object() : nil
        exceptionText = flags & 4 != 0 ? input.text() : nil
        stackText = flags & 8 != 0 ? input.text() : nil
        let values = flags & 16 != 0 ? input.object() : LogObject()
        arguments =
            values.isEmpty
            ? nil : flags & 32 != 0 ? .mapping(values) : .positional(values.fields.map(\.value))
    }

    /// Whether its texts are UTF-8.
    var isWellFormed: Bool {
        [name, message, path].allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    }

    /// Lets a formatter write the record.
    ///
    /// - Returns: what it has written, or its error.
    func written(by formatter: some Formatter) -> Result<[UInt8], FormattingError> {
        withRecord { record in
            var buffer = ByteBuffer()
            do throws(FormattingError) {
                try formatter.format(record, into: &buffer)
                return .success(Array(buffer.bytes))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Runs a closure with the record.
    func withRecord<Result>(_ body: (borrowing LogRecord) -> Result) -> Result {
        name.withUnsafeBytes { name in
            message.withUnsafeBytes { message in
                path.withUnsafeBytes { path in
                    body(record(RawText(name), RawText(message), RawText(path)))
                }
            }
        }
    }

    private func record(_ name: RawText, _ message: RawText, _ path: RawText) -> LogRecord {
        var record = LogRecord(
            loggerName: name,
            level: level,
            levelText: RawText("WARNING"),
            time: time,
            text: object == nil ? message : RawText(""),
            extra: extra,
            origin: LogRecord.Origin(
                file: path,
                function: RawText("checkout(_:)"),
                line: 42,
                threadIdentifier: 1,
                isMainThread: true
            ),
            environment: FuzzedRecord.environment
        )
        record.object = object
        record.arguments = object == nil ? arguments : nil
        record.exceptionText = exceptionText
        record.stackText = stackText
        return record
    }
}

extension RawText {
    /// Bytes that outlive the record; of none, the address of something.
    fileprivate init(_ bytes: UnsafeRawBufferPointer) {
        if let start = bytes.baseAddress, !bytes.isEmpty {
            self.init(start: start, count: bytes.count)
        } else {
            self.init("")
        }
    }
}
