import TestSupport

@testable import LogRuntime

/// Random options of a JSON formatter, for Swift and for Python.
struct JSONSetting {
    /// The options.
    var options = JSONFormatter.Options()
    /// Python's keyword arguments.
    var arguments: [String] = []

    private static let names =
        [
            "message", "asctime", "levelname", "levelno", "name", "lineno", "funcName", "created", "msecs", "taskName",
            "exc_info", "stack_info", "exc_text", "args", "msg", "process", "threadName", "relativeCreated", "nope",
            "timestamp",
        ] + SampleRecord.ownNames

    /// Chooses options that all formatters of python-json-logger have.
    init(using random: inout SeededGenerator) {
        chooseFields(using: &random)
        if random.chance(20) {
            options.dateFormat = random.pick(["%H:%M:%S", "\"%Y\" é", "%%"])
            add("datefmt", options.dateFormat ?? "")
        }
        if random.chance(15) {
            options.prefix = random.pick(["@cee: ", "é", "{", ""])
            add("prefix", options.prefix)
        }
        if random.chance(35) { chooseRenames(using: &random) }
        if random.chance(30) {
            options.staticFields = SampleRecord.object(named: JSONSetting.names, using: &random)
            arguments.append("static_fields=" + PythonExpression.of(options.staticFields))
        }
        if random.chance(20) {
            options.defaults = SampleRecord.object(named: JSONSetting.names, using: &random)
            arguments.append("defaults=" + PythonExpression.of(options.defaults))
        }
        if random.chance(20) {
            // The attribute `exc_info` itself is Python's own triple; here there is the text alone.
            let reserved =
                ["exc_info"] + (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(JSONSetting.names) }
            options.reservedAttributes = reserved
            arguments.append("reserved_attrs=" + list(reserved))
        }
        if random.chance(30) {
            options.timestampKey = random.pick(["timestamp", "@t", "message", "user", "time"])
            let isTrue = options.timestampKey == "timestamp" && random.chance(50)
            arguments.append("timestamp=" + (isTrue ? "True" : PythonExpression.of(options.timestampKey ?? "")))
        }
        if random.chance(20) {
            options.splitsException = true
            arguments.append("exc_info_as_array=True")
        }
        if random.chance(20) {
            options.splitsStack = true
            arguments.append("stack_info_as_array=1")
        }
    }

    /// Chooses those that the formatter on Python's own `json` has besides.
    mutating func chooseSpelling(using random: inout SeededGenerator) {
        if random.chance(40) {
            options.style.isASCII = false
            arguments.append("json_ensure_ascii=False")
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            options.style.indent = "  "
            arguments.append("json_indent=2")
        case 1:
            options.style.indent = "\t"
            arguments.append("json_indent='\\t'")
        case 2:
            options.style.indent = ""
            arguments.append("json_indent=0")
        default: break
        }
    }

    private mutating func chooseFields(using random: inout SeededGenerator) {
        let chosen = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(JSONSetting.names) }
        let style = random.pick(["%", "{", "$", ",", "list"])
        switch style {
        case "list":
            options.fields = .names(chosen)
            arguments.append("fmt=" + list(chosen))
            return
        case "%": options.fields = .format(chosen.map { "%(\($0))s" }.joined(separator: " "), style: style)
        case "{": options.fields = .format(chosen.map { "{\($0)}" }.joined(separator: " "), style: style)
        case "$": options.fields = .format(chosen.map { "${\($0)}" }.joined(separator: " "), style: style)
        default: options.fields = .format(chosen.joined(separator: ", "), style: style)
        }
        if case .format(let format?, _) = options.fields { add("fmt", format) }
        add("style", style)
        if random.chance(50) {
            options.validate = false
            arguments.append("validate=False")
        }
    }

    private mutating func chooseRenames(using random: inout SeededGenerator) {
        var renames: [(field: String, key: String)] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let field = random.pick(JSONSetting.names)
            guard !renames.contains(where: { $0.field == field }) else { continue }
            renames.append((field, random.pick(JSONSetting.names + ["log.level", "", "\"q\""])))
        }
        options.renames = renames
        let pairs = renames.map { "\(PythonExpression.of($0.field)): \(PythonExpression.of($0.key))" }
        arguments.append("rename_fields={\(pairs.joined(separator: ", "))}")
        if random.chance(40) {
            options.keepsMissingRenames = true
            arguments.append("rename_fields_keep_missing=True")
        }
    }

    private mutating func add(_ name: String, _ text: String) {
        arguments.append("\(name)=\(PythonExpression.of(text))")
    }

    private func list(_ names: [String]) -> String {
        "[" + names.map { PythonExpression.of($0) }.joined(separator: ", ") + "]"
    }
}
