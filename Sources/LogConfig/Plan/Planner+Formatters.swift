internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// The keys of a formatter without a class of its own.
    private static let formatterKeys = ["format", "datefmt", "style", "validate", "defaults", "class", "()", "."]

    /// The section `formatters`.
    ///
    /// Source: CPython `DictConfigurator.configure_formatter`.
    mutating func planFormatters() {
        for entry in entries(of: "formatters", wrap: { "Unable to configure formatter \($0)" }) {
            let path = "formatters." + entry.key.pythonStr
            let identity = SectionKey(entry.key).identity
            do throws(Fault) {
                let value = try resolver.value(entry.value, as: .formatter, at: path)
                let config = try mappingEntry(value, at: path, noun: "formatter")
                formatters[identity] = .ready(try formatter(entry.key.pythonStr, config, at: path))
            } catch {
                formatters[identity] = .faulty
                record(error.causing("ValueError", "Unable to configure formatter \(entry.key.pythonRepr)"))
            }
        }
    }

    /// An entry that is asked `'()' in entry` and then `entry.get(…)`.
    func mappingEntry(_ value: Value, at path: String, noun: String) throws(Fault) -> YAMLMapping {
        if let mapping = value.node?.mapping { return mapping }
        let (type, message): (String, String) =
            switch value.node?.value {
            case .string?, .sequence?, .omap?, .pairs?, .set?:
                ("AttributeError", value.missingAttribute("get"))
            case _ where value.isStream: ("io.UnsupportedOperation", "not readable")
            default: ("TypeError", "argument of type '\(value.typeName)' is not iterable")
            }
        throw Fault(
            type,
            message,
            code: .invalidEntry,
            path: path,
            mark: value.mark,
            problem: value.isNull ? "the \(noun) is empty" : "\(value.pythonRepr) is not the settings of a \(noun)"
        )
    }

    private mutating func formatter(
        _ name: String,
        _ config: YAMLMapping,
        at path: String
    ) throws(Fault) -> Plan.FormatterPlan {
        if let factory = config["()"] {
            return try customFormatter(name, factory, config, at: path)
        }
        let format = try resolver.value("format", of: config, at: path)
        let dateFormat = try resolver.value("datefmt", of: config, at: path)
        let style = try resolver.value("style", of: config, at: path)
        let className = try resolver.value("class", of: config, as: .formatter, at: path)
        let defaults = try resolver.value("defaults", of: config, at: path)
        let mark = className?.mark ?? config.entries.first?.key.mark
        var named: NamedEntry?
        if let className, className.isTrue {
            guard let text = className.string else {
                throw Fault(
                    "AttributeError",
                    className.missingAttribute("split"),
                    code: .wrongClass,
                    path: path + ".class",
                    mark: className.mark,
                    problem: "'class' takes a dotted name",
                    hint: className.node == nil ? "use '()' for 'ext://', or leave 'ext://' out" : nil
                )
            }
            let entry = try names.find(text, as: .formatter, at: path + ".class", mark: className.mark)
            named = NamedEntry(entry: entry, name: text, path: path + ".class", mark: className.mark)
        }
        let null = Node(.null, mark: config.entries.first?.key.mark ?? Mark(file: "", line: 1, column: 1))
        func given(_ value: Value?, default fallback: Node) -> Value {
            value ?? Value(content: .node(fallback), mark: fallback.mark)
        }
        var call = Call()
        call.positional = [
            given(format, default: null), given(dateFormat, default: null),
            given(style, default: Node(.string("%"), mark: null.mark)),
        ]
        if let validate = try resolver.value("validate", of: config, at: path) { call.positional.append(validate) }
        if let defaults, !defaults.isNull { call.keywords.append(("defaults", defaults)) }
        var factory = TextFormatterClass.factory
        if let named { factory = try formatterFactory(named, called: call) }
        try addFurtherKeys(of: config, to: &call, of: factory, hasClass: className?.isTrue ?? false, at: path)
        let blueprint = try made(factory, call, at: path, mark: mark) { try factory.make($0) }
        return formatterPlan(name, blueprint, factory, call)
    }

    /// Keys that CPython drops: options of the class are taken all the same, others are doubtful.
    private mutating func addFurtherKeys(
        of config: YAMLMapping,
        to call: inout Call,
        of factory: FormatterFactory,
        hasClass: Bool,
        at path: String
    ) throws(Fault) {
        let aliases = ["fmt": "format"]
        for (keyNode, node) in config.entries {
            let key = keyNode.pythonStr
            if Planner.formatterKeys.contains(key) { continue }
            let place = path + "." + key
            let isOption = factory.call.names.contains(key) || factory.call.takesAnything
            if hasClass, isOption, !["fmt", "datefmt", "style", "validate"].contains(key) {
                if isPython {
                    doubt(
                        .ignoredOptions,
                        at: place,
                        keyNode.mark,
                        "CPython ignores '\(key)' beside 'class'",
                        hint: "name the class by '()' in place of 'class'"
                    )
                } else {
                    call.keywords.append((key, try resolver.value(node, at: place)))
                }
                continue
            }
            let known = Planner.formatterKeys + (hasClass ? factory.call.names.filter { $0 != "fmt" } : [])
            let advice = KeyHome.advice(for: key, in: .formatter)
            doubt(
                advice == nil ? .unknownKey : .misplacedKey,
                at: place,
                keyNode.mark,
                "a formatter has no key '\(key)', and it is ignored",
                hint: aliases[key].map { "did you mean '\($0)'?" } ?? advice
                    ?? EditDistance.suggestion(for: key, in: known)
            )
        }
    }

    /// A formatter by `()`: all keys are arguments, and `format` is tried again as `fmt`.
    private mutating func customFormatter(
        _ name: String,
        _ factoryNode: Node,
        _ config: YAMLMapping,
        at path: String
    ) throws(Fault) -> Plan.FormatterPlan {
        let place = path + ".()"
        let entry = try callable(factoryNode, as: .formatter, at: place)
        var call = Call()
        call.keywords = try keywords(of: config, at: path)
        let named = NamedEntry(entry: entry, name: factoryNode.pythonStr, path: place, mark: factoryNode.mark)
        let factory = try formatterFactory(named, called: call)
        checkAttributes(
            config["."],
            known: factory.attributes,
            readBy: factory.className,
            of: "formatter",
            at: path
        )
        do throws(Fault) {
            let blueprint = try made(factory, call, at: path, mark: factoryNode.mark) { try factory.make($0) }
            return try formatterPlan(name, blueprint, factory, call, of: config, at: path)
        } catch {
            guard error.chain[0].type == "TypeError", error.chain[0].message.contains("'format'") else { throw error }
            guard let index = call.keywords.firstIndex(where: { $0.name == "format" }) else {
                throw error.causing("KeyError", "'format'")
            }
            let format = call.keywords.remove(at: index)
            call.keywords.removeAll { $0.name == "fmt" }
            call.keywords.append(("fmt", format.value))
            do throws(Fault) {
                let blueprint = try made(factory, call, at: path, mark: factoryNode.mark) { try factory.make($0) }
                return try formatterPlan(name, blueprint, factory, call, of: config, at: path)
            } catch let second {
                throw second.because(of: error.chain[0].type, error.chain[0].message)
            }
        }
    }

    /// The plan of a formatter with the attributes that `.` sets.
    private mutating func formatterPlan(
        _ name: String,
        _ blueprint: FormatterBlueprint,
        _ factory: FormatterFactory,
        _ call: Call,
        of config: YAMLMapping,
        at path: String
    ) throws(Fault) -> Plan.FormatterPlan {
        guard let value = try resolver.value(".", of: config, at: path) else {
            return formatterPlan(name, blueprint, factory, call)
        }
        var changed = try self.call(call, changedBy: value, of: factory, at: path)
        guard !changed.attributes.isEmpty else { return formatterPlan(name, blueprint, factory, call) }
        let other = try made(factory, changed, at: path, mark: value.mark) { try factory.make($0) }
        // Two formatters that differ in their attributes only are not the same.
        changed.keywords.append((".", value))
        return formatterPlan(name, other, factory, changed)
    }

    func formatterPlan(
        _ name: String,
        _ blueprint: FormatterBlueprint,
        _ factory: FormatterFactory,
        _ call: Call
    ) -> Plan.FormatterPlan {
        var description: LogObject = ["class": .string(factory.className)]
        if factory.isStandIn { description["stand_in"] = .bool(true) }
        for field in blueprint.settings.fields { description[field.key] = field.value }
        return Plan.FormatterPlan(
            name: name,
            formatter: blueprint.formatter,
            description: description,
            provenance: Provenance(factory.identity, className: factory.className, call)
        )
    }
}
