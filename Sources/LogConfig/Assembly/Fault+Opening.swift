internal import LogRuntime
internal import YAMLTree

extension Fault {
    /// The fault of a handler that cannot be opened.
    ///
    /// - Parameters:
    ///   - handler: the handler.
    ///   - error: why.
    ///   - stage: who reads the file: CPython's words depend on it.
    /// - Returns: the fault, at the handler's place.
    static func opening(
        _ handler: Plan.HandlerPlan,
        failed error: any Error,
        stage: LoggingConfigurationError.Stage
    ) -> Fault {
        let (type, message, problem): (String, String, String) =
            switch error {
            case let error as SinkError: (error.pythonType, error.pythonMessage, error.description)
            case let error as ArgumentError: (error.pythonType, error.pythonMessage, error.description)
            case let error as FormattingError: (error.pythonType, error.message, error.message)
            default: ("ValueError", "\(error)", "\(error)")
            }
        var hint: String?
        if let error = error as? SinkError, error.pythonType == "FileNotFoundError", let file = handler.blueprint.file {
            let path = file.filename.contains("/") ? file.filename : error.place
            let directory = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
            hint = "make the directory '\(directory)' first"
        }
        let fault = Fault(
            type,
            message,
            code: .cannotOpen,
            path: handler.path,
            mark: handler.mark,
            problem: problem,
            hint: hint
        )
        // CPython's `fileConfig` lets errors through as they are.
        if stage == .fileConfig { return fault }
        return fault.causing("ValueError", "Unable to configure handler \(PythonText.repr(handler.name))")
    }
}
