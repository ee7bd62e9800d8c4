import Testing

@testable import LogRuntime

@Suite struct JSONFormatterTests {
    @Test func `a record is an object of the fields asked for and the caller's own`() {
        var record = SampleRecord(extra: ["user": "zoë", "count": 3])
        record.exceptionText = "Error: no"
        var options = JSONFormatter.Options()
        options.fields = .format("%(asctime)s %(levelname)s %(message)s", style: "%")
        options.staticFields = ["service": "shop"]
        options.timestampKey = "timestamp"
        let got = record.outcome { () throws(FormattingError) in try JSONFormatter(options) }
        #expect(
            got
                == .text(
                    #"{"asctime": "2023-11-14 22:13:20,123", "levelname": "WARNING", "message": "the cart is empty", "#
                        + #""service": "shop", "exc_info": "Error: no", "user": "zo\u00eb", "count": 3, "#
                        + #""timestamp": "2023-11-14T22:13:20.123457+00:00"}"#
                )
        )
    }

    @Test(arguments: [true, false])
    func `fields that are rendered already keep their bytes or their values`(_ isASCII: Bool) {
        var options = JSONFormatter.Options()
        options.fields = .format("()", style: "%")
        options.validate = false
        options.style.isASCII = isASCII
        let text =
            #""length": 4.90, "name": "\u00e9\ud83d\ude00", "list": [1, {"a": null}], "big": 123456789012345678901"#
        let got = SampleRecord(text: "", renderedFields: text).outcome { () throws(FormattingError) in
            try JSONFormatter(options)
        }
        let other = #"{"length": 4.9, "name": "é😀", "list": [1, {"a": null}], "big": 123456789012345678901}"#
        #expect(got == .text(isASCII ? "{" + text + "}" : other))
    }
}
