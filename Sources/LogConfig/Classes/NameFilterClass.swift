internal import LogRuntime

/// `logging.Filter`.
enum NameFilterClass {
    static let factory = FilterFactory(
        className: "logging.Filter",
        call: CallSignature("Filter.__init__", ["name"])
    ) { arguments in
        guard let value = arguments.raw("name") else { return NameFilter() }
        guard let name = value.string else {
            throw ArgumentError(
                "name",
                value.isNull ? "the name of the logger is empty" : "\(value.pythonRepr) is not the name of a logger",
                hint: value.isNull ? "leave 'name' out to let everything pass" : nil,
                pythonType: "TypeError",
                pythonMessage: "object of type '\(value.typeName)' has no len()"
            )
        }
        return NameFilter(name: name)
    }
}
