extension LogMessage {
    /// Writes the pieces of a message.
    public struct StringInterpolation: StringInterpolationProtocol {
        /// The frame written to.
        private let frame: UnsafeMutablePointer<ScratchFrame>
        /// Keeps the frame when it belongs to no record: the message is made outside of a logging call.
        private let loose: LooseFrame?

        /// Begins a message.
        public init(literalCapacity: Int, interpolationCount: Int) {
            if let top = ThreadContext.existing?.pointee.topFrame, !top.pointee.isInterpolating {
                frame = top
                loose = nil
            } else {
                let made = LooseFrame()
                frame = made.frame
                loose = made
            }
            frame.pointee.beginMessage(reserving: literalCapacity + interpolationCount * 16)
        }

        /// Ends the message.
        @usableFromInline func finish() -> LogMessage {
            LogMessage(in: frame, from: frame.pointee.endMessage(), loose: loose)
        }

        /// Appends a piece of the literal.
        @inlinable @inline(__always) public mutating func appendLiteral(_ literal: StaticString) {
            if literal.hasPointerRepresentation {
                append(literal.utf8Start, count: literal.utf8CodeUnitCount)
            } else {
                appendInterpolation(literal.description)
            }
        }

        /// Appends a string.
        public mutating func appendInterpolation(_ value: String) {
            frame.pointee.message.append(value)
        }

        /// Appends a substring.
        public mutating func appendInterpolation(_ value: Substring) {
            frame.pointee.message.append(value)
        }

        /// Appends a literal.
        @inlinable @inline(__always) public mutating func appendInterpolation(_ value: StaticString) {
            appendLiteral(value)
        }

        /// Appends an integer in decimal.
        ///
        /// Inlined, so that the questions about its type are answered when the caller is compiled: through witness tables
        /// they cost more than the digits.
        @inlinable @inline(__always)
        public mutating func appendInterpolation<Value: FixedWidthInteger>(_ value: Value) {
            if Value.bitWidth > 64 {
                appendInterpolation(value.description)
            } else if Value.isSigned {
                append(signed: Int64(truncatingIfNeeded: value))
            } else {
                append(unsigned: UInt64(truncatingIfNeeded: value))
            }
        }

        /// Appends a truth value as `true` or `false`.
        @inlinable public mutating func appendInterpolation(_ value: Bool) {
            appendLiteral(value ? "true" : "false")
        }

        /// Appends a floating point number as Swift prints it.
        public mutating func appendInterpolation(_ value: Double) {
            frame.pointee.message.append(swiftDescription: value)
        }

        /// Appends whatever a value prints as.
        public mutating func appendInterpolation<Value>(_ value: Value) {
            appendInterpolation(String(describing: value))
        }

        /// Appends UTF-8.
        @usableFromInline mutating func append(_ start: UnsafePointer<UInt8>, count: Int) {
            frame.pointee.message.append(start, count: count)
        }

        /// Appends a signed integer in decimal.
        @usableFromInline mutating func append(signed value: Int64) {
            frame.pointee.message.append(decimal: value)
        }

        /// Appends an unsigned integer in decimal.
        @usableFromInline mutating func append(unsigned value: UInt64) {
            frame.pointee.message.append(decimal: value)
        }
    }
}
