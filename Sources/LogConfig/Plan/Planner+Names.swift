internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// How many names a hint lists at most.
    static let listedNames = 20
    /// How many faults of a file get a hint about names.
    private static let advisedFaults = 100

    /// The filters that a list names.
    ///
    /// Source: CPython `DictConfigurator.add_filters`.
    ///
    /// - Returns: the filters that are ready, each once.
    mutating func filterList(
        _ value: Value,
        at path: String,
        wrap: (Fault) -> Fault
    ) -> [Plan.FilterPlan] {
        var found: [Plan.FilterPlan] = []
        var seen: Set<String> = []
        do throws(Fault) {
            for (index, item) in try Planner.iterated(value, at: path, code: .invalidEntry).enumerated() {
                do throws(Fault) {
                    let place = value.node?.sequence == nil ? path : "\(path)[\(index)]"
                    guard case .ready(let filter) = try lookUpFilter(item, at: place) else { continue }
                    if seen.insert(filter.name).inserted { found.append(filter) }
                } catch {
                    record(wrap(error.causing("ValueError", "Unable to add filter \(item.pythonRepr)")))
                    // A text is walked character by character: one error says it all.
                    if value.string != nil { break }
                }
            }
        } catch {
            record(wrap(error))
        }
        return found
    }

    private func lookUpFilter(_ item: Node, at path: String) throws(Fault) -> Outcome<Plan.FilterPlan> {
        let value = Value(content: .node(item), mark: item.mark)
        return try lookUp(value, in: filters, section: "filters", noun: "filter", .unknownFilter, at: path)
    }

    /// Finds what a name in a section came to.
    ///
    /// - Throws: Python's `KeyError` for a name that there is not, its `TypeError` for what cannot be a name.
    func lookUp<Item>(
        _ value: Value,
        in table: [String: Outcome<Item>],
        section: String,
        noun: String,
        _ code: DiagnosticCode,
        isConverted: Bool = false,
        at path: String
    ) throws(Fault) -> Outcome<Item> {
        // An empty text or list in place of the section: CPython got this far without a look at it.
        if let place = try? resolver.value(section, of: document, at: ""), place.node?.mapping == nil,
            value.string != nil
        {
            throw Fault(
                "TypeError",
                place.string == nil
                    ? "list indices must be integers or slices, not str" : "string indices must be integers, not 'str'",
                code: code,
                path: path,
                mark: value.mark,
                problem: "'\(section)' is no mapping of names"
            )
        }
        if let type = Planner.unhashable(value, isConverted: isConverted) {
            throw Fault(
                "TypeError",
                "unhashable type: '\(type)'",
                code: code,
                path: path,
                mark: value.mark,
                problem: "a \(noun) is named by a text, not by \(value.pythonRepr)",
                hint: "define it under '\(section)' and write its name here"
            )
        }
        let key = value.node.map(SectionKey.init) ?? SectionKey(value.pythonRepr)
        if let outcome = table[key.identity] { return outcome }
        let known = table.keys.compactMap(SectionKey.text(ofIdentity:))
        let hint = advice(on: value.node?.pythonStr ?? "", among: known, noun: noun)
        throw Fault(
            "KeyError",
            value.pythonRepr,
            code: code,
            path: path,
            mark: value.mark,
            problem: document[section] == nil
                ? "there is no section '\(section)' for \(noun) \(value.pythonRepr)"
                : "no \(noun) is named \(value.pythonRepr)",
            hint: hint
        )
    }

    /// The name that was probably meant, or those that there are; `nil` in a file that has had its share of advice.
    func advice(on word: String, among known: [String], noun: String) -> String? {
        // Each look goes through all names: thousands of mistakes among thousands of names would take minutes.
        guard !known.isEmpty, faults.count < Planner.advisedFaults else { return nil }
        let known = known.sorted()
        if let suggestion = EditDistance.suggestion(for: word, in: known) { return suggestion }
        let listed = known.prefix(Planner.listedNames).map { "'\($0)'" }.joined(separator: ", ")
        let others = known.count - Planner.listedNames
        return "\(noun)s are \(listed)" + (others > 0 ? " and \(others) more" : "")
    }
}
