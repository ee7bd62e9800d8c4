/// A pattern of dates and times, compiled once: `%Y-%m-%d %H:%M:%S`.
///
/// The result is that of Python's `time.strftime` with glibc in the C locale, flags (`%-d`, `%_H`, `%^a`, `%#Z`) and widths
/// (`%5Y`) included. What glibc does not know is copied as it stands, so `%f` comes out as `%f`, unless extensions are
/// asked for:
///
/// | directive | shows |
/// |---|---|
/// | `%f` | microseconds, six digits |
/// | `%1f` … `%9f` | so many digits of the second's fraction, the rest cut off |
/// | `%:z` | the offset with a colon, `+02:00` |
public struct StrftimeFormat: Sendable {
    /// A piece of the pattern.
    enum Piece: Sendable {
        /// Bytes of ``StrftimeFormat/literals`` that are copied.
        case literal(Range<Int>)
        /// Something that depends on the time.
        case conversion(StrftimeConversion)
        /// Pieces that are padded or shown in capitals as one: `%20c`, `%^c`.
        case group(pieces: [Piece], width: Int, filler: UInt8, isUppercased: Bool)
    }

    /// The pattern.
    public let pattern: String
    /// The pieces in order.
    let pieces: [Piece]
    /// The literal text of all pieces, one after the other.
    let literals: [UInt8]
    /// The number of characters at which CPython gives up and returns nothing; `nil` if the widths in the pattern cannot
    /// reach it.
    let characterLimit: Int?

    /// Compiles a pattern.
    ///
    /// - Parameters:
    ///   - pattern: the pattern; any text is one.
    ///   - extensions: whether `%f`, `%3f` and `%:z` mean something; by default they are copied, as glibc does.
    public init(_ pattern: String, extensions: Bool = false) {
        self.pattern = pattern
        var compiler = Compiler(pattern: pattern, hasExtensions: extensions)
        pieces = compiler.compile()
        literals = compiler.literals
        characterLimit = compiler.reachableLimit
    }

    /// Appends the text of a moment.
    ///
    /// Allocates nothing. Nothing is appended where CPython returns an empty string because a width in the pattern is
    /// absurd (at least 1024, and 256 for each character of the pattern).
    ///
    /// - Parameters:
    ///   - time: the moment.
    ///   - zone: the zone whose clocks are shown.
    ///   - buffer: where the text goes.
    public func append(_ time: WallTime, in zone: LogTimeZone, to buffer: inout ByteBuffer) {
        append(time, as: zone.components(at: time.seconds), to: &buffer)
    }

    /// Appends the text of a moment whose civil time is known.
    ///
    /// - Parameters:
    ///   - time: the moment, for `%s` and fractions.
    ///   - civil: the same moment as a zone's clocks show it.
    ///   - buffer: where the text goes.
    public func append(_ time: WallTime, as civil: CivilTime, to buffer: inout ByteBuffer) {
        let start = buffer.count
        let renderer = Renderer(time: time, civil: civil, literals: literals)
        renderer.append(pieces, to: &buffer)
        if let characterLimit {
            // A byte of the form 10xxxxxx continues a character.
            let characters = buffer.bytes[start...].count { $0 & 0xC0 != 0x80 }
            if characters >= characterLimit { buffer.truncate(to: start) }
        }
    }

    /// The text of a moment.
    ///
    /// - Parameters:
    ///   - time: the moment.
    ///   - zone: the zone whose clocks are shown.
    /// - Returns: what ``append(_:in:to:)`` appends.
    public func string(_ time: WallTime, in zone: LogTimeZone) -> String {
        var buffer = ByteBuffer(capacity: 64)
        append(time, in: zone, to: &buffer)
        return buffer.string()
    }
}
