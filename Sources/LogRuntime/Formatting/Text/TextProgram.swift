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

    /// Compiles a format string that has been validated, or not: mistakes are reported with each record.
    init(format: String, style: FormatStyle, defaults: LogObject, date: DateText) {
        var compiler = TextProgramCompiler()
        switch style {
        case .percent: compiler.compile(PercentFormat(compiling: format))
        case .brace: compiler.compile(BraceFormat(compiling: format))
        case .dollar: compiler.compile(TemplateFormat(compiling: format))
        }
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
    }

    /// Bytes that a short literal may write beyond its end.
    private static let slack = 16

    deinit {
        segments.deallocate()
        literals.deallocate()
    }
}
