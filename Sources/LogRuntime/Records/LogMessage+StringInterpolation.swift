extension LogMessage {
    /// Writes the pieces of a message.
    public struct StringInterpolation: StringInterpolationProtocol {
        /// The frame written to; `nil` when the message is made outside of a logging call and gets a string of its own.
        private let frame: UnsafeMutablePointer<ScratchFrame>?
        private let generation: UInt64
        private let start: Int
        private var owned = ""

        /// Begins a message.
        public init(literalCapacity: Int, interpolationCount: Int) {
            if let context = ThreadContext.existing, let frame = context.pointee.topFrame,
                !frame.pointee.isInterpolating
            {
                frame.pointee.isInterpolating = true
                self.frame = frame
                self.generation = frame.pointee.generation
                self.start = frame.pointee.message.count
                frame.pointee.message.reserve(literalCapacity + interpolationCount * 16)
            } else {
                frame = nil
                generation = 0
                start = 0
                owned.reserveCapacity(literalCapacity + interpolationCount * 16)
            }
        }

        /// Ends the message.
        func finish() -> LogMessage.Storage {
            guard let frame else { return .owned(owned) }
            frame.pointee.isInterpolating = false
            let count = frame.pointee.message.count - start
            return .scratch(
                LogMessage.ScratchRange(frame: frame, generation: generation, start: start, count: count)
            )
        }

        /// Appends a piece of the literal.
        public mutating func appendLiteral(_ literal: StaticString) {
            if let frame {
                frame.pointee.message.append(literal)
            } else {
                owned.append(literal.description)
            }
        }

        /// Appends a string.
        public mutating func appendInterpolation(_ value: String) {
            if let frame {
                frame.pointee.message.append(value)
            } else {
                owned.append(value)
            }
        }

        /// Appends a substring.
        public mutating func appendInterpolation(_ value: Substring) {
            if let frame {
                frame.pointee.message.append(value)
            } else {
                owned.append(contentsOf: value)
            }
        }

        /// Appends a literal.
        public mutating func appendInterpolation(_ value: StaticString) {
            appendLiteral(value)
        }

        /// Appends an integer in decimal.
        public mutating func appendInterpolation<Value: FixedWidthInteger>(_ value: Value) {
            if let frame, let small = Int64(exactly: value) {
                frame.pointee.message.append(decimal: small)
            } else if let frame, let large = UInt64(exactly: value) {
                frame.pointee.message.append(decimal: large)
            } else {
                appendInterpolation(value.description)
            }
        }

        /// Appends a truth value as `true` or `false`.
        public mutating func appendInterpolation(_ value: Bool) {
            appendLiteral(value ? "true" : "false")
        }

        /// Appends a floating point number as Swift prints it.
        public mutating func appendInterpolation(_ value: Double) {
            if let frame {
                frame.pointee.message.append(swiftDescription: value)
            } else {
                owned.append(value.description)
            }
        }

        /// Appends whatever a value prints as.
        public mutating func appendInterpolation<Value>(_ value: Value) {
            appendInterpolation(String(describing: value))
        }
    }
}
