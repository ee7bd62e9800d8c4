/// A message in the making: its interpolations are written as UTF-8 straight into the thread's buffer.
///
/// Building a `String` costs ten times as much as the rest of a log line, so the logging methods take this type, which a
/// literal becomes by itself: `log.info("user \(name) took \(count) µs")`. It is meant to be made in the call; a message
/// kept in a variable holds a string of its own.
public struct LogMessage: Sendable {
    /// Where the text is.
    enum Storage: Sendable {
        /// In the program's literals.
        case literal(StaticString)
        /// In a string of its own.
        case owned(String)
        /// In the scratch frame of the record being made.
        case scratch(ScratchRange)
    }

    /// A stretch of a frame's message buffer.
    struct ScratchRange: @unchecked Sendable /* checked against the frame's generation and used on its thread only */ {
        let frame: UnsafeMutablePointer<ScratchFrame>
        let generation: UInt64
        let start: Int
        let count: Int
    }

    let storage: Storage

    /// A message that is a string already.
    public init(_ text: String) {
        storage = .owned(text)
    }

    /// The message's bytes, put into the frame unless they are there or in the program's literals already.
    ///
    /// - Parameter frame: the frame of the record that the message is for.
    /// - Returns: the bytes, valid until the record ends.
    @inline(__always) func text(in frame: UnsafeMutablePointer<ScratchFrame>) -> RawText {
        switch storage {
        case .literal(let text):
            return RawText(text)
        case .owned(let text):
            let start = frame.pointee.message.count
            frame.pointee.message.append(text)
            return LogMessage.rawText(in: frame, from: start)
        case .scratch(let range):
            guard range.frame == frame, range.generation == frame.pointee.generation else {
                return RawText("<a message was kept beyond its record>")
            }
            return RawText(start: frame.pointee.message.base + range.start, count: range.count)
        }
    }

    private static func rawText(in frame: UnsafeMutablePointer<ScratchFrame>, from start: Int) -> RawText {
        RawText(start: frame.pointee.message.base + start, count: frame.pointee.message.count - start)
    }
}

extension LogMessage: ExpressibleByStringInterpolation {
    /// A message without interpolations.
    @inlinable public init(stringLiteral value: StaticString) {
        self.init(literal: value)
    }

    @usableFromInline init(literal: StaticString) {
        storage = .literal(literal)
    }

    /// The message that an interpolation has written.
    public init(stringInterpolation: StringInterpolation) {
        storage = stringInterpolation.finish()
    }
}
