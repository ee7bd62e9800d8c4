import LogConfig
import Testing

@Suite("CPython's first error and its causes")
struct ErrorChainTests {
    /// A document that CPython refuses, and the exceptions that it raises, outermost first.
    struct Case: CustomTestStringConvertible, Sendable {
        let yaml: String
        let chain: [String]
        var testDescription: String { yaml }

        init(_ yaml: String, _ chain: String...) {
            self.yaml = yaml
            self.chain = chain
        }
    }

    /// What CPython 3.13.0 says.
    static let cases = [
        Case("", "TypeError: 'NoneType' object is not iterable"),
        Case("[]", "ValueError: dictionary doesn't specify a version"),
        Case("5", "TypeError: 'int' object is not iterable"),
        Case("abc", "ValueError: dictionary update sequence element #0 has length 1; 2 is required"),
        Case("[1]", "TypeError: cannot convert dictionary update sequence element #0 to a sequence"),
        Case("{}", "ValueError: dictionary doesn't specify a version"),
        Case("version: '1'", "ValueError: Unsupported version: 1"),
        Case("version:", "ValueError: Unsupported version: None"),
        Case("version: [1]", "ValueError: Unsupported version: [1]"),
        Case("{version: 1, formatters: }", "TypeError: 'NoneType' object is not iterable"),
        Case("{version: 1, handlers: 5}", "TypeError: 'int' object is not iterable"),
        Case(
            "{version: 1, handlers: [h]}",
            "ValueError: Unable to configure handler 'h'",
            "TypeError: list indices must be integers or slices, not str"
        ),
        Case(
            "{version: 1, formatters: h}",
            "ValueError: Unable to configure formatter 'h'",
            "TypeError: string indices must be integers, not 'str'"
        ),
        Case("{version: 1, handlers: cfg://foo}", "KeyError: 'foo'"),
        Case(
            "{version: 1, handlers: {a: {class: logging.StreamHandler}, 5: {}}}",
            "TypeError: '<' not supported between instances of 'int' and 'str'"
        ),
        formatter("null", "TypeError: argument of type 'NoneType' is not iterable"),
        formatter("x", "AttributeError: 'str' object has no attribute 'get'"),
        formatter("[1]", "AttributeError: 'ConvertingList' object has no attribute 'get'"),
        formatter("5", "TypeError: argument of type 'int' is not iterable"),
        formatter("{class: 5}", "AttributeError: 'int' object has no attribute 'split'"),
        formatter(
            "{class: logging.handlers.Foo}",
            "ModuleNotFoundError: No module named 'logging.handlers.Foo'; 'logging.handlers' is not a package"
        ),
        formatter("{class: my.Formatter}", "ModuleNotFoundError: No module named 'my'"),
        formatter("{style: 5}", "ValueError: Style must be one of: %,{,$"),
        formatter("{style: [x]}", "TypeError: unhashable type: 'ConvertingList'"),
        formatter("{format: 5}", "TypeError: expected string or bytes-like object, got 'int'"),
        formatter("{format: 'no field'}", "ValueError: Invalid format 'no field' for '%' style"),
        formatter(
            "{(): logging.Formatter, forma: x}",
            "TypeError: Formatter.__init__() got an unexpected keyword argument 'forma'"
        ),
        filter("null", "TypeError: argument of type 'NoneType' is not iterable"),
        filter("{name: null}", "TypeError: object of type 'NoneType' has no len()"),
        filter("{name: 5}", "TypeError: object of type 'int' has no len()"),
        handler("null", "TypeError: 'NoneType' object is not iterable"),
        handler("abc", "ValueError: dictionary update sequence element #0 has length 1; 2 is required"),
        handler("{}", "AttributeError: 'NoneType' object has no attribute 'split'"),
        handler("{class: ''}", "ValueError: Empty module name"),
        handler("{class: 5}", "AttributeError: 'int' object has no attribute 'split'"),
        handler(
            "{class: Foo}",
            "ValueError: Cannot resolve 'Foo': No module named 'Foo'",
            "ModuleNotFoundError: No module named 'Foo'"
        ),
        handler(
            "{class: sys.foo}",
            "ValueError: Cannot resolve 'sys.foo': No module named 'sys.foo'; 'sys' is not a package",
            "ModuleNotFoundError: No module named 'sys.foo'; 'sys' is not a package"
        ),
        handler("{class: logging.INFO}", "TypeError: issubclass() arg 1 must be a class"),
        handler(
            "{class: logging.FileHandler, filenam: x, mode: a}",
            "TypeError: FileHandler.__init__() got an unexpected keyword argument 'filenam'. Did you mean 'filename'?"
        ),
        handler(
            "{class: logging.FileHandler, xyz: x}",
            "TypeError: FileHandler.__init__() got an unexpected keyword argument 'xyz'"
        ),
        handler(
            "{class: logging.handlers.RotatingFileHandler}",
            "TypeError: RotatingFileHandler.__init__() missing 1 required positional argument: 'filename'"
        ),
        handler(
            "{class: logging.handlers.RotatingFileHandler, filename: x, maxBytes: '4'}",
            "TypeError: '>' not supported between instances of 'str' and 'int'"
        ),
        handler(
            "{class: logging.StreamHandler, strem: 4}",
            "KeyError: 'stream'",
            "TypeError: StreamHandler.__init__() got an unexpected keyword argument 'strem'. Did you mean 'stream'?"
        ),
        handler(
            "{class: logging.NullHandler, stream: x}",
            "TypeError: Handler.__init__() got an unexpected keyword argument 'strm'",
            "TypeError: Handler.__init__() got an unexpected keyword argument 'stream'"
        ),
        handler("{class: logging.StreamHandler, a-b: 1}", "ValueError: Not a valid Python identifier: 'a-b'"),
        handler(
            "{class: logging.StreamHandler, 5: 1}",
            "TypeError: expected string or bytes-like object, got 'int'"
        ),
        handler(
            "{class: logging.StreamHandler, filters: [x]}",
            "ValueError: Unable to add filter 'x'",
            "KeyError: 'x'"
        ),
        handler("{class: logging.StreamHandler, filters: 5}", "TypeError: 'int' object is not iterable"),
        handler(
            "{class: logging.StreamHandler, formatter: brief}",
            "ValueError: Unable to set formatter 'brief'",
            "KeyError: 'brief'"
        ),
        handler("{class: logging.StreamHandler, level: info}", "ValueError: Unknown level: 'info'"),
        handler(
            "{class: logging.StreamHandler, level: 10.0}",
            "TypeError: Level not an integer or a valid string: 10.0"
        ),
        handler("{class: logging.StreamHandler, '.': 5}", "AttributeError: 'int' object has no attribute 'items'"),
        handler(
            "{class: logging.FileHandler, filename: 5}",
            "TypeError: expected str, bytes or os.PathLike object, not int"
        ),
        handler("{class: logging.FileHandler, filename: x, mode: q}", "ValueError: invalid mode: 'q'"),
        handler("{class: logging.FileHandler, filename: x, encoding: foo}", "LookupError: unknown encoding: foo"),
        timed("when: Z", "ValueError: Invalid rollover interval specified: Z"),
        timed("when: 5", "AttributeError: 'int' object has no attribute 'upper'"),
        timed("interval: '5'", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        timed("interval: null", "TypeError: unsupported operand type(s) for *: 'int' and 'NoneType'"),
        logger("null", "AttributeError: 'NoneType' object has no attribute 'get'"),
        logger("[]", "AttributeError: 'ConvertingList' object has no attribute 'get'"),
        logger("{handlers: 5}", "TypeError: 'int' object is not iterable"),
        logger("{level: High}", "ValueError: Unknown level: 'High'"),
        Case(
            "{version: 1, loggers: {5: {}}}",
            "ValueError: Unable to configure logger 5",
            "TypeError: A logger name must be a string"
        ),
        Case(
            "{version: 1, handlers: {}, loggers: {a: {handlers: default}}}",
            "ValueError: Unable to configure logger 'a'",
            "ValueError: Unable to add handler 'd'",
            "KeyError: 'd'"
        ),
        Case(
            "{version: 1, handlers: default}",
            "ValueError: Unable to configure handler 'a'",
            "TypeError: string indices must be integers, not 'str'"
        ),
        Case(
            "{version: 1, handlers: [file, console]}",
            "ValueError: Unable to configure handler 'console'",
            "TypeError: list indices must be integers or slices, not str"
        ),
        Case(
            "{version: 1, loggers: [shop, app]}",
            "ValueError: Unable to configure logger 'shop'",
            "TypeError: list indices must be integers or slices, not str"
        ),
        Case(
            "{version: 1, root: abc}",
            "ValueError: Unable to configure root logger",
            "AttributeError: 'str' object has no attribute 'get'"
        ),
        reference("a: [1]", "cfg://a[3]", "IndexError: list index out of range"),
        reference("a: [1]", "cfg://a.b", "TypeError: list indices must be integers or slices, not str"),
        reference("a: 1", "cfg://a.b", "TypeError: 'int' object is not subscriptable"),
        reference("a: {}", "cfg://a!b", "ValueError: Unable to convert 'a!b' at '!b'"),
        reference("a: {}", "cfg://!b", "ValueError: Unable to convert '!b'"),
        reference("a: {}", "cfg://a.b", "KeyError: 'b'"),
        reference("a: cfg://a", "cfg://a", "RecursionError: maximum recursion depth exceeded"),
        reference(
            "a: 1",
            "ext://sys.nope",
            "ValueError: Cannot resolve 'sys.nope': No module named 'sys.nope'; 'sys' is not a package",
            "ModuleNotFoundError: No module named 'sys.nope'; 'sys' is not a package"
        ),
    ]

    @Test(arguments: cases)
    func `a document that CPython refuses is refused in its words`(_ item: Case) throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: item.yaml, options: ConfigurationOptions(compatibility: .python313))
        }
        #expect(error.chain.map(\.description) == item.chain)
        #expect(error.stage == .dictConfig)
    }

    /// CPython shows such a value several times, some for longer than anyone would wait.
    @Test func `a value that contains itself is shown once`() throws {
        let yaml = "{version: 1, handlers: {h: {class: logging.StreamHandler, level: &a [*a, {x: *a}, *a]}}}"
        let error = try #require(throws: LoggingConfigurationError.self) { try LoggingConfiguration(yaml: yaml) }
        let found = error.diagnostics.map(\.message).joined(separator: "\n")
        #expect(found.contains("[[...], {'x': [...]}, [...]] is not a level"))
    }

    private static func formatter(_ entry: String, _ causes: String...) -> Case {
        made("formatters", entry, "Unable to configure formatter 'x'", causes)
    }

    private static func filter(_ entry: String, _ causes: String...) -> Case {
        made("filters", entry, "Unable to configure filter 'x'", causes)
    }

    private static func handler(_ entry: String, _ causes: String...) -> Case {
        made("handlers", entry, "Unable to configure handler 'x'", causes)
    }

    private static func logger(_ entry: String, _ causes: String...) -> Case {
        made("loggers", entry, "Unable to configure logger 'x'", causes)
    }

    private static func timed(_ argument: String, _ causes: String...) -> Case {
        let entry = "{class: logging.handlers.TimedRotatingFileHandler, filename: x, \(argument)}"
        return made("handlers", entry, "Unable to configure handler 'x'", causes)
    }

    private static func reference(_ key: String, _ text: String, _ causes: String...) -> Case {
        var item = Case("version: 1\n\(key)\nhandlers: {x: {class: logging.StreamHandler, stream: '\(text)'}}")
        item = Case(yaml: item.yaml, chain: ["ValueError: Unable to configure handler 'x'"] + causes)
        return item
    }

    private static func made(_ section: String, _ entry: String, _ sentence: String, _ causes: [String]) -> Case {
        Case(yaml: "{version: 1, \(section): {x: \(entry)}}", chain: ["ValueError: " + sentence] + causes)
    }
}

extension ErrorChainTests.Case {
    init(yaml: String, chain: [String]) {
        self.yaml = yaml
        self.chain = chain
    }
}
