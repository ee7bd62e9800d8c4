internal import LogConfig

/// The types of monitors that a configuration can name.
///
/// A value: a program adds its own types to a copy and configures monitoring with it.
///
/// ```swift
/// var types = MonitorTypeRegistry.standard
/// types.register("shop.WarehouseMonitor") { arguments in try WarehouseMonitor(arguments) }
/// Monitoring.configure(MonitorConfiguration(type: "shop.WarehouseMonitor", types: types))
/// ```
public struct MonitorTypeRegistry: Sendable {
    /// Makes a monitor.
    public typealias Factory = @Sendable (MonitorArguments) throws -> any Monitor
    /// Looks at what a monitor would be made from, without opening anything.
    public typealias Check = @Sendable (MonitorArguments) throws -> Void

    /// A type of monitors.
    package struct Entry: Sendable {
        /// Names that its columns cannot have.
        package let reservedNames: Set<String>
        /// Looks at options of this type alone.
        package let check: Check?
        /// Makes a monitor.
        package let make: Factory

        /// Looks at what a monitor would be made from, the options that every type has included.
        ///
        /// - Throws: ``MonitorError`` with all that is wrong with options, or what else the type's own check throws.
        func judge(_ arguments: MonitorArguments) throws {
            var problems = arguments.common.problems
            do {
                try check?(arguments)
            } catch let error as MonitorError {
                problems += error.problems.map(\.withCommonNames)
            }
            if !problems.isEmpty { throw MonitorError(problems) }
        }
    }

    private var entries: [String: Entry] = [:]

    /// Creates a registry without types.
    public init() {}

    /// The types of this module: `default`, which writes files.
    public static let standard: MonitorTypeRegistry = {
        var registry = MonitorTypeRegistry()
        registry.register("default", check: FileMonitor.check) { try FileMonitor($0) }
        return registry
    }()

    /// Makes a type known, in place of another of the same name.
    ///
    /// - Parameters:
    ///   - name: the name for configurations.
    ///   - reservedNames: names that columns cannot have beside `timestamp`, `request_id` and `trace_id`.
    ///   - check: looks at options when the program starts; throws what is wrong with them.
    ///   - make: makes a monitor; throws what keeps it from being made.
    public mutating func register(
        _ name: String,
        reservedNames: Set<String> = [],
        check: Check? = nil,
        make: @escaping Factory
    ) {
        entries[name] = Entry(reservedNames: reservedNames, check: check, make: make)
    }

    /// The names of the types, sorted.
    public var names: [String] { entries.keys.sorted() }

    /// The type of a name.
    ///
    /// - Throws: ``MonitorError`` when there is none.
    package func entry(_ name: String) throws(MonitorError) -> Entry {
        if let entry = entries[name] { return entry }
        let known = names.map { "'\($0)'" }.joined(separator: ", ")
        let hint = EditDistance.suggestion(for: name, in: names).map { "; \($0)" } ?? ""
        throw MonitorError("no monitor type is named '\(name)'; there are \(known)\(hint)")
    }
}
