/// A message in the making: its interpolations are written as UTF-8 straight into the thread's buffer.
///
/// Building a `String` costs ten times as much as the rest of a log line, so the logging methods take this type, which a
/// literal becomes by itself: `log.info("user \(name) took \(count) µs")`. It is meant to be made in the call; a message
/// kept in a variable holds a string of its own.
public struct LogMessage: @unchecked Sendable /* the frame is checked by generation and used on its thread only */ {
    /// What keeps the text.
    ///
    /// An enumeration, so that nothing is released, nor a function called to find that out, for a message that is made in
    /// the logging call.
    ///
    /// Known to the caller's code, which so lets go of a message without asking what is in it.
    @usableFromInline enum Keeper {
        /// A frame of its thread, for the time of a record: the frame's generation when the text was written.
        case record(generation: UInt64)
        /// A frame of the message's own: it was written outside of a logging call.
        case loose(LooseFrame)
    }

    /// The frame whose message buffer holds the text; `nil` when the text is elsewhere.
    private let frame: UnsafeMutablePointer<ScratchFrame>?
    /// The text's offset in the frame, or the address of a literal.
    private let start: UInt
    /// The text's length in bytes.
    private let count: Int
    private let keeper: Keeper

    /// A message that is a string already.
    public init(_ text: String) {
        var interpolation = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        interpolation.appendInterpolation(text)
        self = interpolation.finish()
    }

    /// A message in the program's literals.
    @usableFromInline init(literal: UnsafePointer<UInt8>, count: Int) {
        frame = nil
        start = UInt(bitPattern: literal)
        self.count = count
        keeper = .record(generation: 0)
    }

    /// A message that was written behind an offset of a frame's message buffer.
    ///
    /// - Parameters:
    ///   - frame: the frame.
    ///   - start: the offset.
    ///   - keeper: what keeps the text.
    @inline(__always)
    init(in frame: UnsafeMutablePointer<ScratchFrame>, from start: Int, keeper: consuming Keeper) {
        self.frame = frame
        self.start = UInt(bitPattern: start)
        count = frame.pointee.message.count - start
        self.keeper = keeper
    }

    /// The message's bytes, put into the frame unless they are there or in the program's literals already.
    ///
    /// - Parameter target: the frame of the record that the message is for.
    /// - Returns: the bytes, valid until the record ends.
    @inline(__always) func text(in target: UnsafeMutablePointer<ScratchFrame>) -> RawText {
        if frame == target, case .record(let generation) = keeper, generation == target.pointee.generation {
            return RawText(start: target.pointee.message.base + Int(bitPattern: start), count: count)
        }
        return textFromElsewhere(for: target)
    }

    /// The bytes of a message that was not written into the record's own frame.
    @inline(never) private func textFromElsewhere(for target: UnsafeMutablePointer<ScratchFrame>) -> RawText {
        if case .loose(let loose) = keeper {
            let offset = target.pointee.message.count
            target.pointee.message.append(loose.frame.pointee.message.bytes)
            return RawText(start: target.pointee.message.base + offset, count: count)
        }
        if let frame {
            // Written while another record of this thread is still in the making: by a handler, say, that logs itself.
            guard case .record(let generation) = keeper, ThreadContext.current.pointee.owns(frame),
                generation == frame.pointee.generation
            else {
                return RawText("<a message was kept beyond its record>")
            }
            let offset = target.pointee.message.count
            let source = UnsafeRawBufferPointer(
                rebasing: frame.pointee.message.bytes[Int(bitPattern: start)...].prefix(count)
            )
            target.pointee.message.append(source)
            return RawText(start: target.pointee.message.base + offset, count: count)
        }
        guard let literal = UnsafeRawPointer(bitPattern: start) else { return RawText("") }
        return RawText(start: literal, count: count)
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
    @inlinable @inline(__always) public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.finish()
    }
}
