public import LogRuntime

/// What a JSON formatter of a ``ConfigurationDocument`` writes: the arguments of `pythonjsonlogger`'s formatters.
public struct JSONOptions: Sendable, Hashable {
    /// The record's own attributes that are written, in order.
    public var fields: [String]
    /// Other names for them (`rename_fields`).
    public var renamed = LogObject()
    /// Whether renamed fields that a record lacks are null (`rename_fields_keep_missing`).
    public var keepsMissingRenames = false
    /// Fields of every line (`static_fields`).
    public var fixed = LogObject()
    /// Values for fields that a record does not have (`defaults`).
    public var defaults = LogObject()
    /// Attributes that are left out unless they are among the fields (`reserved_attrs`); `nil` for those of every record.
    public var reserved: [String]?
    /// The name of a field for the time (`timestamp`); `nil` for none.
    public var timestampField: String?
    /// How `asctime` is written (`datefmt`); `nil` for Python's way.
    public var dateFormat: String?
    /// A text in front of each line (`prefix`).
    public var prefix = ""
    /// By how many blanks each level is indented (`json_indent`); `nil` keeps an object in one line.
    public var indentation: Int?
    /// Whether other characters than ASCII are escaped (`json_ensure_ascii`).
    public var isASCII = true
    /// Whether an error's text is a list of lines (`exc_info_as_array`).
    public var splitsErrors = false
    /// Whether a stack is a list of lines (`stack_info_as_array`).
    public var splitsStacks = false
    /// Whether mistakes in the fields are errors at once (`validate`).
    public var validates = true

    /// Creates options.
    ///
    /// - Parameter fields: the record's own attributes that are written, in order.
    public init(_ fields: [String] = ["message"]) {
        self.fields = fields
    }

    /// The keys of the formatter.
    var keys: LogObject {
        var keys: LogObject = ["format": .string(fields.map { "%(\($0))s" }.joined(separator: " "))]
        keys.add("datefmt", dateFormat)
        keys.add("validate", validates, unless: true)
        keys.add("rename_fields", renamed)
        keys.add("rename_fields_keep_missing", keepsMissingRenames, unless: false)
        keys.add("static_fields", fixed)
        keys.add("defaults", defaults)
        keys.add("reserved_attrs", reserved.map { LogValue.texts($0) })
        keys.add("timestamp", timestampField)
        keys.add("prefix", prefix, unless: "")
        keys.add("json_indent", indentation.map { .int(Int64($0)) })
        keys.add("json_ensure_ascii", isASCII, unless: true)
        keys.add("exc_info_as_array", splitsErrors, unless: false)
        keys.add("stack_info_as_array", splitsStacks, unless: false)
        return keys
    }
}
