extension LogMessage {
    /// Writes the pieces of a message.
    public struct StringInterpolation: StringInterpolationProtocol {
        /// The frame written to.
        private let frame: UnsafeMutablePointer<ScratchFrame>
        /// The frame's message: known to the caller's code, which appends its literals and numbers without a call.
        @usableFromInline let text: UnsafeMutablePointer<ByteBuffer>
        private let keeper: LogMessage.Keeper

        /// Begins a message.
        public init(literalCapacity: Int, interpolationCount: Int) {
            if let top = ThreadContext.existing?.pointee.topFrame, !top.pointee.isInterpolating {
                frame = top
                keeper = .record(generation: top.pointee.generation)
            } else {
                let made = LooseFrame()
                frame = made.frame
                keeper = .loose(made)
            }
            text = withUnsafeMutablePointer(to: &frame.pointee.message) { $0 }
            frame.pointee.beginMessage(reserving: literalCapacity &+ interpolationCount &* 16)
        }

        /// Ends the message.
        @usableFromInline consuming func finish() -> LogMessage {
            LogMessage(in: frame, from: frame.pointee.endMessage(), keeper: keeper)
        }

        /// Appends a piece of the literal.
        @inlinable @inline(__always) public mutating func appendLiteral(_ literal: StaticString) {
            if literal.hasPointerRepresentation {
                text.pointee.append(UnsafeRawPointer(literal.utf8Start), count: literal.utf8CodeUnitCount)
            } else {
                appendInterpolation(literal.description)
            }
        }

        /// Appends a string.
        public mutating func appendInterpolation(_ value: String) {
            text.pointee.append(value)
        }

        /// Appends a substring.
        public mutating func appendInterpolation(_ value: Substring) {
            text.pointee.append(value)
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
                text.pointee.append(decimal: Int64(truncatingIfNeeded: value))
            } else {
                text.pointee.append(decimal: UInt64(truncatingIfNeeded: value))
            }
        }

        /// Appends a truth value as `true` or `false`.
        @inlinable public mutating func appendInterpolation(_ value: Bool) {
            appendLiteral(value ? "true" : "false")
        }

        /// Appends a floating point number as Swift prints it.
        public mutating func appendInterpolation(_ value: Double) {
            text.pointee.append(swiftDescription: value)
        }

        /// Appends whatever a value prints as.
        public mutating func appendInterpolation<Value>(_ value: Value) {
            appendInterpolation(String(describing: value))
        }
    }
}
