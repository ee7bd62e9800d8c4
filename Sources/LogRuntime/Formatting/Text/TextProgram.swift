internal import Synchronization

/// A format string compiled to the steps that write a line of a record.
final class TextProgram: @unchecked Sendable /* written once, while it is made */ {
    /// A step that looks up values and formats them by Python's rules.
    enum General: Sendable {
        /// `%(name)…`
        case percent(String, ResolvedPercentDirective)
        /// `{name…}`
        case brace(BraceField)
        /// `$name`
        case dollar(String)
        /// A format string that takes the attributes as a whole: something in it is not named.
        case wholePercent(PercentFormat)
        /// A mistake in the format string.
        case defect(FormattingError)
        /// An attribute of the record as JSON.
        case jsonField(RecordField, JSONStyle)
        /// One of the caller's own attributes as JSON; `null` where there is none.
        case jsonExtra(String, JSONStyle)
    }

    /// The steps.
    let segments: UnsafeMutablePointer<TextSegment>
    /// The number of steps.
    let segmentCount: Int
    /// Literal text too long for a segment.
    let literals: UnsafeMutablePointer<UInt8>
    /// The general steps.
    let generals: [General]
    /// Room for everything whose length is known beforehand.
    let fixedRoom: Int
    /// Values in place of attributes that a record does not have.
    let defaults: LogObject
    /// How the time is written.
    let date: DateText
    /// The steps at the beginning that write the same for one logger, one level and one second, but for the milliseconds.
    let prefixCount: Int
    /// The number under which these beginnings are remembered.
    let number: UInt64

    /// Compiles a format string that has been validated, or not: mistakes are reported with each record.
    convenience init(format: String, style: FormatStyle, defaults: LogObject, date: DateText) {
        var compiler = TextProgramCompiler()
        switch style {
        case .percent: compiler.compile(PercentFormat(compiling: format))
        case .brace: compiler.compile(BraceFormat(compiling: format))
        case .dollar: compiler.compile(TemplateFormat(compiling: format))
        }
        self.init(compiler, defaults: defaults, date: date)
    }

    /// Takes the steps that a compiler has made.
    init(_ compiler: consuming TextProgramCompiler, defaults: LogObject = LogObject(), date: DateText) {
        compiler.finish()
        segmentCount = compiler.segments.count
        segments = .allocate(capacity: max(segmentCount, 1))
        segments.initialize(from: compiler.segments, count: segmentCount)
        literals = .allocate(capacity: max(compiler.literals.count, 1))
        literals.initialize(from: compiler.literals, count: compiler.literals.count)
        generals = compiler.generals
        // Numbers and level names have room for 24 bytes each.
        fixedRoom = compiler.segments.reduce(0) { $0 + max(Int($1.count), 24) } + TextProgram.slack
        self.defaults = defaults
        self.date = date
        prefixCount = TextProgram.prefixCount(of: compiler.segments, date: date)
        number = TextProgram.lastNumber.add(1, ordering: .relaxed).newValue
    }

    /// How many steps write the same for one logger, one level and one second; none if there is nothing to gain.
    private static func prefixCount(of segments: [TextSegment], date: DateText) -> Int {
        var hasMilliseconds = false
        let steps = segments.prefix { segment in
            switch segment.kind {
            case .shortLiteral, .longLiteral, .name, .levelName, .levelNumber, .process, .processName: return true
            case .time:
                if date.isConstantInSecond { return true }
                // The place of the digits must be known, and there is only one that is.
                guard date.endsInMilliseconds, !segment.hasLayout, !hasMilliseconds else { return false }
                hasMilliseconds = true
                return true
            default: return false
            }
        }
        return steps.count > 1 ? steps.count : 0
    }

    /// Whether a line is such a beginning and the message, and nothing else but perhaps a literal.
    var isPrefixAndMessage: Bool {
        guard prefixCount > 0, prefixCount < segmentCount, segments[prefixCount].kind == .message,
            !segments[prefixCount].hasLayout
        else { return false }
        return prefixCount + 1 == segmentCount || prefixCount + 2 == segmentCount && endLiteral != nil
    }

    /// The bytes of the last step; `nil` if it is no literal.
    var endLiteral: [UInt8]? {
        guard segmentCount > 0 else { return nil }
        let segment = segments[segmentCount - 1]
        switch segment.kind {
        case .shortLiteral: return withUnsafeBytes(of: segment.bytes) { Array($0.prefix(Int(segment.count))) }
        case .longLiteral:
            let start = literals + Int(segment.index)
            return Array(UnsafeBufferPointer(start: start, count: Int(segment.count)))
        default: return nil
        }
    }

    private static let lastNumber = Atomic<UInt64>(0)

    /// Bytes that a short literal may write beyond its end.
    private static let slack = 16

    deinit {
        segments.deallocate()
        literals.deallocate()
    }
}
