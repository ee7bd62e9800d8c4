internal import LogMonitor
internal import LogRuntime

/// A value to try, and what to call it.
struct ConformanceSample {
    let name: String
    let value: LogValue
    var dataType = MonitorDataType.numerical

    /// Values of all kinds.
    static let all: [ConformanceSample] = [
        ConformanceSample(name: "an integer", value: 7),
        ConformanceSample(name: "the least integer", value: .int(.min)),
        ConformanceSample(name: "the greatest unsigned integer", value: .uint(.max)),
        ConformanceSample(name: "an integer beyond 64 bits", value: .digits("1180591620717411303424")),
        ConformanceSample(name: "a number", value: 5.1),
        ConformanceSample(name: "a negative zero", value: .double(-0.0)),
        ConformanceSample(name: "the least number", value: .double(.leastNonzeroMagnitude)),
        ConformanceSample(name: "NaN", value: .double(.nan)),
        ConformanceSample(name: "infinity", value: .double(.infinity)),
        ConformanceSample(name: "null", value: .null), ConformanceSample(name: "a truth value", value: true),
        ConformanceSample(name: "text", value: "setosa", dataType: .categorical),
        ConformanceSample(name: "an empty text", value: "", dataType: .categorical),
        ConformanceSample(
            name: "text with quotes, lines and controls",
            value: "two\nlines, \"quotes\", a \\, a comma, \t\r\0\u{1}\u{7F}\u{2028}",
            dataType: .categorical
        ),
        ConformanceSample(name: "text in many scripts", value: "Zażółć 日本 \u{1F388}", dataType: "text"),
        ConformanceSample(
            name: "a long text",
            value: .string(String(repeating: "a long text ", count: 10_000)),
            dataType: "text"
        ),
        ConformanceSample(name: "an embedding", value: [0.1, 0.2, 0.3], dataType: .numericalSequence),
        ConformanceSample(name: "an empty embedding", value: [], dataType: .numericalSequence),
        ConformanceSample(
            name: "a long embedding",
            value: .array((0..<4096).map { .double(Double($0)) }),
            dataType: .numericalSequence
        ),
        ConformanceSample(name: "an embedding of something else", value: ["a", nil], dataType: .numericalSequence),
        ConformanceSample(name: "a list", value: ["a", 1, nil, [true]], dataType: .categorical),
        ConformanceSample(name: "named values", value: ["a": ["b": [1.5]], "": nil], dataType: "map"),
    ]

    /// Names of monitors and columns.
    static let names = ["with space", "it's", "\"quoted\"", "ümläut 日本", "a/b", "..", "a\nb", "%d {x} $y", "\u{1F388}"]
}
