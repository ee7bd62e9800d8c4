internal import Synchronization

/// Writes the time of records as text, `%(asctime)s`.
///
/// CPython: `Formatter.formatTime`.
struct DateText: Sendable {
    /// What follows the seconds.
    private enum Tail: Sendable {
        /// Nothing: a date format was given.
        case none
        /// Milliseconds behind a byte, as in `%s,%03d`.
        case milliseconds(behind: UInt8)
        /// Any other format of text and milliseconds.
        case format(PercentFormat)
    }

    /// The date format of a formatter without one.
    static let standardFormat = "%Y-%m-%d %H:%M:%S"
    /// How milliseconds are put behind it.
    static let standardMillisecondFormat = "%s,%03d"

    private static let lastNumber = Atomic<UInt64>(0)

    private let pattern: StrftimeFormat
    private let tail: Tail
    private let zone: LogTimeZone?
    private let isCached: Bool
    /// The number under which texts are remembered.
    private let number: UInt64
    /// Whether the text of a second stays as it is, but for three digits of milliseconds at its end.
    let endsInMilliseconds: Bool
    /// Whether the whole text stays as it is for a second.
    let isConstantInSecond: Bool

    /// Compiles a date format.
    ///
    /// - Parameters:
    ///   - format: a pattern of `strftime`; the standard one with milliseconds if it is `nil` or empty.
    ///   - standardFormat: the pattern in its place (`default_time_format`).
    ///   - millisecondFormat: how milliseconds follow the standard pattern (`default_msec_format`); `nil` for none.
    ///   - zone: the zone shown; `nil` for that of the record's environment.
    ///   - hasExtensions: whether `%f`, `%3f` and `%:z` mean something.
    init(
        format: String?,
        standardFormat: String = DateText.standardFormat,
        millisecondFormat: String? = DateText.standardMillisecondFormat,
        zone: LogTimeZone? = nil,
        hasExtensions: Bool = false
    ) {
        let given = format.flatMap { $0.isEmpty ? nil : $0 }
        pattern = StrftimeFormat(given ?? standardFormat, extensions: hasExtensions)
        tail = given == nil ? DateText.tail(millisecondFormat) : .none
        self.zone = zone
        // Fractions change within the second.
        isCached = !hasExtensions
        switch tail {
        case .none: (endsInMilliseconds, isConstantInSecond) = (false, !hasExtensions)
        case .milliseconds: (endsInMilliseconds, isConstantInSecond) = (!hasExtensions, false)
        case .format: (endsInMilliseconds, isConstantInSecond) = (false, false)
        }
        number = DateText.lastNumber.add(1, ordering: .relaxed).newValue
    }

    /// Recognises the usual way to show milliseconds.
    private static func tail(_ format: String?) -> Tail {
        guard let format, !format.isEmpty else { return .none }
        let bytes = Array(format.utf8)
        if bytes.count == 7, format.hasPrefix("%s"), format.hasSuffix("%03d"), bytes[2] != UInt8(ascii: "%") {
            return .milliseconds(behind: bytes[2])
        }
        return .format(PercentFormat(compiling: format))
    }

    /// Appends a record's time.
    ///
    /// - Throws: ``FormattingError`` if the format of the milliseconds is wrong.
    func append(_ record: borrowing LogRecord, to buffer: inout ByteBuffer) throws(FormattingError) {
        let time = record.shownTime
        switch tail {
        case .none:
            appendDate(time.seconds, of: record, to: &buffer)
        case .milliseconds(let separator):
            appendDate(time.seconds, of: record, to: &buffer)
            buffer.append(separator)
            buffer.append(padded: time.milliseconds, digits: 3)
        case .format(let format):
            var text = ByteBuffer()
            appendDate(time.seconds, of: record, to: &text)
            let arguments = LogArguments.positional([.string(text.string()), .double(Double(time.milliseconds))])
            try format.format(arguments, into: &buffer)
        }
    }

    /// A record's time; `nil` if the format of the milliseconds is wrong.
    func string(_ record: borrowing LogRecord) -> String? {
        var buffer = ByteBuffer(capacity: 32)
        do throws(FormattingError) {
            try append(record, to: &buffer)
        } catch {
            return nil
        }
        return buffer.string()
    }

    @inline(__always)
    private func appendDate(_ second: Int64, of record: borrowing LogRecord, to buffer: inout ByteBuffer) {
        if isCached {
            appendSecond(second, of: record, to: &buffer)
        } else {
            pattern.append(record.time, in: zone ?? record.environment.timeZone, to: &buffer)
        }
    }

    /// Appends the text of a second, which is remembered per thread.
    @inline(__always)
    private func appendSecond(_ second: Int64, of record: borrowing LogRecord, to buffer: inout ByteBuffer) {
        let slot = Int(truncatingIfNeeded: number) & (SecondCache.count - 1)
        let cache = ThreadContext.current.pointee.secondCaches + slot
        let environment = record.world.toOpaque()
        if _slowPath(
            cache.pointee.second != second || cache.pointee.owner != number || cache.pointee.environment != environment
        ) {
            cache.pointee.text.removeAll()
            let moment = WallTime(seconds: second, nanoseconds: record.time.nanoseconds)
            pattern.append(moment, in: zone ?? record.environment.timeZone, to: &cache.pointee.text)
            cache.pointee.owner = number
            cache.pointee.second = second
            cache.pointee.environment = environment
        }
        buffer.append(piece: UnsafeRawPointer(cache.pointee.text.base), count: cache.pointee.text.count)
    }
}
