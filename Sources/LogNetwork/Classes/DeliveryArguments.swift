#if Network
internal import LogRuntime

/// The arguments that handlers which send over the network have in common.
enum DeliveryArguments {
    /// Their names.
    static let names = ["capacity", "block_timeout", "drain_timeout", "attempts", "tls"]

    /// Reads ``DeliveryLimits``.
    static func limits(_ arguments: Arguments) throws(ArgumentError) -> DeliveryLimits {
        var limits = DeliveryLimits()
        limits.capacity = try atLeast(1, "capacity", arguments) ?? limits.capacity
        limits.attempts = try atLeast(1, "attempts", arguments) ?? limits.attempts
        limits.blockTimeout = try seconds("block_timeout", arguments) ?? limits.blockTimeout
        limits.drainTimeout = try seconds("drain_timeout", arguments) ?? limits.drainTimeout
        return limits
    }

    private static func atLeast(
        _ least: Int,
        _ name: String,
        _ arguments: Arguments
    ) throws(ArgumentError) -> Int? {
        guard let number = try arguments.optionalInteger(name) else { return nil }
        guard number >= least else { throw ArgumentError(name, "'\(number)' is less than \(least)") }
        return number
    }

    /// A number of seconds that is not negative.
    static func seconds(_ name: String, _ arguments: Arguments) throws(ArgumentError) -> Double? {
        guard let number = try arguments.optionalNumber(name) else { return nil }
        guard number >= 0, number <= 1e9 else { throw ArgumentError(name, "'\(number)' is not a number of seconds") }
        return number
    }

    /// Two texts in a list, such as a name and a password; what they are is not said in errors.
    static func pair(_ value: LogValue?) -> (first: String, second: String)? {
        guard case .array(let items)? = value, items.count == 2 else { return nil }
        var texts: [String] = []
        for item in items {
            var text = ByteBuffer()
            text.append(pythonStr: item)
            texts.append(text.string())
        }
        return (texts[0], texts[1])
    }

    /// Whether Python takes a value for true.
    static func isTrue(_ value: LogValue?) -> Bool {
        switch value {
        case nil, .null?, .bool(false)?, .int(0)?, .uint(0)?: false
        case .double(let number)?: number != 0
        case .string(let text)?: !text.isEmpty
        case .array(let items)?: !items.isEmpty
        case .object(let object)?: !object.isEmpty
        default: true
        }
    }
}
#endif
