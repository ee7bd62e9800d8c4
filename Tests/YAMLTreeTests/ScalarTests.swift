import Testing
import YAMLTree

@Suite("Scalars")
struct ScalarTests {
    @Test(
        arguments: [
            ("", "null"), ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", #""nULL""#),
            ("yes", "true"), ("Yes", "true"), ("YES", "true"), ("yEs", #""yEs""#), ("on", "true"), ("On", "true"),
            ("true", "true"), ("TRUE", "true"), ("no", "false"), ("off", "false"), ("OFF", "false"),
            ("False", "false"), ("y", #""y""#), ("n", #""n""#), (#""yes""#, #""yes""#), ("'~'", #""~""#),
        ]
    )
    func `words are booleans and null in exactly their spellings`(text: String, value: String) {
        #expect(reading(text) == value)
    }

    @Test(
        arguments: [
            ("0", "0"), ("-12", "-12"), ("+12", "12"), ("1_000", "1000"), ("017", "15"), ("0b101", "5"),
            ("0x1F", "31"), ("-0x1f", "-31"), ("1:30", "90"), ("1:30:00", "5400"), ("-1:30", "-90"),
            ("9223372036854775808", "9223372036854775808"),
            ("-123456789012345678901234567890", "-123456789012345678901234567890"),
            ("0xffffffffffffffffffff", "1208925819614629174706175"),
            ("99999999999999999999:59", "5999999999999999999999"),
        ]
    )
    func `integers have any size and YAML's bases`(text: String, digits: String) {
        #expect(reading(text) == #"{"$int":"\#(digits)"}"#)
    }

    @Test(
        arguments: [
            ("1.5", "1.5"), ("1.", "1.0"), (".5", "0.5"), ("1_000.5", "1000.5"), ("1.5e+3", "1500.0"),
            ("1.0e+16", "1e+16"), ("1.0e+15", "1000000000000000.0"), ("0.0001", "0.0001"), ("0.00001", "1e-05"),
            ("1.0e+309", "inf"), (".inf", "inf"), ("-.INF", "-inf"), (".nan", "nan"), ("-0.0", "-0.0"),
            ("1:30.5", "90.5"), ("123456789012345678.0", "1.2345678901234568e+17"), ("4.9e-324", "5e-324"),
        ]
    )
    func `floats are written as Python writes them`(text: String, repr: String) {
        #expect(reading(text) == #"{"$float":"\#(repr)"}"#)
    }

    @Test(arguments: [
        "1e6", "-.5", "0o17", "08", "1:60", "0x", "1.5e3", "-.nan", ".", "2001-1-1", "02:30:x", "<", "--",
    ])
    func `what looks like a number to others is a string`(text: String) {
        #expect(reading(text) == "\"\(text)\"")
    }

    @Test(
        arguments: [
            ("2001-12-14", #"{"$date":"2001-12-14"}"#),
            ("2001-12-14 21:59:43", #"{"$timestamp":"2001-12-14T21:59:43"}"#),
            ("2001-12-14t21:59:43.10-05:00", #"{"$timestamp":"2001-12-14T21:59:43.100000-05:00"}"#),
            ("2001-12-14 21:59:43.1234567 Z", #"{"$timestamp":"2001-12-14T21:59:43.123456+00:00"}"#),
            ("2001-1-1 1:02:03 +5:30", #"{"$timestamp":"2001-01-01T01:02:03+05:30"}"#),
            ("2001-02-29", "f.yaml:1:1: error: day is out of range for month"),
            ("2000-02-29", #"{"$date":"2000-02-29"}"#),
        ]
    )
    func `dates and timestamps are those of the Gregorian calendar`(text: String, value: String) {
        #expect(reading(text) == value)
    }

    @Test(
        arguments: [
            ("!!str 12", #""12""#), ("!!int '12'", #"{"$int":"12"}"#), ("!!float 1", #"{"$float":"1.0"}"#),
            ("!!bool YeS", "true"), ("!!null x", "null"), ("!!binary aGk=", #"{"$bytes":"aGk="}"#),
            ("!!binary aGkh", #"{"$bytes":"aGkh"}"#), ("!!timestamp 2001-1-1", #"{"$date":"2001-01-01"}"#),
            ("! '12'", #"{"$int":"12"}"#), ("!!set {b, a}", #"{"$set":["b","a"]}"#),
            ("!!omap [a: 1]", #"{"$omap":[["a",{"$int":"1"}]]}"#),
            ("!!pairs [a: x, a: y]", #"{"$pairs":[["a","x"],["a","y"]]}"#),
        ]
    )
    func `a tag decides the type`(text: String, value: String) {
        #expect(reading(text) == value)
    }

    @Test func `a big integer has no Int`() throws {
        let node = try document("[9223372036854775807, 9223372036854775808]").root
        let integers = (node.sequence ?? []).map { node in
            if case .int(let integer) = node.value { integer.int } else { 0 }
        }
        #expect(integers == [.max, nil])
    }

    @Test func `values know their names in Python`() throws {
        let text = """
            - ~
            - yes
            - 1
            - 1.5
            - a
            - 2001-01-01
            - 2001-01-01 00:00:00
            - !!binary ''
            - []
            - {}
            - !!set {}
            """
        let names = (try document(text).root.sequence ?? []).map(\.value.pythonTypeName)
        #expect(
            names == [
                "NoneType", "bool", "int", "float", "str", "datetime.date", "datetime.datetime", "bytes", "list",
                "dict",
                "set",
            ]
        )
    }
}
