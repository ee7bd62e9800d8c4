#if Compression
import Foundation
import LogCompression
import TestSupport
import Testing

@testable import LogRuntime

/// One look through the archives, in states that rollovers and crashes leave.
@Suite(.enabled(if: LogFiles.oracle != nil, LogFiles.absence))
struct ArchivePackerTests {
    private let box: TemporaryDirectory
    private let path: String
    private let packer: ArchivePacker

    init() throws {
        box = try TemporaryDirectory()
        path = box.file("app.log")
        packer = ArchivePacker(path, GzipCompressor())
        try box.write("now\n", to: "app.log")
        try box.write("one\n", to: "app.log.1")
        try box.write("two\n", to: "app.log.2")
    }

    private func attributes(_ name: String) throws -> [String] {
        let values = try FileManager.default.attributesOfItem(atPath: box.file(name))
        let keys: [FileAttributeKey] = [.posixPermissions, .modificationDate, .ownerAccountID, .groupOwnerAccountID]
        return keys.map { "\(values[$0] ?? "")" }
    }

    @Test func `archives are compressed and keep permissions, owner and time`() throws {
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        let files = FileManager.default
        try files.setAttributes(
            [.modificationDate: time, .posixPermissions: 0o640],
            ofItemAtPath: box.file("app.log.2")
        )
        let before = try ["app.log.1", "app.log.2"].map(attributes)
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: false, hasPacked: true))
        #expect(try ["app.log.1.gz", "app.log.2.gz"].map(attributes) == before)
        #expect(try LogFiles(box).texts == ["app.log": "now\n", "app.log.1.gz": "one\n", "app.log.2.gz": "two\n"])
        #expect(try packer.pack() == ArchivePacker.Outcome())
    }

    @Test func `nothing is compressed but archives of the log`() throws {
        let foreign = ["app.log.007", "app.log.old", "app.log.3.txt", "xapp.log.1", "app.log.2024-06-01"]
        for name in foreign { try box.write(name, to: name) }
        let files = FileManager.default
        try files.createSymbolicLink(atPath: box.file("app.log.11"), withDestinationPath: "app.log.old")
        _ = try packer.pack()
        #expect(box.names == (foreign + ["app.log", "app.log.1.gz", "app.log.11", "app.log.2.gz"]).sorted())
    }

    @Test func `archives of a schedule are compressed`() throws {
        try box.write("day\n", to: "app.log.2024-06-01")
        try box.write("again\n", to: "app.log.2024-06-01.1")
        let schedule = try RolloverSchedule(when: "D", interval: 1, utc: true, atTime: nil, zone: .utc)
        _ = try ArchivePacker(path, GzipCompressor(), schedule).pack()
        #expect(
            try LogFiles(box).texts == [
                "app.log": "now\n", "app.log.1": "one\n", "app.log.2": "two\n",
                "app.log.2024-06-01.gz": "day\n", "app.log.2024-06-01.1.gz": "again\n",
            ]
        )
    }

    @Test func `an archive that a process has open waits`() throws {
        let writer = try FileHandle(forUpdating: URL(fileURLWithPath: box.file("app.log.1")))
        #expect(FileClaim(descriptor: writer.fileDescriptor).enter())
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: true, hasPacked: true))
        #expect(box.names == ["app.log", "app.log.1", "app.log.2.gz"])
        try writer.seekToEnd()
        try writer.write(contentsOf: Data("late\n".utf8))
        try writer.close()
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: false, hasPacked: true))
        #expect(try LogFiles(box).texts["app.log.1.gz"] == "one\nlate\n")
    }

    @Test func `an archive that another process compresses is left to it`() throws {
        let other = try FileHandle(forUpdating: URL(fileURLWithPath: box.file("app.log.1")))
        #expect(FileClaim(descriptor: other.fileDescriptor).takePacking())
        #expect(try packer.pack().isWaiting)
        #expect(box.names == ["app.log", "app.log.1", "app.log.2.gz"])
        try other.close()
    }

    @Test func `archives wait while there is a turn to be waited for, and while there is no log`() throws {
        let writer = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        #expect(FileClaim(descriptor: writer.fileDescriptor).takeTurn())
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: true, hasPacked: false))
        try writer.close()
        try FileManager.default.removeItem(atPath: path)
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: true, hasPacked: false))
        #expect(box.names == ["app.log.1", "app.log.2"])
    }

    @Test func `what a killed process has left is finished or removed`() throws {
        // Killed while it compressed one archive, and another that was removed since.
        let inode = try #require(FileStatus.ofExisting(box.file("app.log.1"))?.identity.inode)
        try box.write("torn", to: ".app.log.\(inode).gz.part")
        try box.write("torn", to: ".app.log.999999999999.gz.part")
        try box.write("foreign", to: ".app.log.x.gz.part")
        // Killed between the new name and the end of the old.
        let copy = try TemporaryDirectory()
        try FileManager.default.copyItem(atPath: box.file("app.log.2"), toPath: copy.file("app.log.2"))
        try box.write("no log", to: "app.log.2.gz")
        let time = try #require(FileManager.default.attributesOfItem(atPath: box.file("app.log.2"))[.modificationDate])
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: box.file("app.log.2.gz"))
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: box.file("app.log.2"))
        _ = try packer.pack()
        #expect(box.names == [".app.log.x.gz.part", "app.log", "app.log.1.gz", "app.log.2.gz"])
        #expect(box.text("app.log.2.gz") == "no log", "it was whole before it got its name")
    }

    @Test func `a compressed file of another origin and its neighbour are not touched`() throws {
        try box.write("mine", to: "app.log.1.gz")
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: box.file("app.log.1.gz"))
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: false, hasPacked: true))
        #expect(box.names == ["app.log", "app.log.1", "app.log.1.gz", "app.log.2.gz"])
        #expect(box.text("app.log.1.gz") == "mine")
    }

    #if DEBUG
    @Test(arguments: [
        (FaultPlan.Call.write, ENOSPC, 0), (.rename, EACCES, 0), (.open, EACCES, 1), (.unlink, EROFS, 0),
    ])
    func `a failure leaves the archives as they were`(call: FaultPlan.Call, number: Int32, passing: Int) throws {
        let plan = FaultPlan()
        plan.add(call, .error(number), after: passing)
        let error = #expect(throws: SinkError.self) { try plan.run { try packer.pack() } }
        #expect(error?.operation == "compress")
        #expect(error?.place == box.file("app.log.2"))
        let kept = box.names.filter { !$0.hasPrefix(".") }
        #expect(kept == ["app.log", "app.log.1", "app.log.2"])
        #expect(try packer.pack() == ArchivePacker.Outcome(isWaiting: false, hasPacked: true))
        #expect(try LogFiles(box).texts == ["app.log": "now\n", "app.log.1.gz": "one\n", "app.log.2.gz": "two\n"])
    }

    @Test func `an archive that cannot be removed is there twice until it can`() throws {
        let plan = FaultPlan()
        // The first removes a hidden file that is not there.
        plan.add(.unlink, .error(EPERM), times: 1, after: 1)
        let error = #expect(throws: SinkError.self) { try plan.run { try packer.pack() } }
        #expect(error?.description == "cannot compress '\(box.file("app.log.2"))': Operation not permitted")
        #expect(box.names == ["app.log", "app.log.1.gz", "app.log.2", "app.log.2.gz"])
        _ = try packer.pack()
        #expect(box.names == ["app.log", "app.log.1.gz", "app.log.2.gz"])
    }
    #endif
}
#endif
