import Foundation
import LogRuntime
import TestSupport
import Testing

/// The bytes of fluent-logger, beside ours.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("fluent.handler"), "needs CPython 3.13 with fluent-logger"))
struct FluentLoggerTests {
    /// A formatter, ours and as arguments of Python's.
    struct Case: CustomTestStringConvertible {
        let arguments: String
        let formatter: FluentRecordFormatter?
        var handlerArguments = "{}"
        var options = FluentOptions()
        var testDescription: String { arguments + handlerArguments }

        static let all: [Case] = {
            var nanoseconds = FluentOptions()
            nanoseconds.hasNanoseconds = true
            var singles = FluentOptions()
            singles.usesSingleFloats = true
            let formats: [(key: String, format: String)] = [
                ("level", "%(levelname)-8s"), ("where", "%(name)s:%(lineno)d"), ("at", "%(asctime)s"),
                ("host", "%(hostname)s"), ("empty", ""), ("text", "no field"),
            ]
            let shown = formats.map { "'\($0.key)': '\($0.format)'" }.joined(separator: ", ")
            func make(_ make: () throws -> FluentRecordFormatter) -> FluentRecordFormatter? { try? make() }
            let hidden = [
                "thread", "threadName", "process", "processName", "pathname", "filename", "module", "funcName",
                "relativeCreated", "taskName", "exc_info",
            ]
            return [
                Case(arguments: "{}", formatter: make { try FluentRecordFormatter() }),
                Case(
                    arguments: "{'fmt': {\(shown)}, 'datefmt': '%H:%M'}",
                    formatter: make { try FluentRecordFormatter(format: formats, dateFormat: "%H:%M") }
                ),
                Case(
                    arguments: "{'fmt': {'l': '{levelname:>10}', 'message': 'x', 'e': ''}, 'style': '{'}",
                    formatter: make {
                        try FluentRecordFormatter(
                            format: [("l", "{levelname:>10}"), ("message", "x"), ("e", "")],
                            style: .brace
                        )
                    }
                ),
                Case(
                    arguments: "{'fmt': {'l': '$levelname/${name}'}, 'style': '$', 'format_json': False}",
                    formatter: make {
                        try FluentRecordFormatter(
                            format: [("l", "$levelname/${name}")],
                            style: .dollar,
                            readsJSON: false
                        )
                    }
                ),
                Case(
                    arguments: "{'fmt': {'u': '%(user)s', 'n': '%(name)s %(none)s'}, 'fill_missing_fmt_key': True}",
                    formatter: make {
                        try FluentRecordFormatter(
                            format: [("u", "%(user)s"), ("n", "%(name)s %(none)s")],
                            fillsMissing: true
                        )
                    }
                ),
                Case(
                    arguments: "{'exclude_attrs': '\(hidden.joined(separator: " "))'.split()}",
                    formatter: make { try FluentRecordFormatter(excluding: hidden) }
                ),
                Case(
                    arguments: "{}",
                    formatter: make { try FluentRecordFormatter() },
                    handlerArguments: "{'nanosecond_precision': True}",
                    options: nanoseconds
                ),
                Case(
                    arguments: "{}",
                    formatter: make { try FluentRecordFormatter() },
                    handlerArguments: "{'msgpack_kwargs': {'use_single_float': True}}",
                    options: singles
                ),
                // Without its formatter Python sends text, which receivers refuse.
                Case(arguments: "None", formatter: nil),
            ]
        }()
    }

    private static let numbers = """
        {"a": [0, 1, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 18446744073709551615, -1, -32, -33, -128, \
        -129, -32768, -32769, -2147483648, -2147483649, -9223372036854775808, 1.5, -0.0, 1e300, true, false, null], \
        "message": "m", "t31": "\(String(repeating: "t", count: 31))", "t32": "\(String(repeating: "t", count: 32))"}
        """

    private static let large = """
        {"t255": "\(String(repeating: "t", count: 255))", "t256": "\(String(repeating: "t", count: 256))", \
        "t65536": "\(String(repeating: "t", count: 65536))", "é": "€\\n\\u00e9", \
        "a15": [\((0..<15).map(String.init).joined(separator: ", "))], \
        "a16": [\((0..<16).map(String.init).joined(separator: ", "))], \
        "m16": {\((0..<16).map { "\"k\($0)\": \($0)" }.joined(separator: ", "))}, \
        "a65536": [\(Array(repeating: "1", count: 65536).joined(separator: ","))]}
        """

    /// What is logged in a case: with 32 bits for each number Python sends none that is beyond them.
    private static func records(of entry: Case) -> [(message: String, extra: LogObject?, error: String?)] {
        guard entry.options.usesSingleFloats else { return records }
        return records.map { ($0.message.replacingOccurrences(of: "1e300", with: "1e30"), $0.extra, $0.error) }
    }

    /// What is logged: messages, and attributes beside them.
    private static let records: [(message: String, extra: LogObject?, error: String?)] = [
        ("paid 12 €", nil, nil), ("", nil, nil), (numbers, nil, nil), (large, nil, nil), ("{not JSON", nil, nil),
        ("[1, 2]", nil, nil), ("with an attribute", ["user": "Zoë"], nil), ("failed", nil, "ValueError: no\n  line"),
    ]

    private static let script = """
        import json, logging, os, socket, sys, threading, time
        from fluent.handler import FluentHandler, FluentRecordFormatter
        os.environ['TZ'] = 'UTC'; time.tzset()
        case = json.loads(sys.stdin.read())
        server = socket.socket(); server.bind(('127.0.0.1', 0)); server.listen()
        handler = FluentHandler('app', host='127.0.0.1', port=server.getsockname()[1], **eval(case['handler']))
        arguments = eval(case['formatter'])
        if arguments is not None: handler.setFormatter(FluentRecordFormatter(**arguments))
        received = []
        def read():
            connection, _ = server.accept()
            while data := connection.recv(1 << 20): received.append(data)
        thread = threading.Thread(target=read); thread.start()
        for message, extra, error in case['records']:
            values = dict(name='shop', levelno=20, levelname='INFO', lineno=7, created=case['created'], msecs=500.0,
                module=case['module'], exc_text=error, **extra)
            values['msg'] = message
            handler.emit(logging.makeLogRecord(values))
        handler.close(); thread.join()
        print(b''.join(received).hex())
        """

    @Test(arguments: Case.all)
    func `the bytes are those of fluent-logger`(entry: Case) throws {
        let clock = ManualClock(WallTime(seconds: 1_795_385_687, nanoseconds: 500_000_000))
        let network = RecordingNetwork()
        let environment = LogEnvironment(
            clock: clock,
            timeZone: .utc,
            process: ProcessIdentity(),
            files: FileNaming(),
            network: network
        )
        let tree = LoggerTree(environment: environment)
        let failures = FailureCollection()
        failures.watch(tree)
        var options = entry.options
        options.bufferLimit = 1 << 24
        let handler = FluentHandler(
            tag: "app",
            options: options,
            environment: environment,
            compatibility: entry.formatter == nil ? .python313 : .standard,
            formatter: entry.formatter
        )
        handler.status = tree.status
        tree.root.level = .notSet
        tree.root.handlers = [handler]
        for (message, extra, error) in FluentLoggerTests.records(of: entry) {
            let text = error.map { TextError(description: $0) }
            tree.logger("shop").info("\(message)", extra: extra, error: text, line: 7)
        }
        handler.close()
        let ours = network.messages.flatMap(\.bytes)

        var input: LogObject = [
            "formatter": .string(entry.arguments), "handler": .string(entry.handlerArguments),
            "created": .double(1_795_385_687.5), "module": "FluentLoggerTests",
        ]
        input["records"] = .array(
            FluentLoggerTests.records(of: entry).map { record in
                [
                    .string(record.message), .object(record.extra ?? LogObject()),
                    record.error.map { .string(ErrorText.describe(TextError(description: $0))) } ?? .null,
                ]
            }
        )
        var text = ByteBuffer()
        text.append(json: input)
        let oracle = try #require(PythonOracle.find(modules: ["fluent.handler"]).oracle)
        let output = try oracle.run(["-c", FluentLoggerTests.script], input: Array(text.bytes))
        let theirs = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let hexadecimal = ours.map { String(format: "%02x", $0) }.joined()
        #expect(hexadecimal.count == theirs.count)
        if hexadecimal != theirs {
            let place = zip(hexadecimal, theirs).prefix { $0 == $1 }.count / 2 * 2
            Issue.record("at byte \(place / 2): \(around(hexadecimal, place)), Python \(around(theirs, place))")
        }
        #expect(failures.all == [])
    }

    private func around(_ text: String, _ place: Int) -> String {
        let start = max(0, place - 40)
        var bytes: [UInt8] = []
        var rest = text.dropFirst(start).prefix(160)[...]
        while rest.count >= 2 {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self).debugDescription
    }
}

/// An error with a text of its own.
private struct TextError: Error, CustomStringConvertible {
    let description: String
}
