internal import LogRuntime
internal import YAMLTree

/// Makes a plan of a document, or a list of everything that is wrong with it.
///
/// The steps are CPython's, in its order (`DictConfigurator.configure`), so that the first fault is the one that CPython
/// raises; the planner goes on where CPython stops. A reference to something that is faulty itself is not a second fault.
struct Planner {
    /// A fault and its place in the order of CPython's steps.
    struct OrderedFault {
        /// The place.
        let order: Int
        /// The fault.
        let fault: Fault
    }

    /// A doubt: something legal that is surely not what was meant.
    struct Doubt {
        /// How bad it is.
        let severity: Diagnostic.Severity
        /// The kind of trouble.
        let code: DiagnosticCode
        /// Where in the document.
        let path: String
        /// Where in the file.
        let mark: Mark?
        /// What is doubtful, in one line.
        let problem: String
        /// What would probably help.
        let hint: String?
    }

    /// What a name in a section came to.
    enum Outcome<Item> {
        /// It is ready.
        case ready(Item)
        /// It is faulty; the fault is recorded.
        case faulty
    }

    let document: YAMLMapping
    let names: NameTable
    let resolver: Resolver
    let levels: LevelNames
    let outsideNodes: Set<ObjectIdentifier>
    let compatibility: Compatibility
    var plan: Plan
    private(set) var faults: [OrderedFault] = []
    private(set) var doubts: [Doubt] = []
    var formatters: [String: Outcome<Plan.FormatterPlan>] = [:]
    var filters: [String: Outcome<Plan.FilterPlan>] = [:]
    var handlers: [String: Outcome<Plan.HandlerPlan>] = [:]
    /// All handlers of the section, those included that are still to be planned.
    var handlerIdentities: Set<String> = []
    private var steps = 0

    /// Creates a planner for a document whose texts are replaced already.
    init(
        document: YAMLMapping,
        names: NameTable,
        levels: LevelNames,
        outsideNodes: Set<ObjectIdentifier>,
        settings: ConfigurationSettings,
        compatibility: Compatibility
    ) {
        self.document = document
        self.names = names
        self.resolver = Resolver(document: document, names: names)
        self.levels = levels
        self.outsideNodes = outsideNodes
        self.compatibility = compatibility
        plan = Plan(compatibility: compatibility)
        plan.settings = settings
    }

    /// Whether CPython's behaviour is wanted to the letter.
    var isPython: Bool { compatibility == .python313 }

    /// Goes through the document.
    mutating func run() {
        guard checkVersion() else { return }
        let incremental = truth(of: "incremental", default: false)
        guard let incremental else { return }
        if incremental.value {
            plan.isIncremental = true
            planIncremental()
            return
        }
        guard let disables = truth(of: "disable_existing_loggers", default: true) else { return }
        plan.disablesExisting = disables
        planFormatters()
        planFilters()
        planHandlers()
        planRedaction()
        planLoggers()
        planRoot(incremental: false)
    }

    // MARK: What the steps share

    /// The next place in the order of steps.
    mutating func nextStep() -> Int {
        steps += 1
        return steps
    }

    /// Records a fault as the next that CPython would raise.
    mutating func record(_ fault: Fault) {
        faults.append(OrderedFault(order: nextStep(), fault: fault))
    }

    /// Records a fault that CPython would not come to, since it stops at one before.
    mutating func recordFurther(_ fault: Fault) {
        faults.append(OrderedFault(order: .max, fault: fault))
    }

    /// Forgets the doubts about what is below a path.
    mutating func dropDoubts(below path: String) {
        doubts.removeAll { $0.path.hasPrefix(path + ".") }
    }

    /// Forgets the faults that were recorded after a point: their step is taken again.
    mutating func dropFaults(after count: Int) {
        faults.removeSubrange(count...)
    }

    /// Notes a doubt.
    mutating func doubt(
        _ code: DiagnosticCode,
        at path: String,
        _ mark: Mark?,
        _ problem: String,
        hint: String? = nil,
        severity: Diagnostic.Severity = .warning
    ) {
        doubts.append(
            Doubt(severity: severity, code: code, path: path, mark: mark, problem: problem, hint: hint)
        )
    }

    /// `version`: present and equal to 1.
    ///
    /// Source: CPython `DictConfigurator.configure`.
    private mutating func checkVersion() -> Bool {
        do throws(Fault) {
            guard let version = try resolver.value("version", of: document, at: "") else {
                throw Fault(
                    "ValueError",
                    "dictionary doesn't specify a version",
                    code: .missingVersion,
                    path: "",
                    mark: nil,
                    problem: "'version' is missing",
                    hint: adviceOnVersion
                )
            }
            // Python compares by value: 1.0 and true are 1, too.
            let isOne: Bool =
                switch version.node?.value {
                case .int(let number)?: number.int == 1
                case .bool(let flag)?: flag
                case .float(let number)?: number == 1
                default: false
                }
            guard isOne else {
                let shown = version.node?.pythonStr ?? version.pythonRepr
                throw Fault(
                    "ValueError",
                    "Unsupported version: \(shown)",
                    code: .unsupportedVersion,
                    path: "version",
                    mark: version.mark,
                    problem: "version \(version.pythonRepr) is not supported",
                    hint: version.string == "1" ? "write 1 without quotes" : "the only version is 1"
                )
            }
            return true
        } catch {
            record(error)
            return false
        }
    }

    /// A key of the document whose value counts by its truth; `nil` when it has a fault.
    private mutating func truth(of key: String, default fallback: Bool) -> (value: Bool, shown: LogValue)? {
        do throws(Fault) {
            guard let value = try resolver.value(key, of: document, at: "") else { return (fallback, .bool(fallback)) }
            return (value.isTrue, value.shown)
        } catch {
            record(error)
            return nil
        }
    }

    /// The names of a section and its entries; empty when there is no such section.
    ///
    /// Source: CPython walks `config.get(section, {})`, so that anything that can be walked gets as far as its first name.
    ///
    /// - Parameters:
    ///   - section: the section's key.
    ///   - isSorted: whether CPython goes through the names in their order and not in the file's.
    ///   - wrap: what CPython says about a name whose entry cannot be taken out.
    /// - Returns: the entries in the order of the file.
    mutating func entries(
        of section: String,
        isSorted: Bool = false,
        wrap: (_ name: String) -> String
    ) -> [(key: Node, value: Node)] {
        do throws(Fault) {
            guard let value = try resolver.value(section, of: document, at: "") else { return [] }
            if let mapping = value.node?.mapping { return mapping.entries }
            let names = try Planner.iterated(value, at: section, code: .invalidSection)
            guard var first = names.first else { return [] }
            if isSorted, names.allSatisfy({ $0.string != nil }) {
                let least = names.min {
                    $0.pythonStr.unicodeScalars.lexicographicallyPrecedes($1.pythonStr.unicodeScalars)
                }
                first = least ?? first
            }
            if value.string == nil, let number = first.integer {
                let index = number < 0 ? number + names.count : number
                // A number finds an entry; were it one that can be used, the next name would find none.
                if names.indices.contains(index), names[index].mapping == nil { return [(first, names[index])] }
                if names.indices.contains(index) { throw misused(value, as: section, named: first, wrap) }
                throw Fault(
                    "IndexError",
                    "list index out of range",
                    code: .invalidSection,
                    path: section,
                    mark: value.mark,
                    problem: "'\(section)' is a list, not a mapping of names",
                    hint: "write 'name:' below it, with the settings indented"
                ).causing("ValueError", wrap(first.pythonRepr))
            }
            throw misused(value, as: section, named: first, wrap)
        } catch {
            record(error)
            return []
        }
    }

    /// What is wrong with a list or a text in place of a section.
    private func misused(
        _ value: Value,
        as section: String,
        named first: Node,
        _ wrap: (_ name: String) -> String
    ) -> Fault {
        let isList = value.string == nil
        return Fault(
            "TypeError",
            isList
                ? "list indices must be integers or slices, not \(first.value.pythonTypeName)"
                : "string indices must be integers, not 'str'",
            code: .invalidSection,
            path: section,
            mark: value.mark,
            problem: "'\(section)' is a \(isList ? "list" : "text"), not a mapping of names",
            hint: "write 'name:' below it, with the settings indented"
        ).causing("ValueError", wrap(first.pythonRepr))
    }

    /// The items that Python gets when it walks over a value: a list's items, a mapping's keys, a text's characters.
    static func iterated(_ value: Value, at path: String, code: DiagnosticCode) throws(Fault) -> [Node] {
        switch value.node?.value {
        case .sequence(let items)?, .set(let items)?: return items
        case .mapping(let mapping)?: return mapping.entries.map(\.key)
        case .string(let text)?:
            return text.unicodeScalars.map { Node(.string(String($0)), mark: value.mark) }
        default:
            if value.isStream {
                throw Fault(
                    "io.UnsupportedOperation",
                    "not readable",
                    code: code,
                    path: path,
                    mark: value.mark,
                    problem: "'\(path)' is neither a list nor a mapping"
                )
            }
            var hint: String?
            if value.isNull { hint = "leave '\(path)' out, or indent what belongs to it" }
            throw Fault(
                "TypeError",
                "'\(value.typeName)' object is not iterable",
                code: code,
                path: path,
                mark: value.mark,
                problem: value.isNull ? "'\(path)' is empty" : "'\(path)' is neither a list nor a mapping",
                hint: hint
            )
        }
    }

    /// The text that Python shows when a value cannot be a key, or `nil` when it can.
    static func unhashable(_ value: Value, isConverted: Bool) -> String? {
        switch value.node?.value {
        case .sequence?, .omap?, .pairs?: isConverted ? "ConvertingList" : "list"
        case .mapping?: isConverted ? "ConvertingDict" : "dict"
        case .set?: "set"
        default: nil
        }
    }

    /// A level by name or number.
    ///
    /// Source: CPython `logging._checkLevel`.
    func level(_ value: Value, at path: String) throws(Fault) -> Plan.LevelPlan {
        if case .bool(let flag)? = value.node?.value {
            return Plan.LevelPlan(level: Level(rawValue: flag ? 1 : 0), shown: flag ? "Level True" : nil)
        }
        if let number = value.node?.integer { return Plan.LevelPlan(level: Level(rawValue: number), shown: nil) }
        if case .object(.external(let object), _) = value.content, case .value(.int(let number)) = object.kind {
            return Plan.LevelPlan(level: Level(rawValue: Int(number)), shown: nil)
        }
        guard let text = value.string else {
            throw Fault(
                "TypeError",
                "Level not an integer or a valid string: \(value.pythonRepr)",
                code: .unknownLevel,
                path: path,
                mark: value.mark,
                problem: "\(value.pythonRepr) is not a level"
            )
        }
        if let level = levels.level(named: text) { return Plan.LevelPlan(level: level, shown: nil) }
        if let node = value.node, outsideNodes.contains(ObjectIdentifier(node)), let number = Int(text) {
            return Plan.LevelPlan(level: Level(rawValue: number), shown: nil)
        }
        throw Fault(
            "ValueError",
            "Unknown level: \(PythonText.repr(text))",
            code: .unknownLevel,
            path: path,
            mark: value.mark,
            problem: "no level is named '\(text)'",
            hint: Int(text).map { "write \($0) without quotes" }
                ?? (isPython ? nil : VariableSyntax.advice(for: text))
                ?? EditDistance.suggestion(for: text, in: levels.names)
                ?? "levels are \(levels.names.joined(separator: ", "))"
        )
    }
}
