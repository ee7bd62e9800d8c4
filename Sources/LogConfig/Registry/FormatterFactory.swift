package import LogRuntime

/// A formatter class: which arguments it takes and how a formatter is made of them.
package struct FormatterFactory: Sendable {
    /// The class as descriptions show it.
    package var className: String
    /// The arguments that it takes.
    package var call: CallSignature
    /// The names under `.` that mean something to it.
    package var attributes: Set<String> = []
    /// Whether it stands in for a class that is not known.
    package var isStandIn = false
    /// What tells it apart from another class of the same name.
    let identity = FactoryIdentity()
    /// The arguments described, where the class is not one of Python's.
    package var arguments: [ArgumentDescription] = []
    /// Makes the formatter.
    package var make: @Sendable (Arguments) throws -> FormatterBlueprint

    /// Creates a class.
    package init(
        className: String,
        call: CallSignature,
        attributes: Set<String> = [],
        make: @escaping @Sendable (Arguments) throws -> FormatterBlueprint
    ) {
        self.className = className
        self.call = call
        self.attributes = attributes
        self.make = make
    }
}

/// A formatter and how descriptions show it.
package struct FormatterBlueprint: Sendable {
    /// The formatter.
    package var formatter: any Formatter
    /// Its settings as descriptions show them: `fmt`, `datefmt`, `style`.
    package var settings: LogObject

    /// Creates a blueprint.
    package init(formatter: any Formatter, settings: LogObject) {
        self.formatter = formatter
        self.settings = settings
    }
}

/// A filter class: which arguments it takes and how a filter is made of them.
package struct FilterFactory: Sendable {
    /// The class as descriptions show it.
    package var className: String
    /// The arguments that it takes.
    package var call: CallSignature
    /// Whether it stands in for a class that is not known.
    package var isStandIn = false
    /// What tells it apart from another class of the same name.
    let identity = FactoryIdentity()
    /// The arguments described, where the class is not one of Python's.
    package var arguments: [ArgumentDescription] = []
    /// Makes the filter.
    package var make: @Sendable (Arguments) throws -> any Filter

    /// Creates a class.
    package init(
        className: String,
        call: CallSignature,
        make: @escaping @Sendable (Arguments) throws -> any Filter
    ) {
        self.className = className
        self.call = call
        self.make = make
    }
}
