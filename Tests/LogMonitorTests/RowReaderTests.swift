import LogMonitor
import LogRuntime
import Testing

/// Rows that are copied are the bytes that a block would have written.
@Suite struct RowReaderTests {
    /// What a monitor has written after a first row and another one.
    private func written(
        _ first: String,
        _ line: String,
        columns: [MonitorColumn] = [],
        requestIDField: String? = nil,
        copying: Bool
    ) throws -> (text: String?, isCopied: Bool) {
        let directory = try TemporaryDirectory()
        let bench = MonitorBench(type: "default", directory: directory.path)
        let context = MonitorContext(requestID: 7)
        func log(_ text: String) throws {
            var text = text
            var row = try text.withUTF8 { bytes throws in
                var reader = JSONReader(UnsafeRawBufferPointer(bytes))
                guard case .object(let row) = try reader.readDocument() else { throw MonitorError("no row") }
                return row
            }
            var id = context.requestID
            if let requestIDField, let value = row[requestIDField] {
                row[requestIDField] = nil
                if case .int(let number) = value { id = UInt64(number) }
                if case .string(let digits) = value { id = UInt64(digits) }
            }
            let described = row.fields.map { field in
                columns.first { $0.name == field.key }
                    ?? MonitorColumn(name: field.key, dataType: .inferred(from: field.value) ?? .categorical)
            }
            withMonitorContext(requestID: id) {
                bench.hub.monitor("m") { $0.logTable([row], columns: columns.isEmpty ? [] : described) }
            }
        }
        try log(first)
        var isCopied = false
        if copying {
            let made = RowReader(
                hub: bench.hub,
                name: "m",
                columns: columns,
                requestIDField: requestIDField,
                context: context
            )
            guard var reader = made else { throw MonitorError("no reader") }
            let bytes = Array((line + "\n").utf8) + [UInt8](repeating: 0x39, count: RowReader.margin)
            isCopied = bytes.withUnsafeBytes {
                reader.log(UnsafeRawBufferPointer(rebasing: $0[..<line.utf8.count]))
            }
        }
        if !isCopied { try log(line) }
        bench.hub.close()
        return (directory.text("monitoring/m/data/data.0.log"), isCopied)
    }

    private static let first = #"{"x": 1.5, "s": "a", "v": [1, 2]}"#

    /// Lines that are copied after a first one.
    static let copied = [
        first,
        #"{"x":2,"s":"b c","v":[3.25,4]}"#,
        "  {\"x\" : -0.0 ,\t\"s\": true , \"v\": [ ] } \r",
        #"{"x": 0.1234567890123456, "s": "é€😀", "v": [1e5]}"#,
        #"{"x": 1e22, "s": "a\"b\\\u00e9\/", "v": [0.00001, 100.50]}"#,
        #"{"x": 123456789012345678901234567890, "s": {"a": [1, {"b": null}]}, "v": [-0, 9007199254740993]}"#,
        #"{"x": null, "s": null, "v": null}"#,
        #"{"x": 9999999999999998.0, "s": "\u007f", "v": [1.0, 0.0001, 0.10]}"#,
        #"{"x": 123456789.123456789, "s": [1, "a"], "v": [12345678901234567890]}"#,
        #"{"x": 5e-324, "s": "exactly8", "v": [0.30000000000000004]}"#,
    ]

    @Test(arguments: copied)
    func `a row like the one before is copied, and spelled as a block spells it`(line: String) throws {
        let expected = try written(RowReaderTests.first, line, copying: false)
        let found = try written(RowReaderTests.first, line, copying: true)
        #expect(found.text == expected.text)
        #expect(found.isCopied)
    }

    /// Lines that need a block.
    static let others = [
        #"{"s": "a", "x": 1.5, "v": [1, 2]}"#,
        #"{"x": 1.5, "s": "a"}"#,
        #"{"x": 1.5, "s": "a", "v": [1, 2], "y": 1}"#,
        #"{"x": "1.5", "s": "a", "v": [1, 2]}"#,
        #"{"x": 1.5, "s": 2, "v": [1, 2]}"#,
        #"{"x": 1.5, "s": "a", "v": [1, "2"]}"#,
        #"{"x": 1e999, "s": "a", "v": [1]}"#,
        #"{"x": 1.5, "s": "a", "v": [1], "x": 2}"#,
        #"{"x": 1.5, "\u0073": "a", "v": [1]}"#,
    ]

    @Test(arguments: others)
    func `a row that looks different is left alone`(line: String) throws {
        let expected = try written(RowReaderTests.first, line, copying: false)
        let found = try written(RowReaderTests.first, line, copying: true)
        #expect(found.text == expected.text)
        #expect(!found.isCopied)
    }

    /// Lines that are no rows.
    static let mistakes = [
        "", "{", "[]", #"{"x"#, #"{"x": "#, #"{"x": 1"#, #"{"x": 01}"#, #"{"x": 1.}"#, #"{"x": -}"#, #"{"x": .5}"#,
        #"{"x": 1.5e}"#, #"{"x": 1, }"#, #"{"x": 1} 2"#, #"{"x": 1]"#, #"{"x": tru}"#, #"{"x": [1}"#, #"{"x": [1,]}"#,
        #"{"x": 1}}"#, #"{"x" 1}"#, "{\"x\": \"a\tb\"}", #"{"x": "a}"#, #"{"x": NaN}"#, #"{"x": 1 2}"#,
    ]

    @Test(arguments: mistakes)
    func `a mistake is left to others to tell`(line: String) throws {
        let directory = try TemporaryDirectory()
        let bench = MonitorBench(type: "default", directory: directory.path)
        bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        let made = RowReader(hub: bench.hub, name: "m", columns: [], requestIDField: nil, context: MonitorContext())
        guard var reader = made else { throw MonitorError("no reader") }
        // Digits behind the line: what is read beyond its end would show.
        let bytes = Array((line + "\n").utf8) + [UInt8](repeating: 0x39, count: RowReader.margin)
        let isCopied = bytes.withUnsafeBytes {
            reader.log(UnsafeRawBufferPointer(rebasing: $0[..<line.utf8.count]))
        }
        #expect(!isCopied)
        #expect(bench.hub.statistics(of: "m")?.rows == 1)
    }

    @Test(arguments: [
        (#"{"id": 18, "x": 2}"#, true), (#"{"x": 2, "id": "1844674407370955161"}"#, true),
        (#"{"x": 2, "id": 18446744073709551615}"#, false), (#"{"x": 2, "id": null}"#, false), (#"{"x": 2}"#, true),
    ])
    func `the request's number may be anywhere in the row`(line: String, isCopied: Bool) throws {
        let expected = try written(#"{"x": 1}"#, line, requestIDField: "id", copying: false)
        let found = try written(#"{"x": 1}"#, line, requestIDField: "id", copying: true)
        #expect(isCopied ? found.text == expected.text : true)
        #expect(found.isCopied == isCopied)
    }

    @Test func `columns that are described keep their type whatever they hold`() throws {
        let columns = [MonitorColumn(name: "x", role: .prediction, dataType: .categorical)]
        for line in [#"{"x": "a"}"#, #"{"x": 2.50}"#, #"{"x": [1]}"#, #"{"x": null}"#] {
            let expected = try written(#"{"x": 1}"#, line, columns: columns, copying: false)
            let found = try written(#"{"x": 1}"#, line, columns: columns, copying: true)
            #expect(found.text == expected.text)
            #expect(found.isCopied)
        }
    }
}
