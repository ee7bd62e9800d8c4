internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// What people call the attributes that go by other names.
    private static let otherNames = [
        "level": "levelname", "severity": "levelname", "time": "asctime", "timestamp": "asctime", "date": "asctime",
        "logger": "name", "line": "lineno", "file": "filename", "path": "pathname", "func": "funcName",
        "function": "funcName", "pid": "process", "process_id": "process", "thread_name": "threadName",
        "thread_id": "thread", "task": "taskName", "text": "message",
    ]

    /// Text formatters whose formats show what no record has.
    mutating func reviewFormats() {
        for (keyNode, _) in document["formatters"]?.mapping?.entries ?? [] {
            guard case .ready(let formatter)? = formatters[SectionKey(keyNode).identity],
                formatter.description["class"] == "logging.Formatter",
                let entry = document["formatters"]?.mapping?[keyNode.pythonStr]?.mapping
            else { continue }
            let path = "formatters." + keyNode.pythonStr
            reviewFields(of: formatter, entry, at: path)
            reviewDate(of: formatter, entry, at: path)
        }
    }

    private mutating func reviewFields(of formatter: Plan.FormatterPlan, _ entry: YAMLMapping, at path: String) {
        guard case .string(let format)? = formatter.description["fmt"],
            case .string(let symbol)? = formatter.description["style"], let style = FormatStyle(rawValue: symbol)
        else { return }
        var defaults: Set<String> = []
        if case .object(let object)? = formatter.description["defaults"] { defaults = Set(object.fields.map(\.key)) }
        let key = entry["format"] == nil ? "fmt" : "format"
        let mark = entry[key]?.mark
        var told: Set<String> = []
        for field in style.fields(of: format) where told.insert(field.name).inserted {
            if field.isSwallowed {
                doubt(
                    .swallowedField,
                    at: path + "." + key,
                    mark,
                    "'%(\(field.name))' lacks the letter behind it and swallows the next '%'",
                    hint: "write '%(\(field.name))s'"
                )
            }
            guard RecordField(attribute: field.name) == nil, !defaults.contains(field.name) else { continue }
            let known = RecordField.allCases.map(\.rawValue)
            let meant = Planner.otherNames[field.name] ?? EditDistance.nearest(to: field.name, in: known)
            doubt(
                .unknownField,
                at: path + "." + key,
                mark,
                "records have no attribute '\(field.name)': one that does not bring it along cannot be written",
                hint: meant.map { "did you mean '\($0)'?" } ?? "give it a value in 'defaults'",
                severity: meant == nil ? .note : .warning
            )
        }
    }

    private mutating func reviewDate(of formatter: Plan.FormatterPlan, _ entry: YAMLMapping, at path: String) {
        guard case .string(let pattern)? = formatter.description["datefmt"],
            pattern.replacing("%%", with: "").contains("%f")
        else { return }
        doubt(
            .dateFraction,
            at: path + ".datefmt",
            entry["datefmt"]?.mark,
            "'%f' means nothing in a date of a log and is written as it stands",
            hint: "write %(asctime)s.%(msecs)03d in the format"
        )
    }
}
