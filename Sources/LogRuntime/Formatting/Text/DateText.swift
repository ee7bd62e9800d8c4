internal import Synchronization

/// Writes the time of records as text, `%(asctime)s`.
///
/// CPython: `Formatter.formatTime`.
struct DateText: Sendable {
    /// What follows the seconds.
    private enum Tail: Sendable {
        /// Nothing: a date format was given.
        case none
        /// Milliseconds between literal texts, as in `%s,%03d`.
        case milliseconds(before: [UInt8], after: [UInt8])
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
        number = DateText.lastNumber.add(1, ordering: .relaxed).newValue
    }

    /// Recognises the usual way to show milliseconds.
    private static func tail(_ format: String?) -> Tail {
        guard let format, !format.isEmpty else { return .none }
        let compiled = PercentFormat(compiling: format)
        var texts: [[UInt8]] = [[], []]
        var directives: [PercentDirective] = []
        for piece in compiled.pieces {
            switch piece {
            case .literal(let range) where (1...2).contains(directives.count):
                texts[directives.count - 1] = Array(compiled.literals[range])
            case .literal: return .format(compiled)
            case .directive(let directive): directives.append(directive)
            }
        }
        guard directives.count == 2, directives.allSatisfy({ $0.key == nil && $0.defect == nil }),
            directives[0].isPlain, directives[0].conversion == "s",
            directives[1].conversion == "d", directives[1].flags == .zero, directives[1].width == .fixed(3),
            directives[1].precision == .none
        else { return .format(compiled) }
        return .milliseconds(before: texts[0], after: texts[1])
    }

    /// Appends a record's time.
    ///
    /// - Throws: ``FormattingError`` if the format of the milliseconds is wrong.
    func append(_ record: borrowing LogRecord, to buffer: inout ByteBuffer) throws(FormattingError) {
        let time = record.shownTime
        switch tail {
        case .none:
            appendDate(time.seconds, of: record, to: &buffer)
        case .milliseconds(let before, let after):
            appendDate(time.seconds, of: record, to: &buffer)
            buffer.append(before)
            buffer.append(padded: time.milliseconds, digits: 3)
            buffer.append(after)
        case .format(let format):
            var text = ByteBuffer()
            appendDate(time.seconds, of: record, to: &text)
            let arguments = LogArguments.positional([.string(text.string()), .double(Double(time.milliseconds))])
            try format.format(arguments, into: &buffer)
        }
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
        let environment = ObjectIdentifier(record.environment)
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
        buffer.append(cache.pointee.text.bytes)
    }
}
