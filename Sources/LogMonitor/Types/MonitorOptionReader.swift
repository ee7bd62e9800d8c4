internal import LogConfig
public import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads the options of a monitor type and gathers all that is wrong with them.
///
/// Every option that the type knows is asked for, whether it is there or not; then ``finish()`` refuses those that nobody has
/// asked for, with the nearest name, and throws everything that is wrong at once:
///
/// ```swift
/// var reader = MonitorOptionReader(arguments.options, of: "shop.WarehouseMonitor")
/// let table = reader.text("table") ?? "rows"
/// let rows = reader.integer("rows", in: 1...10_000) ?? 100
/// try reader.finish()
/// ```
///
/// An option that is null counts as absent.
public struct MonitorOptionReader {
    private let options: LogObject
    private let typeName: String
    private let variables: (String) -> String?
    private var known: [String] = []
    private var problems: [MonitorError.Problem] = []

    /// Starts to read.
    ///
    /// - Parameters:
    ///   - options: the options as given.
    ///   - typeName: the name of the monitor type, for what is said of options that it does not know.
    ///   - variables: reads an environment variable; `nil` for those of this process.
    public init(_ options: LogObject, of typeName: String, variables: ((String) -> String?)? = nil) {
        self.options = options
        self.typeName = typeName
        self.variables = variables ?? { name in getenv(name).map { String(cString: $0) } }
    }

    /// Asks for an option of any kind.
    ///
    /// - Parameter name: the option.
    /// - Returns: its value; `nil` when it is absent or null.
    public mutating func value(_ name: String) -> LogValue? {
        if !known.contains(name) { known.append(name) }
        guard let value = options[name], value != .null else { return nil }
        return value
    }

    /// Asks for a text that is not empty.
    ///
    /// - Parameters:
    ///   - name: the option.
    ///   - variable: an environment variable that counts when the option is absent, unless it is empty.
    ///   - wanted: what it should be, for what is said when it is not.
    /// - Returns: the text; `nil` when it is absent or wrong.
    public mutating func text(_ name: String, variable: String? = nil, wanted: String = "a text") -> String? {
        switch value(name) {
        case .string(let text)? where !text.isEmpty: return text
        case nil:
            guard let variable, let text = variables(variable), !text.isEmpty else { return nil }
            return text
        default:
            refuse(name, "is not \(wanted)")
            return nil
        }
    }

    /// Asks for a number, which may also be given as text.
    ///
    /// - Parameters:
    ///   - name: the option.
    ///   - range: what it may be.
    ///   - wanted: what it should be, for what is said when it is not.
    /// - Returns: the number; `nil` when it is absent or wrong.
    public mutating func number(_ name: String, in range: ClosedRange<Double>, wanted: String = "a number") -> Double? {
        let number: Double
        switch value(name) {
        case nil: return nil
        case .int(let integer)?: number = Double(integer)
        case .double(let double)?: number = double
        case .string(let text)?: number = Double(text) ?? .nan
        default: number = .nan
        }
        guard range.contains(number) else {
            refuse(name, "is not \(wanted)")
            return nil
        }
        return number
    }

    /// Asks for a whole number, which may also be given as text.
    ///
    /// - Parameters:
    ///   - name: the option.
    ///   - range: what it may be.
    ///   - wanted: what it should be, for what is said when it is not.
    /// - Returns: the number; `nil` when it is absent or wrong.
    public mutating func integer(_ name: String, in range: ClosedRange<Int>, wanted: String? = nil) -> Int? {
        let number: Int?
        switch value(name) {
        case nil: return nil
        case .int(let integer)?: number = Int(integer)
        case .string(let text)?: number = Int(text)
        default: number = nil
        }
        guard let number, range.contains(number) else {
            let limits =
                range.upperBound == .max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            refuse(name, "is not \(wanted ?? "a whole number, \(limits)")")
            return nil
        }
        return number
    }

    /// Asks for one of several words.
    ///
    /// - Parameters:
    ///   - name: the option.
    ///   - choices: the words; letter case does not matter.
    /// - Returns: the word as it stands among the choices; `nil` when it is absent or none of them.
    public mutating func choice(_ name: String, of choices: [String]) -> String? {
        guard let value = value(name) else { return nil }
        let all = choices.map { "'\($0)'" }.joined(separator: ", ")
        guard case .string(let text) = value else {
            refuse(name, "is not one of \(all)")
            return nil
        }
        if let choice = choices.first(where: { $0.lowercased() == text.lowercased() }) { return choice }
        let spellings = [text, text.uppercased(), text.lowercased()]
        let hint = spellings.lazy.compactMap { EditDistance.suggestion(for: $0, in: choices) }.first
        refuse(name, "is '\(text)'; \(hint ?? "expected one of \(all)")")
        return nil
    }

    /// Asks for named values.
    ///
    /// - Parameter name: the option.
    /// - Returns: the values; `nil` when the option is absent or wrong.
    public mutating func object(_ name: String) -> LogObject? {
        switch value(name) {
        case .object(let object)?: return object
        case nil: return nil
        default:
            refuse(name, "is not a mapping")
            return nil
        }
    }

    /// Notes what is wrong with an option.
    ///
    /// - Parameters:
    ///   - name: the option.
    ///   - problem: what is wrong, in one line, without the option's name, such as `is not a number`.
    public mutating func refuse(_ name: String, _ problem: String) {
        problems.append(MonitorError.Problem(option: name, problem))
    }

    /// Ends reading, when every option that the type knows was asked for.
    ///
    /// - Throws: ``MonitorError`` with all that is wrong, options that were not asked for included.
    public mutating func finish() throws(MonitorError) {
        for field in options.fields where !known.contains(field.key) {
            let all = "the options of type '\(typeName)' are " + known.map { "'\($0)'" }.joined(separator: ", ")
            refuse(field.key, "is not known; \(EditDistance.suggestion(for: field.key, in: known) ?? all)")
        }
        guard !problems.isEmpty else { return }
        let places = Dictionary(
            options.fields.enumerated().map { ($1.key, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        // In the order of the options, which for the reader of a file is that of its lines.
        let ordered = problems.enumerated().sorted { left, right in
            let first = left.element.option.flatMap { places[$0] } ?? -1
            let second = right.element.option.flatMap { places[$0] } ?? -1
            return (first, left.offset) < (second, right.offset)
        }
        throw MonitorError(ordered.map(\.element))
    }
}
