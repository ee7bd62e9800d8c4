import LogRuntime
import TestSupport
import Testing

/// Files that this library and CPython write when they are told the same.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct FileHandlersCPythonTests {
    static let texts = ["first", "", "zwölf Boxkämpfer", "日本語 😀", "two\nlines", String(repeating: "x", count: 70)]

    /// Compares one rehearsal after another.
    private func compare(
        _ rehearsals: [FileRehearsal],
        _ compatibility: Compatibility,
        zone: String = "UTC"
    ) throws {
        let expected = try FileRehearsal.runPython(rehearsals, zone: zone)
        #expect(expected.count == rehearsals.count)
        let ourZone = zone == "UTC" ? LogTimeZone.utc : try LogTimeZone(posix: zone)
        for (rehearsal, wanted) in zip(rehearsals, expected) {
            let ours = try rehearsal.run(compatibility, zone: ourZone)
            #expect(ours == wanted, "\(rehearsal)")
        }
    }

    private func logs(_ texts: [String], start: Double = 1_717_243_380, every seconds: Double = 1) -> [FileRehearsal
        .Step]
    {
        texts.enumerated().map { .log(start + Double($0.offset) * seconds, $0.element) }
    }

    @Test(arguments: [Compatibility.standard, .python313])
    func `files are opened, closed and opened again as in CPython`(_ compatibility: Compatibility) throws {
        var rehearsals: [FileRehearsal] = []
        for kind in ["FileHandler", "WatchedFileHandler"] {
            for mode in ["a", "a+", "at", "w+", "r+", "x", "q", "", "aa", "abt", "rw", "+", "t", "ra", "ä"] {
                for isThere in [false, true] {
                    for delay in [false, true] where compatibility == .python313 || !delay {
                        rehearsals.append(
                            FileRehearsal(
                                kind: kind,
                                mode: mode,
                                delay: delay,
                                before: isThere ? ["app.log": "there before\n"] : [:],
                                steps: logs(Self.texts) + [.close] + logs(["late"])
                            )
                        )
                    }
                }
            }
        }
        try compare(rehearsals, compatibility)
    }

    @Test func `modes that CPython opens and then refuses to write fail in the same words`() throws {
        var rehearsals = ["w", "r", "ab", "wb+", "rb"].flatMap { mode in
            [false, true].map { delay in
                FileRehearsal(
                    mode: mode,
                    delay: delay,
                    before: ["app.log": "there before\n"],
                    steps: logs(Self.texts) + [.close] + logs(["late"])
                )
            }
        }
        rehearsals.append(FileRehearsal(mode: "ab", encoding: "utf-8"))
        rehearsals.append(FileRehearsal(mode: "ab", errors: "strict"))
        rehearsals.append(FileRehearsal(filename: "missing/app.log"))
        rehearsals.append(FileRehearsal(filename: "."))
        rehearsals.append(FileRehearsal(delay: true, filename: "missing/app.log", steps: logs(["lost"])))
        rehearsals.append(FileRehearsal(encoding: "nonsense", delay: true, steps: logs(["lost"])))
        try compare(rehearsals, .python313)
    }

    @Test(arguments: [Compatibility.standard, .python313])
    func `a watched file is followed as in CPython`(_ compatibility: Compatibility) throws {
        try compare(
            [
                FileRehearsal(
                    kind: "WatchedFileHandler",
                    steps: logs(["one"]) + [.rename("app.log", "app.log.old")] + logs(["two"])
                        + [.remove("app.log")] + logs(["three"]) + [.write("app.log", "")] + logs(["four"])
                )
            ],
            compatibility
        )
    }

    @Test func `every encoding writes CPython's bytes or fails in its words`() throws {
        let encodings = [
            "utf-8", "UTF8", "U8", "utf_8", "utf--8", "utf-8 sig", "utf-8-sig", "ascii", "US-ASCII", "646", "latin-1",
            "ISO-8859-1", "l1", "cp1252", "windows-1252", "utf-16", "UTF-16LE", "utf_16_be", "utf-32", "utf-32-le",
            "UTF32", "utf-32be", "locale", "LOCALE", "nonsense", "", "utf.8", "utf8_sig", "ANSI_X3.4-1968",
        ]
        let policies: [String?] = [
            nil, "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace",
            "surrogateescape", "x",
        ]
        let texts = ["plain", "abé", "éé", "a€", "Ā😀b", "\u{80}\u{81}", "“quoted” – €", ""]
        let rehearsals = encodings.flatMap { encoding in
            policies.flatMap { policy in
                ["", "before\n"].map { content in
                    FileRehearsal(
                        encoding: encoding,
                        errors: policy,
                        before: content.isEmpty ? [:] : ["app.log": content],
                        steps: logs(texts)
                    )
                }
            }
        }
        try compare(rehearsals, .python313)
    }

    @Test(arguments: [Compatibility.standard, .python313])
    func `files are rotated by size as in CPython`(_ compatibility: Compatibility) throws {
        var random = SeededGenerator(seed: 11)
        let rehearsals = (0..<300).map { _ in
            let alphabet = compatibility == .standard ? ["a", "b ", "-", ""] : ["a", "é", "日", "😀", "b "]
            let texts = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? ""
                }.joined()
            }
            var before: [String: String] = [:]
            for number in 0...4 where Bool.random(using: &random) {
                before[number == 0 ? "app.log" : "app.log.\(number)"] = "old \(number)\n"
            }
            var steps = logs(texts)
            if Bool.random(using: &random) { steps.insert(.close, at: steps.count / 2) }
            return FileRehearsal(
                kind: "RotatingFileHandler",
                mode: ["a", "a", "w+", "a+"].randomElement(using: &random),
                encoding: compatibility == .standard
                    ? [nil, "ascii"].randomElement(using: &random) ?? nil
                    : [nil, "utf-16", "utf-8-sig"].randomElement(using: &random) ?? nil,
                delay: Bool.random(using: &random),
                maxBytes: [0, 1, 10, 30, 50, 100].randomElement(using: &random),
                backupCount: Int.random(in: 0...4, using: &random),
                before: before,
                steps: steps
            )
        }
        try compare(rehearsals, compatibility)
    }

    @Test(
        arguments: [Compatibility.standard, .python313],
        ["UTC", "EST+05EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3"]
    )
    func `files are rotated by time as in CPython`(_ compatibility: Compatibility, _ zone: String) throws {
        var random = SeededGenerator(seed: 12)
        let starts: [Double] = [1_710_028_800, 1_711_843_200, 1_730_592_000, 1_729_987_200, 1_717_243_380]
        let units = ["S", "M", "h", "D", "midnight", "W0", "W3", "W6"]
        let rehearsals = (0..<150).map { _ -> FileRehearsal in
            let when = units.randomElement(using: &random) ?? "h"
            let unit: [String: Double] = ["S": 1, "M": 60, "h": 3600]
            let step = unit[when] ?? 86400
            let start =
                (starts.randomElement(using: &random) ?? 0) + Double(Int.random(in: 0...172_800, using: &random))
            var time = start
            let steps = (0..<Int.random(in: 1...20, using: &random)).map { number -> FileRehearsal.Step in
                time += (Double.random(in: 0...2, using: &random) * step).rounded()
                return .log(time, "record \(number) zwölf")
            }
            return FileRehearsal(
                kind: "TimedRotatingFileHandler",
                encoding: [nil, "latin-1", "utf-16"].randomElement(using: &random) ?? nil,
                delay: Bool.random(using: &random),
                backupCount: Int.random(in: 0...3, using: &random),
                when: when,
                interval: Double(Int.random(in: 1...3, using: &random)),
                utc: Bool.random(using: &random),
                atTime: Bool.random(using: &random) ? Int.random(in: 0..<86400, using: &random) : nil,
                before: [
                    "app.log": "old\n", "app.log.2001-01-01": "x", "app.log.2001-01-01_00": "x", "app.log.txt": "x",
                ],
                start: start,
                steps: steps
            )
        }
        try compare(rehearsals, compatibility, zone: zone)
    }
}
