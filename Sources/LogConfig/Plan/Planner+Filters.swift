internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// The section `filters`.
    ///
    /// Source: CPython `DictConfigurator.configure_filter`.
    mutating func planFilters() {
        for entry in entries(of: "filters", wrap: { "Unable to configure filter \($0)" }) {
            let path = "filters." + entry.key.pythonStr
            let identity = SectionKey(entry.key).identity
            do throws(Fault) {
                let value = try resolver.value(entry.value, as: .filter, at: path)
                let config = try mappingEntry(value, at: path, noun: "filter")
                filters[identity] = .ready(try filter(entry.key.pythonStr, config, at: path))
            } catch {
                filters[identity] = .faulty
                record(error.causing("ValueError", "Unable to configure filter \(entry.key.pythonRepr)"))
            }
        }
    }

    private mutating func filter(
        _ name: String,
        _ config: YAMLMapping,
        at path: String
    ) throws(Fault) -> Plan.FilterPlan {
        var factory = NameFilterClass.factory
        var call = Call()
        if let node = config["()"] {
            let entry = try callable(node, as: .filter, at: path + ".()")
            call.keywords = try keywords(of: config, at: path)
            let named = NamedEntry(entry: entry, name: node.pythonStr, path: path + ".()", mark: node.mark)
            factory = try filterFactory(named, called: call)
            checkAttributes(config["."], known: [], of: "filter", at: path)
        } else {
            if let value = try resolver.value("name", of: config, at: path) { call.keywords = [("name", value)] }
            for (key, _) in config.entries where key.pythonStr != "name" {
                let isClass = key.string == "class"
                doubt(
                    .unknownKey,
                    at: path + "." + key.pythonStr,
                    key.mark,
                    "a filter has no key '\(key.pythonStr)', and it is ignored",
                    hint: isClass
                        ? "name a filter's class by '()'"
                        : EditDistance.suggestion(for: key.pythonStr, in: ["name", "()"])
                )
            }
        }
        let mark = config.entries.first?.key.mark
        let filter = try made(factory, call, at: path, mark: mark) { try factory.make($0) }
        if config["()"] != nil { _ = try attributes(try resolver.value(".", of: config, at: path), at: path) }
        var description: LogObject = ["class": .string(factory.className)]
        if factory.isStandIn { description["stand_in"] = .bool(true) }
        if let filter = filter as? NameFilter { description["name"] = .string(filter.name) }
        return Plan.FilterPlan(
            name: name,
            filter: filter,
            description: description,
            provenance: Provenance(factory.identity, className: factory.className, call)
        )
    }
}
