internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// `logconfig.redaction`: one filter for all handlers, after the filters that each of them has.
    ///
    /// It takes what `logconfig.RedactionFilter` takes.
    mutating func planRedaction() {
        let path = "logconfig.redaction"
        guard let node = document["logconfig"]?.mapping?["redaction"], !node.isNull else { return }
        do throws(Fault) {
            guard let config = node.mapping else {
                throw Fault(
                    "ValueError",
                    "'redaction' is not a mapping",
                    code: .invalidSettings,
                    path: path,
                    mark: node.mark,
                    problem: "'redaction' is not a mapping",
                    hint: "write 'rules:' below it, as for logconfig.RedactionFilter"
                )
            }
            let factory = RedactionFilterClass.factory
            var call = Call()
            call.keywords = try keywords(of: config, at: path)
            let filter = try made(factory, call, at: path, mark: node.mark) { try factory.make($0) }
            let redaction = Plan.FilterPlan(
                name: path,
                filter: filter,
                description: ["class": .string(factory.className)],
                provenance: Provenance(factory.identity, className: factory.className, call)
            )
            plan.handlers.modifyEach { $0.filters.append(redaction) }
        } catch {
            record(error)
        }
    }
}
