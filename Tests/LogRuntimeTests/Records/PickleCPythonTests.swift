import Testing

@testable import LogRuntime

/// Records as `SocketHandler` sends them, beside CPython's.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct PickleCPythonTests {
    /// Makes a record by Python's constructor, of texts that are no other text's object.
    private static let prelude =
        SampleRecord.prelude + """
            import logging.handlers
            def fresh(o):
                if isinstance(o, str): return o.encode('utf-8').decode('utf-8')
                if isinstance(o, list): return [fresh(x) for x in o]
                if isinstance(o, dict): return {fresh(k): fresh(v) for k, v in o.items()}
                return o
            def pickled(r):
                real = logging.LogRecord(fresh(r.name), r.levelno, fresh(r.pathname), r.lineno, r.msg, (), None,
                                         fresh(r.funcName), fresh(r.stack_info))
                for k in list(real.__dict__):
                    if k not in ('name', 'pathname', 'filename', 'module'): real.__dict__[k] = fresh(r.__dict__[k])
                real.msg, real.args = r.msg, r.args
                for k, v in r.__dict__.items():
                    if k not in real.__dict__: real.__dict__[fresh(k)] = fresh(v)
                return logging.handlers.SocketHandler('localhost', 1).makePickle(real).hex()

            """

    private func check(_ samples: [SampleRecord]) throws {
        let expected = try PythonExpression.results(
            "pickled(case)",
            prelude: Self.prelude,
            cases: samples.map(\.expression)
        )
        #expect(expected.count == samples.count)
        for (sample, wanted) in zip(samples, expected) {
            let got = Outcome { buffer throws(FormattingError) in
                try sample.withRecord { record throws(FormattingError) in
                    var pickle = ByteBuffer()
                    try record.appendPickle(to: &pickle)
                    for byte in pickle.bytes { buffer.append((byte < 16 ? "0" : "") + String(byte, radix: 16)) }
                }
            }
            #expect(got == wanted, "\(sample.expression.prefix(500))")
        }
    }

    @Test func `records of all kinds give CPython's bytes`() throws {
        try check(SampleRecord.all)
    }

    @Test(arguments: ["main", "main.swift", "a/b/.hidden", "a/b.c.swift", "x", "a/x", "x/x.x", "", "a/", "é", "a/é.é"])
    func `a path that is its own last part is referred to`(path: String) throws {
        try check([
            SampleRecord(path: path, function: "x"), SampleRecord(name: "x", text: "", path: path, function: "é"),
        ])
    }

    @Test func `numbers take the shortest form that has room`() throws {
        let numbers: [Int64] = [
            0, 1, 255, 256, 65_535, 65_536, 2_147_483_647, 2_147_483_648, .max, -1, -128, -32_769, -2_147_483_648,
            -2_147_483_649, .min,
        ]
        let values: [LogValue] = [
            .uint(7), .uint(.max), .digits("123456789012345678901234567890"), .digits("-98765432109876543210"),
            .double(0), .double(-0.0), .double(1.5), .double(.infinity), .double(.nan), .bool(true), .bool(false),
            .null,
        ]
        try check([SampleRecord(extra: ["numbers": .array(numbers.map(LogValue.int)), "values": .array(values)])])
    }

    @Test(arguments: [0, 1, 2, 999, 1000, 1001, 2000, 2001])
    func `lists and dictionaries are written in batches`(count: Int) throws {
        let list = LogValue.array((0..<count).map { .int(Int64($0)) })
        let object = LogValue.object(LogObject((0..<count).map { ("key \($0)", .null) }))
        try check([
            SampleRecord(extra: ["list": list]), SampleRecord(extra: ["object": object, "after": [[], [:], [[1]]]]),
        ])
    }

    @Test(arguments: [978, 979, 980, 1978, 1979])
    func `a record with many attributes is written in batches`(count: Int) throws {
        try check([SampleRecord(extra: LogObject((0..<count).map { ("key \($0)", .bool($0 % 2 == 0)) }))])
    }

    @Test func `the memo grows beyond one byte, and short texts are referred to`() throws {
        let texts = (0..<300).map { LogValue.string("text \($0)") }
        let short: [LogValue] = ["", "a", "é", "ÿ", "Ā", "日", "", "a", "é", "ÿ", "Ā", "日"]
        try check([SampleRecord(extra: ["a": .array(short + texts + short), "b": .array([["x": "y"], ["x": "y"]])])])
    }
}
