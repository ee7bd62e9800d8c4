/// The parameters of a Python callable, to accept and refuse the same keywords in the same words.
package struct CallSignature: Sendable {
    /// The callable's name in messages, such as `FileHandler.__init__`.
    let name: String
    /// Parameters that may be given by position or name, in order.
    let parameters: [String]
    /// How many of them, from the first on, must be given.
    let required: Int
    /// Parameters that are given by name only.
    let keywordOnly: [String]
    /// Parameters that Python does not have; unknown in its way.
    let extensions: [String]
    /// Whether any other name is taken, too.
    let takesAnything: Bool

    /// Creates a signature.
    package init(
        _ name: String,
        _ parameters: [String] = [],
        required: Int = 0,
        keywordOnly: [String] = [],
        extensions: [String] = [],
        takesAnything: Bool = false
    ) {
        self.name = name
        self.parameters = parameters
        self.required = required
        self.keywordOnly = keywordOnly
        self.extensions = extensions
        self.takesAnything = takesAnything
    }

    /// A callable that says itself which names it takes.
    package static let anything = CallSignature("", takesAnything: true)

    /// All names that may be given.
    var names: [String] { parameters + keywordOnly + extensions }

    /// Binds a call as Python does.
    ///
    /// Source: CPython `initialize_locals`: unexpected names first, in the order given, then too many values, then missing ones.
    ///
    /// - Parameters:
    ///   - call: the arguments.
    ///   - isPython: whether names that Python does not have are unknown.
    /// - Returns: the arguments by name.
    /// - Throws: ``CallError`` when the call does not fit.
    func bind(_ call: Call, isPython: Bool = false) throws(CallError) -> [(name: String, value: Value)] {
        var bound = Array(zip(parameters, call.positional).map { (name: $0, value: $1) })
        let names = isPython ? parameters + keywordOnly : names
        for (keyword, value) in call.keywords {
            guard takesAnything || names.contains(keyword) else {
                var message = "\(name)() got an unexpected keyword argument '\(keyword)'"
                if let meant = PythonSuggestion.name(for: keyword, in: ["self"] + parameters + keywordOnly) {
                    message += ". Did you mean '\(meant)'?"
                }
                throw CallError(message: message, argument: keyword, kind: .unexpected)
            }
            guard !bound.contains(where: { $0.name == keyword }) else {
                throw CallError(
                    message: "\(name)() got multiple values for argument '\(keyword)'",
                    argument: keyword,
                    kind: .unexpected
                )
            }
            bound.append((keyword, value))
        }
        guard call.positional.count <= parameters.count || takesAnything else {
            let given = call.positional.count + 1
            let most = parameters.count + 1
            let least = required + 1
            let range = least == most ? "\(most)" : "from \(least) to \(most)"
            throw CallError(
                message: "\(name)() takes \(range) positional argument\(most == 1 ? "" : "s") but \(given) were given",
                argument: nil,
                kind: .unexpected
            )
        }
        let missing = parameters.prefix(required).filter { parameter in !bound.contains { $0.name == parameter } }
        guard missing.isEmpty else {
            throw CallError(
                message: "\(name)() missing \(missing.count) required positional "
                    + "argument\(missing.count == 1 ? "" : "s"): \(CallSignature.enumerated(missing))",
                argument: missing.first,
                kind: .missing
            )
        }
        return bound
    }

    /// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
    private static func enumerated(_ names: [String]) -> String {
        let quoted = names.map { "'\($0)'" }
        guard quoted.count > 2, let last = quoted.last else { return quoted.joined(separator: " and ") }
        return quoted.dropLast().joined(separator: ", ") + ", and " + last
    }
}

/// A call of a class or factory, as the document asks for it.
struct Call: Sendable {
    /// Arguments given by position.
    var positional: [Value] = []
    /// Arguments given by name.
    var keywords: [(name: String, value: Value)] = []
    /// Attributes that are set once the object is there.
    var attributes: [(name: String, value: Value)] = []
}

/// Why a call does not fit its callable: Python's `TypeError`.
struct CallError: Error {
    /// The two kinds.
    enum Kind {
        /// An argument too many.
        case unexpected
        /// An argument too few.
        case missing
    }

    /// Python's text.
    let message: String
    /// The argument.
    let argument: String?
    /// Whether there is one too many or one too few.
    let kind: Kind
}
