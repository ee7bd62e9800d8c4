internal import YAMLTree

/// An error on its way up through the steps of planning: CPython's exception with its causes, and our own words for it.
struct Fault: Error, Sendable {
    /// One exception of the chain.
    typealias Link = LoggingConfigurationError.Link

    /// CPython's exceptions, outermost first.
    var chain: [Link]
    /// The kind of trouble.
    var code: DiagnosticCode
    /// Where in the document.
    var path: String
    /// Where in the file.
    var mark: Mark?
    /// What is wrong, in one line.
    var problem: String
    /// What would probably help.
    var hint: String?
    /// The handler that must be made before, as ``SectionKey`` tells it from others.
    var awaited: String?

    /// Creates a fault.
    ///
    /// - Parameters:
    ///   - type: the Python exception's class.
    ///   - message: the Python exception's text.
    ///   - code: the kind of trouble.
    ///   - path: where in the document.
    ///   - mark: where in the file.
    ///   - problem: our own words; `nil` takes Python's text.
    ///   - hint: what would probably help.
    init(
        _ type: String,
        _ message: String,
        code: DiagnosticCode,
        path: String,
        mark: Mark?,
        problem: String? = nil,
        hint: String? = nil
    ) {
        self.chain = [Link(type: type, message: message)]
        self.code = code
        self.path = path
        self.mark = mark
        self.problem = problem ?? message
        self.hint = hint
    }

    /// The same fault as the cause of another exception.
    func causing(_ type: String, _ message: String) -> Fault {
        var fault = self
        fault.chain.insert(Link(type: type, message: message), at: 0)
        return fault
    }

    /// The same fault with another exception behind it all.
    func because(of type: String, _ message: String) -> Fault {
        var fault = self
        fault.chain.append(Link(type: type, message: message))
        return fault
    }

    /// Whether CPython would try the handler again after the others: it looks for these words.
    var isDeferral: Bool {
        let ending = " not configured yet"
        return chain.count > 1 && chain[1].message.hasSuffix(ending) || chain.last?.message.hasSuffix(ending) == true
    }
}
