import Glibc

/// CPython, with python-json-logger and PyYAML.
///
/// `LOGCONFIG_PYTHON` names it, else it is `python3`. What it lacks leaves it out of a scenario.
enum PythonContender {
    /// A contender, if there is an interpreter for it.
    ///
    /// - Parameters:
    ///   - kind: what it logs: `text`, `json`, `row` or `load`.
    ///   - path: the file that it writes or reads.
    ///   - file: what is cut to nothing before each slice.
    /// - Returns: the contender, or none.
    static func contender(_ kind: String, path: String, file: BenchFile? = nil) -> [Contender] {
        let interpreter = getenv("LOGCONFIG_PYTHON").map { String(cString: $0) } ?? "python3"
        let script =
            "\(#filePath)".split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
            + "/contenders/contender.py"
        return ProcessContender.contender("CPython", command: [interpreter, script, kind, path], file: file)
    }
}
