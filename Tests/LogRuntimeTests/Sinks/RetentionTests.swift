import Foundation
import LogRuntime
import TestSupport
import Testing

/// For how long old files are kept, and what is never touched.
@Suite struct RetentionTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func make(_ name: String, bytes: Int = 10, hoursOld: Double = 0) throws {
        let path = directory.file(name)
        try Data(repeating: 0x78, count: bytes).write(to: URL(fileURLWithPath: path))
        let date = Date(timeIntervalSinceNow: -3600 * hoursOld)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    private func rotating(_ retention: Retention, compatibility: Compatibility = .standard) throws -> RotatingFileSink {
        let settings = FileSettings(filename: directory.file("app.log"), delay: true, compatibility: compatibility)
        return try RotatingFileSink(settings, maximumSize: 20, backupCount: 9, retention: retention)
    }

    private func timed(_ retention: Retention) throws -> TimedRotatingFileSink {
        try TimedRotatingFileSink(
            FileSettings(filename: directory.file("app.log"), delay: true),
            schedule: try RolloverSchedule(when: "D", interval: 1, utc: true, atTime: nil, zone: .utc),
            backupCount: 0,
            retention: retention
        )
    }

    private func names(_ paths: [String]) -> [String] { paths.map { ($0 as NSString).lastPathComponent } }

    /// Names that look like archives of `app.log` and are not.
    private static let foreign = [
        "app.log.007", "app.log.-1", "app.log.+2", "app.log.0", "app.log.2.gz", "app.log.old", "app.log.3.txt",
        "app.log.", "app.log2", "xapp.log.2", "app.log.1a", "app.log.2024-06-01x", "app.log.2024-06", "other.log.1",
    ]

    @Test func `archives older than the limit go, the oldest first, and nothing else`() throws {
        for number in 1...4 { try make("app.log.\(number)", hoursOld: Double(number)) }
        for name in Self.foreign { try make(name, hoursOld: 1000) }
        let files = FileManager.default
        try files.createSymbolicLink(atPath: directory.file("app.log.11"), withDestinationPath: "other.log.1")
        try files.createDirectory(atPath: directory.file("app.log.12"), withIntermediateDirectories: false)
        let sink = try rotating(Retention(maximumAge: 2.5 * 3600))
        #expect(names(try sink.expiredArchives()) == ["app.log.4", "app.log.3"])
        let before = directory.names.count
        try sink.write("twelve bytes")
        try sink.write("twelve bytes")
        #expect(!directory.names.contains("app.log.5"), "what was 4")
        #expect(!directory.names.contains("app.log.4"), "what was 3")
        #expect(directory.names.contains("app.log.3"), "what was 2")
        for name in Self.foreign { #expect(directory.names.contains(name)) }
        // app.log and app.log.1 came, two went.
        #expect(directory.names.count == before + 2 - 2)
        #expect(names(try sink.expiredArchives()) == [])
    }

    @Test func `archives go until all files together are small enough`() throws {
        for number in 1...4 { try make("app.log.\(number)", bytes: 100) }
        try make("app.log", bytes: 50)
        #expect(names(try rotating(Retention(maximumTotalSize: 250)).expiredArchives()) == ["app.log.4", "app.log.3"])
        #expect(names(try rotating(Retention(maximumTotalSize: 450)).expiredArchives()) == [])
        #expect(names(try rotating(Retention(maximumTotalSize: 1)).expiredArchives()).count == 4)
    }

    @Test func `archives of a schedule are told by exactly its suffix`() throws {
        for day in 1...3 { try make("app.log.2024-06-0\(day)", bytes: 100, hoursOld: 1000) }
        try make("app.log.2024-06-01.1", bytes: 100, hoursOld: 1000)
        for name in Self.foreign + ["app.log.2024-06-01_10", "app.log.2024-06-01.x"] { try make(name, hoursOld: 1000) }
        let all = ["app.log.2024-06-01", "app.log.2024-06-01.1", "app.log.2024-06-02", "app.log.2024-06-03"]
        #expect(names(try timed(Retention(maximumAge: 3600)).expiredArchives()) == all)
        let sink = try timed(Retention(maximumTotalSize: 230))
        #expect(names(try sink.expiredArchives()) == Array(all.prefix(2)))
        try sink.write("one", at: WallTime(seconds: 4_000_000_000))
        for name in Self.foreign { #expect(directory.names.contains(name)) }
    }

    @Test func `a log that is opened removes what is too old, and Python's way keeps it`() throws {
        try make("app.log.1", hoursOld: 5)
        let settings = FileSettings(filename: directory.file("app.log"), compatibility: .python313)
        _ = try RotatingFileSink(settings, maximumSize: 20, backupCount: 9, retention: Retention(maximumAge: 3600))
        #expect(directory.names.contains("app.log.1"))
        let ours = FileSettings(filename: directory.file("app.log"))
        _ = try RotatingFileSink(ours, maximumSize: 20, backupCount: 9, retention: Retention(maximumAge: 3600))
        #expect(directory.names == ["app.log"])
    }

    #if DEBUG
    @Test func `an archive that cannot be removed costs no line, and is told of`() throws {
        try make("app.log.1", hoursOld: 5)
        let sink = try rotating(Retention(maximumAge: 3600))
        let told = Lock<[String]>([])
        sink.setTroubleHook { error in told.withLock { $0.append(error.operation) } }
        let plan = FaultPlan()
        plan.add(.unlink, .error(EPERM))
        try plan.run {
            try sink.write("twelve bytes")
            try sink.write("twelve bytes")
        }
        #expect(told.withLock { $0 } == ["remove"])
        #expect(directory.text("app.log") == "twelve bytes")
        #expect(directory.text("app.log.1") == "twelve bytes")
    }
    #endif
}

/// The permissions of new files.
@Suite struct FilePermissionTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.file(name))
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test(arguments: [0o640, 0o600, 0o666, 0o400] as [UInt32])
    func `a new file gets exactly the permissions asked for, whatever the mask`(_ permissions: UInt32) throws {
        let sink = try RotatingFileSink(
            FileSettings(filename: directory.file("app.log"), permissions: permissions),
            maximumSize: 20,
            backupCount: 2
        )
        try sink.write("twelve bytes")
        try sink.write("twelve bytes")
        #expect(try mode("app.log") == Int(permissions))
        #expect(try mode("app.log.1") == Int(permissions))
    }

    @Test func `a file that is there keeps its permissions`() throws {
        let path = directory.file("app.log")
        try "old\n".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
        let sink = try FileSink(FileSettings(filename: path, permissions: 0o640))
        try sink.write("new\n")
        #expect(try mode("app.log") == 0o604)
        #expect(directory.text("app.log") == "old\nnew\n")
    }

    @Test func `a link is followed, also to a file that is not there yet`() throws {
        try FileManager.default.createSymbolicLink(atPath: directory.file("app.log"), withDestinationPath: "real.log")
        let sink = try FileSink(FileSettings(filename: directory.file("app.log"), permissions: 0o640))
        try sink.write("one\n")
        #expect(directory.text("real.log") == "one\n")
    }

    @Test func `mode x insists on making the file`() throws {
        try "old\n".write(toFile: directory.file("app.log"), atomically: false, encoding: .utf8)
        let settings = FileSettings(filename: directory.file("app.log"), mode: "x", permissions: 0o640)
        #expect(throws: SinkError.self) { try FileSink(settings) }
    }
}
