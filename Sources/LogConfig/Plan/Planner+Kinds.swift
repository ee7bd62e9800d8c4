internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// What a name in a file stands for, and where it is written.
    struct NamedEntry {
        /// What it stands for.
        let entry: RegistryEntry
        /// The name.
        let name: String
        /// Where in the document.
        let path: String
        /// Where in the file.
        let mark: Mark
    }

    /// The class of a formatter that is made with a call.
    func formatterFactory(_ named: NamedEntry, called call: Call) throws(Fault) -> FormatterFactory {
        if case .formatter(let factory) = named.entry { return factory }
        throw wrongKind(named, noun: "formatter", called: call)
    }

    /// The class of a filter that is made with a call.
    func filterFactory(_ named: NamedEntry, called call: Call) throws(Fault) -> FilterFactory {
        if case .filter(let factory) = named.entry { return factory }
        throw wrongKind(named, noun: "filter", called: call)
    }

    /// What becomes of a name that stands for something else than is wanted.
    ///
    /// CPython calls whatever it finds, and so fails where the call does; what it could call is refused here, since nothing
    /// good would come of it.
    private func wrongKind(_ named: NamedEntry, noun: String, called call: Call) -> Fault {
        var (type, message) = ("TypeError", "\(PythonText.repr(named.name)) is not a \(noun)")
        if let refused = refusal(of: call, by: named.entry) { (type, message) = refused }
        return Fault(
            type,
            message,
            code: .wrongClass,
            path: named.path,
            mark: named.mark,
            problem: "'\(named.name)' is not a \(noun)",
            hint: named.entry.adviceOnSection
        )
    }

    /// What Python says when a call does not fit, or when there is nothing to call.
    private func refusal(of call: Call, by entry: RegistryEntry) -> (type: String, message: String)? {
        let signature: CallSignature
        switch entry {
        case .handler(let factory): signature = factory.call
        case .formatter(let factory): signature = factory.call
        case .filter(let factory): signature = factory.call
        case .external:
            return entry.isCallable ? nil : ("TypeError", "'\(entry.pythonTypeName)' object is not callable")
        case .unavailable: return nil
        }
        do throws(CallError) {
            _ = try signature.bind(call, isPython: isPython)
            return nil
        } catch {
            return ("TypeError", error.message)
        }
    }
}
