import Foundation
import TestSupport
import Testing

@Suite struct RetentionCommandTests {
    /// 2024-06-20 12:00:00 UTC.
    private static let present = 1_718_884_800.0

    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(
            configuration: """
                version: 1
                handlers:
                  console: {class: logging.StreamHandler}
                  daily: {class: logging.handlers.TimedRotatingFileHandler, filename: daily.log, when: midnight, utc: true,
                    backupCount: 3, maxAge: 2d}
                  sized: {class: logging.handlers.RotatingFileHandler, filename: sized.log, maxBytes: 100, backupCount: 4,
                    maxTotalSize: 300}
                  elsewhere: {class: logging.handlers.RotatingFileHandler, filename: none/app.log, maxBytes: 10,
                    backupCount: 1}
                root: {handlers: [console, daily, sized, elsewhere]}
                """
        )
    }

    private func make(_ name: String, bytes: Int, hoursOld: Double) throws {
        let path = directory.file(name)
        try Data(repeating: 0x78, count: bytes).write(to: URL(fileURLWithPath: path))
        let date = Date(timeIntervalSince1970: RetentionCommandTests.present - 3600 * hoursOld)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    private func makeFiles() throws {
        try make("daily.log", bytes: 5, hoursOld: 1)
        for day in 15...19 { try make("daily.log.2024-06-\(day)", bytes: day, hoursOld: Double(19 - day) * 24 + 12) }
        try make("sized.log", bytes: 90, hoursOld: 1)
        for number in 1...5 { try make("sized.log.\(number)", bytes: 100, hoursOld: Double(number)) }
        for name in ["daily.log.old", "daily.log.2024-06", "sized.log.007", "sized.log.1.gz", "other.log.1"] {
            try make(name, bytes: 1000, hoursOld: 1000)
        }
    }

    private func run(_ options: [String] = []) throws -> BuiltProgram.Outcome {
        try directory.logconfig(
            ["retention", "c.yaml", "--at", "2024-06-20T12:00:00Z"] + options,
            environment: ["TZ": "UTC"]
        )
    }

    @Test func `people see each old file, whether it goes, and why`() throws {
        try makeFiles()
        let outcome = try run()
        let path = directory.path
        #expect(
            outcome.standardOutput == """
                handler 'daily': \(path)/daily.log
                  goes   2024-06-16 00:00:00  15 bytes  \(path)/daily.log.2024-06-15  count
                  goes   2024-06-17 00:00:00  16 bytes  \(path)/daily.log.2024-06-16  count
                  goes   2024-06-18 00:00:00  17 bytes  \(path)/daily.log.2024-06-17  count
                  stays  2024-06-19 00:00:00  18 bytes  \(path)/daily.log.2024-06-18
                  stays  2024-06-20 00:00:00  19 bytes  \(path)/daily.log.2024-06-19
                  3 of 5 old files go, 48 of 85 bytes
                handler 'sized': \(path)/sized.log
                  goes   2024-06-20 07:00:00  100 bytes  \(path)/sized.log.5  total size
                  goes   2024-06-20 08:00:00  100 bytes  \(path)/sized.log.4  count
                  goes   2024-06-20 09:00:00  100 bytes  \(path)/sized.log.3  total size
                  stays  2024-06-20 10:00:00  100 bytes  \(path)/sized.log.2
                  stays  2024-06-20 11:00:00  100 bytes  \(path)/sized.log.1
                  3 of 5 old files go, 300 of 500 bytes
                handler 'elsewhere': \(path)/none/app.log
                  0 of 0 old files go, 0 of 0 bytes

                """
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
    }

    @Test func `programs get the same as one JSON object`() throws {
        try makeFiles()
        let outcome = try run(["--json"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: [[String: Any]]]
        )
        let handlers = try #require(object["handlers"])
        #expect(handlers.map { $0["handler"] as? String } == ["daily", "sized", "elsewhere"])
        #expect(handlers.map { $0["file"] as? String }.first == directory.file("daily.log"))
        let first = try #require((handlers[0]["archives"] as? [[String: Any]])?.first)
        #expect(first["path"] as? String == directory.file("daily.log.2024-06-15"))
        #expect(first["size"] as? Int == 15)
        #expect(first["modified"] as? Int == 1_718_496_000)
        #expect(first["removed"] as? Bool == true)
        #expect(first["reasons"] as? [String] == ["count"])
    }

    @Test func `nothing is opened, made or removed`() throws {
        try makeFiles()
        let before = directory.names.sorted()
        _ = try run()
        _ = try run(["--json"])
        #expect(directory.names.sorted() == before)
    }

    @Test func `what it foretells is what the next rollover does`() throws {
        try makeFiles()
        let outcome = try run(["--json"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: [[String: Any]]]
        )
        func left(_ handler: Int) -> Int {
            let archives = object["handlers"]?[handler]["archives"] as? [[String: Any]]
            return archives?.count { $0["removed"] as? Bool == false } ?? 0
        }
        let call = #"{"logger": "a", "level": 30, "msg": "longer than what is left", "created": 1718884800}"#
        try directory.write(call + "\n", to: "calls.jsonl")
        let replay = try directory.logconfig(
            ["replay", "c.yaml", "--script", "calls.jsonl", "--clock", "1718884800", "--make-directories"],
            environment: ["TZ": "UTC"]
        )
        #expect(replay.status == 0)
        let sized = (1...6).filter { directory.names.contains("sized.log.\($0)") }
        #expect(sized.count == left(1) + 1, "and the one that was put aside")
        for name in ["daily.log.old", "daily.log.2024-06", "sized.log.007", "sized.log.1.gz", "other.log.1"] {
            #expect(directory.names.contains(name))
        }
    }

    @Test func `a configuration that is refused is told as by the other commands`() throws {
        try directory.write("version: 2\n", to: "c.yaml")
        #expect(try run().status == 1)
        #expect(try run(["--json"]).standardOutput.contains(#""accepted": false"#))
    }
}
