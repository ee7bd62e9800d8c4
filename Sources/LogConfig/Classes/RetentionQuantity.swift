/// A limit of what is kept of a log: how old or how large, as a number or as a text with a unit.
package enum RetentionQuantity: Sendable {
    /// An age in seconds, or such as `14d`.
    case age
    /// A size in bytes, or such as `500MB`.
    case size

    /// What such a limit looks like, for hints.
    package var example: String {
        switch self {
        case .age: "'14d' or seconds"
        case .size: "'500MB' or bytes"
        }
    }

    /// What one of each unit is.
    private var units: [String: Double] {
        switch self {
        case .age: ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        case .size:
            [
                "": 1, "b": 1, "k": 1024, "kb": 1024, "m": 1_048_576, "mb": 1_048_576, "g": 1_073_741_824,
                "gb": 1_073_741_824,
            ]
        }
    }

    /// A number of seconds or bytes; `nil` when it is no limit.
    package func value(of number: Double) -> Double? { number > 0 && number < 1e18 ? number : nil }

    /// A number and a unit as seconds or bytes; `nil` when the text is no limit.
    package func value(of text: String) -> Double? {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        return Double(digits).flatMap { number in units[unit].flatMap { value(of: number * $0) } }
    }
}
