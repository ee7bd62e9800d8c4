#if OTLP
internal import LogConfig
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads options and environment variables, and gathers all that is wrong with them.
struct OptionReader {
    /// The options as given.
    let options: LogObject
    /// Reads an environment variable.
    let variables: (String) -> String?
    /// What is wrong, in the order found.
    private(set) var errors: [OTLPOptionError] = []

    /// Starts to read.
    init(options: LogObject, variables: @escaping (String) -> String?) {
        self.options = options
        self.variables = variables
    }

    /// An environment variable of this process.
    static func systemVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Notes what is wrong with an option.
    mutating func refuse(_ name: String, _ problem: String, hint: String? = nil) {
        errors.append(OTLPOptionError(name: name, problem: problem, hint: hint))
    }

    /// Notes what is wrong with a variable.
    mutating func refuseVariable(_ name: String, _ problem: String) {
        errors.append(OTLPOptionError(name: name, problem: problem, isVariable: true))
    }

    /// Refuses options that nobody knows.
    mutating func refuseUnknown(known: [String]) {
        for field in options.fields where !known.contains(field.key) {
            refuse(
                field.key,
                "is not known",
                hint: EditDistance.suggestion(for: field.key, in: known)
                    ?? "options are \(known.joined(separator: ", "))"
            )
        }
    }

    /// An option's value; `nil` when it is absent or null.
    func value(_ name: String) -> LogValue? {
        guard let value = options[name], value != .null else { return nil }
        return value
    }

    /// A text.
    mutating func text(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value, !text.isEmpty else {
            refuse(name, "is not a text")
            return nil
        }
        return text
    }

    /// A truth value, also as text: `"False"` is false.
    mutating func boolean(_ name: String) -> Bool? {
        switch value(name) {
        case nil: return nil
        case .bool(let flag)?: return flag
        case .string(let text)?:
            if let flag = OptionReader.boolean(text) { return flag }
            refuse(name, "'\(text)' is neither true nor false")
        default: refuse(name, "is neither true nor false")
        }
        return nil
    }

    /// What a text says, in the words of YAML and of environment variables.
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }

    /// A number, also as text.
    mutating func number(_ name: String, in range: ClosedRange<Double>, _ wanted: String) -> Double? {
        let number: Double? =
            switch value(name) {
            case nil: nil
            case .int(let integer)?: Double(integer)
            case .double(let double)?: double
            case .string(let text)?: Double(text) ?? .nan
            default: .nan
            }
        guard let number else { return nil }
        guard range.contains(number) else {
            refuse(name, "is not \(wanted)")
            return nil
        }
        return number
    }

    /// The first variable of several that is set and not empty.
    ///
    /// Source: the specification: an empty value counts as unset.
    func variable(_ names: String...) -> (name: String, text: String)? {
        for name in names {
            if let text = variables(name), !text.isEmpty { return (name, text) }
        }
        return nil
    }

    /// A variable with a number, in another unit than ours.
    ///
    /// - Parameters:
    ///   - names: the variables, the first that is set counts.
    ///   - scale: what the number is multiplied with.
    ///   - minimum: the least that it may be.
    ///   - maximum: the most that it may be, in our unit.
    /// - Returns: the number in our unit; `nil` when none is set, or when it is none.
    mutating func variableNumber(
        _ names: String...,
        scale: Double,
        minimum: Double = 0,
        maximum: Double
    ) -> Double? {
        for name in names {
            guard let text = variables(name), !text.isEmpty else { continue }
            guard let number = Double(text), number.isFinite, number >= minimum else {
                refuseVariable(name, "'\(text)' is not a number, at least \(Int(minimum))")
                return nil
            }
            // More than that is nobody's wish but "without end".
            return min(number * scale, maximum)
        }
        return nil
    }
}
#endif
