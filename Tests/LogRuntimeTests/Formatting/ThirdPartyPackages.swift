/// Python packages whose formatters ours are compared with.
enum ThirdPartyPackages {
    /// Whether the interpreter has them.
    static func isPresent(_ module: String) -> Bool {
        guard CPython313.path != nil else { return false }
        let question = "import importlib.util; print(importlib.util.find_spec('\(module)') is not None)"
        return (try? CPython313.run(script: question, zone: "UTC", input: [])) == ["True"]
    }
}
