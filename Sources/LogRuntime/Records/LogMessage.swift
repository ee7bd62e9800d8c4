/// A message in the making: its interpolations are written as UTF-8 straight into the thread's buffer.
///
/// Building a `String` costs ten times as much as the rest of a log line, so the logging methods take this type, which a
/// literal becomes by itself: `log.info("user \(name) took \(count) µs")`. It is meant to be made in the call; a message
/// kept in a variable holds a string of its own.
public struct LogMessage: @unchecked Sendable /* the frame is checked by generation and used on its thread only */ {
    /// The frame whose message buffer holds the text; `nil` when the text is elsewhere.
    private let frame: UnsafeMutablePointer<ScratchFrame>?
    /// The frame's generation when the text was written.
    private let generation: UInt64
    /// The text's offset in the frame, or the address of a literal.
    private let start: UInt
    /// The text's length in bytes.
    private let count: Int
    /// The text, when it is a string of its own.
    private let owned: String?

    /// A message that is a string already.
    public init(_ text: String) {
        frame = nil
        generation = 0
        start = 0
        count = 0
        owned = text
    }

    /// A message in the program's literals.
    @usableFromInline init(literal: UnsafePointer<UInt8>, count: Int) {
        frame = nil
        generation = 0
        start = UInt(bitPattern: literal)
        self.count = count
        owned = nil
    }

    /// A message that was written behind an offset of the frame's message buffer.
    init(in frame: UnsafeMutablePointer<ScratchFrame>, from start: Int) {
        self.frame = frame
        generation = frame.pointee.generation
        self.start = UInt(bitPattern: start)
        count = frame.pointee.message.count - start
        owned = nil
    }

    /// The message's bytes, put into the frame unless they are there or in the program's literals already.
    ///
    /// - Parameter target: the frame of the record that the message is for.
    /// - Returns: the bytes, valid until the record ends.
    @inline(__always) func text(in target: UnsafeMutablePointer<ScratchFrame>) -> RawText {
        if let owned { return LogMessage.copy(owned, to: target) }
        if let frame {
            guard frame == target, generation == target.pointee.generation else {
                return RawText("<a message was kept beyond its record>")
            }
            return RawText(start: target.pointee.message.base + Int(bitPattern: start), count: count)
        }
        guard let literal = UnsafeRawPointer(bitPattern: start) else { return RawText("") }
        return RawText(start: literal, count: count)
    }

    /// Puts a string into a frame.
    @inline(never) private static func copy(
        _ text: String,
        to target: UnsafeMutablePointer<ScratchFrame>
    ) -> RawText {
        let start = target.pointee.message.count
        target.pointee.message.append(text)
        return RawText(start: target.pointee.message.base + start, count: target.pointee.message.count - start)
    }
}

extension LogMessage: ExpressibleByStringInterpolation {
    /// A message without interpolations.
    @inlinable @inline(__always) public init(stringLiteral value: StaticString) {
        if value.hasPointerRepresentation {
            self.init(literal: value.utf8Start, count: value.utf8CodeUnitCount)
        } else {
            self.init(value.description)
        }
    }

    /// The message that an interpolation has written.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.finish()
    }
}
