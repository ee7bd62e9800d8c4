internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// What `()` names: a dotted name, or an object behind `ext://`.
    ///
    /// Source: CPython `BaseConfigurator.configure_custom`.
    func callable(_ node: Node, as role: Registry.Role, at path: String) throws(Fault) -> RegistryEntry {
        let value = try resolver.value(node, as: role, at: path)
        switch value.content {
        case .object(let entry, _):
            guard entry.isCallable else {
                throw Fault(
                    "AttributeError",
                    value.missingAttribute("split"),
                    code: .wrongClass,
                    path: path,
                    mark: node.mark,
                    problem: "'\(node.pythonStr)' is not a class"
                )
            }
            return entry
        case .node(let node):
            guard let name = node.string else {
                throw Fault(
                    "AttributeError",
                    "'\(node.convertedTypeName)' object has no attribute 'split'",
                    code: node.isNull ? .missingClass : .wrongClass,
                    path: path,
                    mark: node.mark,
                    problem: node.isNull ? "the name of the class is empty" : "a class is named by a dotted name"
                )
            }
            return try names.resolve(name, as: role, at: path, mark: node.mark)
        }
    }

    /// All keys of an entry as arguments, `()` and `.` left out.
    ///
    /// Source: CPython `valid_ident`.
    func keywords(
        of config: YAMLMapping,
        except left: Set<String> = [],
        role: (String) -> Registry.Role = { _ in .object },
        known: [String] = [],
        at path: String
    ) throws(Fault) -> [(name: String, value: Value)] {
        var keywords: [(name: String, value: Value)] = []
        for (keyNode, node) in config.entries {
            let shown = keyNode.pythonStr
            guard let key = keyNode.string else {
                throw Fault(
                    "TypeError",
                    "expected string or bytes-like object, got '\(keyNode.value.pythonTypeName)'",
                    code: .invalidIdentifier,
                    path: path + "." + shown,
                    mark: keyNode.mark,
                    problem: "the name of an argument is a text, not \(keyNode.pythonRepr)"
                )
            }
            if key == "." || key == "()" || left.contains(key) { continue }
            guard Planner.isIdentifier(key) else {
                throw Fault(
                    "ValueError",
                    "Not a valid Python identifier: \(PythonText.repr(key))",
                    code: .invalidIdentifier,
                    path: path + "." + key,
                    mark: keyNode.mark,
                    problem: "'\(key)' cannot be the name of an argument",
                    hint: Planner.identifier(meantBy: key, among: known).map { "write '\($0)'" }
                )
            }
            keywords.append((key, try resolver.value(node, as: role(key), at: path + "." + key)))
        }
        return keywords
    }

    /// The name of an argument that a key with dashes stands for.
    private static func identifier(meantBy key: String, among known: [String]) -> String? {
        guard key.contains("-") else { return nil }
        let letters = key.replacing("-", with: "").lowercased()
        return known.first { $0.replacing("_", with: "").lowercased() == letters } ?? key.replacing("-", with: "_")
    }

    /// Source: CPython `logging.config.IDENTIFIER`.
    static func isIdentifier(_ text: String) -> Bool {
        var bytes = Substring(text).utf8
        if bytes.last == UInt8(ascii: "\n") { bytes = bytes.dropLast() }
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte < 0x80
    }

    /// Calls a factory with arguments that fit it, and notes what is doubtful about them.
    mutating func made<Product>(
        _ factory: some Callable,
        _ call: Call,
        at path: String,
        mark: Mark?,
        _ make: (Arguments) throws -> Product
    ) throws(Fault) -> Product {
        func place(_ argument: String?, _ parts: [ArgumentPart]) -> (path: String, mark: Mark?) {
            guard let argument else { return (path, mark) }
            let index = factory.call.parameters.firstIndex(of: argument)
            let value =
                call.attributes.first { $0.name == argument }?.value
                ?? call.keywords.first { $0.name == argument }?.value
                ?? index.flatMap { call.positional.indices.contains($0) ? call.positional[$0] : nil }
            let part = value?.place(of: parts)
            return (path + "." + argument + (part?.path ?? ""), part?.mark ?? mark)
        }
        let bound: [(name: String, value: Value)]
        do throws(CallError) {
            bound = try factory.call.bind(call, isPython: compatibility == .python313)
        } catch {
            recordUnexpected(call, of: factory, except: error.argument, place)
            let argument = error.argument ?? ""
            let isMissing = error.kind == .missing
            let known = factory.call.names
            throw Fault(
                "TypeError",
                error.message,
                code: isMissing ? .missingArgument : .unknownArgument,
                path: isMissing ? path : place(error.argument, []).path,
                mark: place(error.argument, []).mark,
                problem: isMissing
                    ? "'\(argument)' is missing" : "'\(factory.className)' has no argument '\(argument)'",
                hint: isMissing
                    ? nil
                    : EditDistance.suggestion(for: argument, in: known)
                        ?? KeyHome.advice(for: argument, in: factory.place)
            )
        }
        let arguments = Arguments(
            className: factory.className,
            values: bound,
            attributes: call.attributes,
            outsideNodes: outsideNodes,
            compatibility: compatibility,
            compressors: names.registry.compressors,
            registered: { [registry = names.registry] in registry[$0] }
        )
        do {
            let product = try make(arguments)
            for item in arguments.doubts {
                let at = place(item.argument, [])
                doubt(item.code, at: at.path, at.mark, item.problem, hint: item.hint)
            }
            if let unread = arguments.unread.first, !factory.isStandIn {
                let at = place(unread, [])
                throw Fault(
                    "TypeError",
                    "\(factory.className)() got an unexpected keyword argument '\(unread)'",
                    code: .unknownArgument,
                    path: at.path,
                    mark: at.mark,
                    problem: "'\(factory.className)' has no argument '\(unread)'",
                    hint: EditDistance.suggestion(for: unread, in: arguments.consumed)
                )
            }
            return product
        } catch let fault as Fault {
            throw fault
        } catch let error as ArgumentError {
            for other in error.others { recordFurther(Planner.fault(other, at: place(other.argument, other.parts))) }
            recordFurtherErrors(after: error, bound, of: factory, place, make)
            throw Planner.fault(error, at: place(error.isMissing ? nil : error.argument, error.parts))
        } catch let error as FormattingError {
            let argument = call.keywords.first { $0.name == "fmt" || $0.name == "format" }
            let value = argument?.value ?? call.positional.first { $0.string != nil }
            let fault = Fault(
                error.pythonType,
                error.message,
                code: .invalidFormat,
                path: path + "." + (argument?.name ?? "format"),
                mark: value?.mark ?? mark
            )
            guard let cause = error.message.causeOfInvalidFormat else { throw fault }
            throw fault.because(of: "ValueError", cause)
        } catch {
            throw Fault(
                "ValueError",
                "\(error)",
                code: .invalidArgument,
                path: path,
                mark: mark
            )
        }
    }

    /// The fault of an argument.
    private static func fault(_ error: ArgumentError, at place: (path: String, mark: Mark?)) -> Fault {
        var fault = Fault(
            error.pythonType,
            error.pythonMessage,
            code: error.isMissing ? .missingArgument : .invalidArgument,
            path: place.path,
            mark: place.mark,
            problem: error.problem,
            hint: error.hint
        )
        for cause in error.causes { fault = fault.because(of: cause.type, cause.message) }
        return fault
    }

    /// Arguments that the class does not take, beyond the one that CPython stops at.
    private mutating func recordUnexpected(
        _ call: Call,
        of factory: some Callable,
        except first: String?,
        _ place: (String?, [ArgumentPart]) -> (path: String, mark: Mark?)
    ) {
        let known = factory.call.names
        guard !factory.call.takesAnything else { return }
        for (name, _) in call.keywords where name != first && !known.contains(name) {
            // `format` is tried again as `fmt`.
            if name == "format", known.contains("fmt") { continue }
            let at = place(name, [])
            recordFurther(
                Fault(
                    "TypeError",
                    "\(factory.call.name)() got an unexpected keyword argument '\(name)'",
                    code: .unknownArgument,
                    path: at.path,
                    mark: at.mark,
                    problem: "'\(factory.className)' has no argument '\(name)'",
                    hint: EditDistance.suggestion(for: name, in: known)
                        ?? KeyHome.advice(for: name, in: factory.place)
                )
            )
        }
    }

    /// Errors that come to light when an argument with one is left out.
    private mutating func recordFurtherErrors<Product>(
        after first: ArgumentError,
        _ bound: [(name: String, value: Value)],
        of factory: some Callable,
        _ place: (String?, [ArgumentPart]) -> (path: String, mark: Mark?),
        _ make: (Arguments) throws -> Product
    ) {
        var left = bound
        var faulty = first
        while !faulty.isMissing, let index = left.firstIndex(where: { $0.name == faulty.argument }) {
            left.remove(at: index)
            let arguments = Arguments(
                className: factory.className,
                values: left,
                outsideNodes: outsideNodes,
                compatibility: compatibility,
                compressors: names.registry.compressors
            )
            do {
                _ = try make(arguments)
            } catch let error as ArgumentError where !error.isMissing {
                for fault in [error] + error.others {
                    recordFurther(Planner.fault(fault, at: place(fault.argument, fault.parts)))
                }
                faulty = error
                continue
            } catch {
                // What is missing now was left out here.
            }
            for item in arguments.doubts {
                let at = place(item.argument, [])
                doubt(item.code, at: at.path, at.mark, item.problem, hint: item.hint)
            }
            return
        }
    }
}

/// What the three kinds of classes have in common.
protocol Callable {
    /// The class as descriptions show it.
    var className: String { get }
    /// The arguments that it takes.
    var call: CallSignature { get }
    /// Whether it stands in for a class that is not known.
    var isStandIn: Bool { get }
    /// What tells it apart from another class of the same name.
    var identity: FactoryIdentity { get }
    /// Where entries of the kind stand.
    var place: KeyHome.Place { get }
}

extension HandlerFactory: Callable {
    var place: KeyHome.Place { .handler }
}
extension FormatterFactory: Callable {
    var place: KeyHome.Place { .formatter }
}
extension FilterFactory: Callable {
    var place: KeyHome.Place { .filter }
}

extension String {
    /// What CPython had found out about a format in braces before it said so as a whole.
    ///
    /// Source: CPython `StrFormatStyle.validate`.
    fileprivate var causeOfInvalidFormat: String? {
        let prefix = "invalid format: "
        guard hasPrefix(prefix) else { return nil }
        let rest = String(dropFirst(prefix.count))
        return rest == "no fields" || rest == "bare '$' not allowed" ? nil : rest
    }
}
